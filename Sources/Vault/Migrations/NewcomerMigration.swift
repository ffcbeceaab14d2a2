import Storage

extension VaultMigrations {
    /// Who registers, until the witness has marked it; and the names that it was told to refuse, which are
    /// told again to one that was set back.
    static let newcomers = Migration(
        "vault-9-newcomers",
        """
        CREATE TABLE newcomer (
            subject TEXT NOT NULL PRIMARY KEY, mailbox BYTEA, inputs BYTEA NOT NULL,
            confirmed BIGINT);
        CREATE INDEX newcomer_confirmed ON newcomer (confirmed);
        ALTER TABLE erasure ADD COLUMN told BIGINT;
        CREATE INDEX erasure_told ON erasure (told, leaf);
        """
    )
}
