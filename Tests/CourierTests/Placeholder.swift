enum CourierTestsPlaceholder {}
