import Storage

extension VaultMigrations {
    /// The officers as the vault knows them, what was put before them, and staff who has lost every key.
    ///
    /// Officers' and proposers' names stand in statements: they lie in boxes.
    static let officers = Migration(
        "vault-13-officers",
        """
        CREATE TABLE officer_sheet (
            name TEXT NOT NULL PRIMARY KEY, sheet BYTEA NOT NULL, adopted BIGINT NOT NULL);
        CREATE TABLE officer_statement (
            id TEXT NOT NULL PRIMARY KEY, statement BYTEA NOT NULL, created BIGINT NOT NULL,
            told BIGINT, decided BIGINT, outcome TEXT);
        CREATE INDEX officer_statement_told ON officer_statement (told, created);
        CREATE TABLE staff_recovery (
            code BYTEA NOT NULL PRIMARY KEY, subject TEXT NOT NULL, created BIGINT NOT NULL,
            ends BIGINT NOT NULL, approved BIGINT, used BIGINT);
        """
    )
}
