enum MerchantsPlaceholder {}
