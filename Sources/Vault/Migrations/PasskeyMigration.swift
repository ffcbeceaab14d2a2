import Storage

extension VaultMigrations {
    /// Passkeys, and what a token was opened by.
    static let passkeys = Migration(
        "vault-10-passkeys",
        """
        CREATE TABLE passkey (
            id TEXT NOT NULL PRIMARY KEY, subject TEXT NOT NULL, found BYTEA NOT NULL UNIQUE,
            record BYTEA NOT NULL, made BIGINT NOT NULL, used BIGINT, doubted BIGINT);
        CREATE INDEX passkey_subject ON passkey (subject);
        ALTER TABLE token ADD COLUMN proved BIGINT;
        ALTER TABLE token ADD COLUMN passkey TEXT;
        """
    )
}
