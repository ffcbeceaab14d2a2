enum VaultHostPlaceholder {}
