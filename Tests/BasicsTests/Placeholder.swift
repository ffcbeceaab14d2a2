enum BasicsTestsPlaceholder {}
