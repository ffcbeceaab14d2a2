enum VaultTestsPlaceholder {}
