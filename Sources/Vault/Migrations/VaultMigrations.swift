public import Storage

/// The vault's schema, step by step.
public enum VaultMigrations {
    /// Every step, in order.
    public static let all = [
        sheets, persons, signingIn, correspondence, records, importing, counting, rewrapping,
        passkeys, newcomers, ownEpochs, staff, officers, alarms, receivers, labels,
        grounds,
    ]

    private static let sheets = Migration(
        "vault-1-sheets",
        """
        CREATE TABLE register (
            owner TEXT NOT NULL PRIMARY KEY, witness_name TEXT NOT NULL UNIQUE,
            version BIGINT NOT NULL CHECK (version > 0), fields BYTEA NOT NULL,
            seal BYTEA NOT NULL);
        CREATE TABLE sheet (
            owner TEXT NOT NULL, version BIGINT NOT NULL, vault_epoch BIGINT NOT NULL,
            witness_epoch BIGINT NOT NULL, vault_half BYTEA NOT NULL,
            witness_half BYTEA NOT NULL, boxes BYTEA NOT NULL, PRIMARY KEY (owner, version));
        CREATE TABLE erasure (witness_name TEXT NOT NULL PRIMARY KEY, leaf BIGINT NOT NULL);
        """
    )

    private static let persons = Migration(
        "vault-2-persons",
        """
        CREATE TABLE subject (
            handle TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, ledger_name TEXT UNIQUE,
            created BIGINT NOT NULL, provisional_until BIGINT, erased BIGINT);
        CREATE INDEX subject_provisional ON subject (provisional_until);
        CREATE TABLE tag (
            kind TEXT NOT NULL, value BYTEA NOT NULL, subject TEXT NOT NULL,
            PRIMARY KEY (kind, value, subject));
        CREATE UNIQUE INDEX tag_email ON tag (value) WHERE kind = 'email';
        CREATE INDEX tag_subject ON tag (subject);
        CREATE TABLE reach (
            principal TEXT NOT NULL, subject TEXT NOT NULL, since BIGINT NOT NULL, ended BIGINT,
            PRIMARY KEY (principal, subject));
        CREATE INDEX reach_subject ON reach (subject);
        CREATE TABLE token (
            id TEXT NOT NULL PRIMARY KEY, principal TEXT NOT NULL, caller TEXT NOT NULL,
            purpose TEXT NOT NULL, minted BIGINT NOT NULL, ends BIGINT NOT NULL, ended BIGINT);
        CREATE INDEX token_principal ON token (principal);
        CREATE INDEX token_ends ON token (ends);
        CREATE TABLE placed_order (
            order_key TEXT NOT NULL PRIMARY KEY, principal TEXT NOT NULL, orderer TEXT NOT NULL,
            promoted BIGINT NOT NULL, state TEXT NOT NULL);
        CREATE INDEX placed_order_state ON placed_order (state, promoted);
        CREATE TABLE order_person (
            order_key TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (order_key, subject));
        CREATE INDEX order_person_subject ON order_person (subject);
        CREATE TABLE shop_grant (
            shop BIGINT NOT NULL, recipient TEXT NOT NULL, order_key TEXT NOT NULL,
            until BIGINT NOT NULL, PRIMARY KEY (shop, recipient, order_key));
        """
    )

    private static let signingIn = Migration(
        "vault-3-signing-in",
        """
        CREATE TABLE credential (
            subject TEXT NOT NULL PRIMARY KEY, salt BYTEA NOT NULL, verifier BYTEA NOT NULL,
            passes BIGINT NOT NULL, memory BIGINT NOT NULL, changed BIGINT NOT NULL);
        CREATE TABLE challenge (
            id TEXT NOT NULL PRIMARY KEY, way TEXT NOT NULL, identifier BYTEA, source BYTEA,
            source_sealed BYTEA, subject TEXT, order_key TEXT, created BIGINT NOT NULL,
            ends BIGINT NOT NULL, tries BIGINT NOT NULL, sent BIGINT NOT NULL, done BIGINT,
            tag BYTEA);
        CREATE INDEX challenge_identifier ON challenge (identifier, created);
        CREATE INDEX challenge_source ON challenge (source, created);
        CREATE INDEX challenge_ends ON challenge (ends);
        CREATE TABLE challenge_code (
            challenge TEXT NOT NULL, role TEXT NOT NULL, hash BYTEA NOT NULL, ends BIGINT NOT NULL,
            PRIMARY KEY (challenge, role, hash));
        CREATE TABLE order_code (
            order_key TEXT NOT NULL PRIMARY KEY, hash BYTEA NOT NULL, ends BIGINT NOT NULL,
            tries BIGINT NOT NULL);
        CREATE TABLE once (
            scope TEXT NOT NULL, idempotency BYTEA NOT NULL, digest BYTEA NOT NULL,
            result TEXT NOT NULL, token TEXT, at BIGINT NOT NULL,
            PRIMARY KEY (scope, idempotency));
        CREATE INDEX once_at ON once (at);
        """
    )

    private static let correspondence = Migration(
        "vault-4-correspondence",
        """
        CREATE TABLE item (
            id TEXT NOT NULL PRIMARY KEY, subject TEXT, addressed BIGINT NOT NULL,
            content BYTEA NOT NULL, created BIGINT NOT NULL, due BIGINT NOT NULL,
            tries BIGINT NOT NULL, state TEXT NOT NULL);
        CREATE INDEX item_due ON item (state, due);
        CREATE INDEX item_subject ON item (subject);
        """
    )

    /// A line's number comes from the lines themselves.
    private static let counting = Migration("vault-7-counting", "DROP TABLE line_next;")

    private static let records = Migration(
        "vault-5-records",
        """
        CREATE TABLE line (
            seq BIGINT NOT NULL PRIMARY KEY, entry BYTEA NOT NULL);
        CREATE TABLE line_about (
            name TEXT NOT NULL, seq BIGINT NOT NULL, PRIMARY KEY (name, seq));
        CREATE TABLE line_next (one BIGINT NOT NULL PRIMARY KEY, seq BIGINT NOT NULL);
        INSERT INTO line_next (one, seq) VALUES (1, 0);
        CREATE TABLE freezing (
            id TEXT NOT NULL PRIMARY KEY, target TEXT NOT NULL, reason TEXT NOT NULL,
            since BIGINT NOT NULL, process TEXT NOT NULL, person TEXT, lifted BIGINT,
            lifted_by TEXT);
        CREATE UNIQUE INDEX freezing_standing ON freezing (target) WHERE lifted IS NULL;
        CREATE TABLE vault_state (name TEXT NOT NULL PRIMARY KEY, value BIGINT NOT NULL);
        """
    )
}
