enum OrderingPlaceholder {}
