import Storage

extension VaultMigrations {
    /// The epoch that the vault's own half of a sheet was wrapped in later than the sheet itself.
    static let ownEpochs = Migration(
        "vault-11-own-epochs",
        "ALTER TABLE sheet ADD COLUMN vault_rewrapped BIGINT;"
    )
}
