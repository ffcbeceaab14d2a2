import Storage

extension VaultMigrations {
    /// To which keys files for a shop are sealed.
    ///
    /// A row's seal is a keyed hash: who can write the database and has no key puts nobody here.
    static let receivers = Migration(
        "vault-15-receivers",
        """
        CREATE TABLE receiver (
            key TEXT NOT NULL PRIMARY KEY, shop BIGINT NOT NULL, since BIGINT NOT NULL,
            ended BIGINT, seal BYTEA NOT NULL, since_told BIGINT NOT NULL DEFAULT 0,
            end_told BIGINT NOT NULL DEFAULT 0);
        CREATE UNIQUE INDEX receiver_standing ON receiver (shop) WHERE ended IS NULL;
        """
    )
}
