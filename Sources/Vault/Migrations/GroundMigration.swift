import Storage

extension VaultMigrations {
    /// What the witness can prove: by which statement a job was agreed to, and which keys it knows.
    static let grounds = Migration(
        "vault-17-grounds",
        """
        ALTER TABLE label_job ADD COLUMN statement BYTEA;
        ALTER TABLE staff_key ADD COLUMN witnessed BIGINT;
        ALTER TABLE passkey ADD COLUMN witnessed BIGINT;
        """
    )
}
