import Storage

extension VaultMigrations {
    /// Who came from an old shop: by tags of its numbers, names and addresses, and by nothing else.
    static let importing = Migration(
        "vault-6-importing",
        """
        CREATE TABLE imported_key (key BYTEA NOT NULL PRIMARY KEY, subject TEXT NOT NULL);
        CREATE TABLE imported_member (
            subject TEXT NOT NULL PRIMARY KEY, last_used BIGINT NOT NULL, confirmed BIGINT);
        CREATE TABLE letter_code (
            subject TEXT NOT NULL PRIMARY KEY, hash BYTEA NOT NULL, sent BIGINT NOT NULL,
            ends BIGINT NOT NULL, tries BIGINT NOT NULL);
        """
    )
}
