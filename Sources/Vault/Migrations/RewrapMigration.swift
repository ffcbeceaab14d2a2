import Storage

extension VaultMigrations {
    /// The epoch that the witness's half of a sheet was sealed to later than the sheet itself.
    static let rewrapping = Migration(
        "vault-8-rewrapping",
        "ALTER TABLE sheet ADD COLUMN rewrapped BIGINT;"
    )
}
