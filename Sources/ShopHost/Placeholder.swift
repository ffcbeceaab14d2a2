enum ShopHostPlaceholder {}
