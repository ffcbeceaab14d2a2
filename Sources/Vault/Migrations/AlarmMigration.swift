import Storage

extension VaultMigrations {
    /// Alarms, who is told of them and how far; who never existed; what the vault itself is made of.
    ///
    /// A mailbox of an officer's and the names of who never existed lie in boxes.
    static let alarms = Migration(
        "vault-14-alarms",
        """
        CREATE TABLE alarm (
            id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, process TEXT NOT NULL,
            since BIGINT NOT NULL, last BIGINT NOT NULL, count BIGINT NOT NULL,
            target TEXT, freezing TEXT, line BIGINT);
        CREATE INDEX alarm_kind ON alarm (kind, process, since);
        CREATE INDEX alarm_last ON alarm (last);
        CREATE TABLE alarm_way (
            id TEXT NOT NULL PRIMARY KEY, mailbox BYTEA, since BIGINT NOT NULL);
        CREATE TABLE alarm_delivery (
            alarm TEXT NOT NULL, way TEXT NOT NULL, told BIGINT NOT NULL, tries BIGINT NOT NULL,
            due BIGINT NOT NULL, delivered BIGINT, PRIMARY KEY (alarm, way));
        CREATE TABLE honey (id TEXT NOT NULL PRIMARY KEY, record BYTEA NOT NULL, line BIGINT);
        CREATE TABLE honey_sent (name BYTEA NOT NULL PRIMARY KEY, until BIGINT NOT NULL);
        CREATE TABLE own_part (
            name TEXT NOT NULL PRIMARY KEY, accepted BYTEA NOT NULL, seen BYTEA NOT NULL,
            since BIGINT NOT NULL, accepted_by TEXT);
        """
    )
}
