enum OrderingTestsPlaceholder {}
