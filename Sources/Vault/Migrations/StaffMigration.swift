import Storage

extension VaultMigrations {
    /// Who works at the office, with which keys, and whom a touch found.
    ///
    /// A key's name and public half would tell one person from dump to dump: they lie in a box, and are
    /// found by a keyed hash. So does what an invitation says of somebody.
    static let staff = Migration(
        "vault-12-staff",
        """
        CREATE TABLE staff (
            subject TEXT NOT NULL PRIMARY KEY, role TEXT NOT NULL, shop BIGINT,
            since BIGINT NOT NULL, ended BIGINT, end_told BIGINT NOT NULL DEFAULT 0);
        CREATE TABLE staff_invitation (
            code BYTEA NOT NULL PRIMARY KEY, subject TEXT NOT NULL UNIQUE, role TEXT NOT NULL,
            shop BIGINT, person BYTEA NOT NULL, created BIGINT NOT NULL, ends BIGINT NOT NULL,
            used BIGINT);
        CREATE TABLE staff_key (
            name BYTEA NOT NULL PRIMARY KEY, subject TEXT NOT NULL, record BYTEA NOT NULL,
            sign_count BIGINT NOT NULL, created BIGINT NOT NULL, used BIGINT, ended BIGINT);
        CREATE INDEX staff_key_subject ON staff_key (subject);
        CREATE TABLE staff_ceremony (
            id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, challenge BYTEA NOT NULL,
            token TEXT, invitation BYTEA, statement BYTEA, source BYTEA NOT NULL,
            created BIGINT NOT NULL, ends BIGINT NOT NULL, done BIGINT);
        CREATE INDEX staff_ceremony_source ON staff_ceremony (source, created);
        CREATE INDEX staff_ceremony_ends ON staff_ceremony (ends);
        CREATE TABLE tap_found (
            case_number TEXT NOT NULL, staff TEXT NOT NULL, subject TEXT NOT NULL,
            at BIGINT NOT NULL, told BIGINT NOT NULL DEFAULT 0, tries BIGINT NOT NULL DEFAULT 0,
            PRIMARY KEY (case_number, staff, subject));
        CREATE INDEX tap_found_at ON tap_found (at);
        """
    )
}
