import Storage

extension VaultMigrations {
    /// Which shops may have labels made, which parcels have one, and the sealed files.
    ///
    /// A parcel's row stays when its file is gone, so that it never gets a second label; one that was
    /// sent has a row without a run.
    static let labels = Migration(
        "vault-15-labels",
        """
        CREATE TABLE label_job (
            id TEXT NOT NULL PRIMARY KEY, shop BIGINT NOT NULL, daily_cap BIGINT NOT NULL,
            begins TEXT NOT NULL, ends TEXT NOT NULL, since BIGINT NOT NULL,
            proposed_by TEXT NOT NULL, agreed BIGINT NOT NULL, ended BIGINT, seal BYTEA NOT NULL);
        CREATE INDEX label_job_shop ON label_job (shop);
        CREATE TABLE label_run (
            id TEXT NOT NULL PRIMARY KEY, shop BIGINT NOT NULL, shop_name TEXT NOT NULL,
            receiver TEXT NOT NULL, begun BIGINT NOT NULL, labels BIGINT NOT NULL,
            state TEXT NOT NULL, due BIGINT NOT NULL, tries BIGINT NOT NULL DEFAULT 0);
        CREATE INDEX label_run_state ON label_run (state, due);
        CREATE INDEX label_run_shop ON label_run (shop, begun);
        CREATE TABLE label (
            order_key TEXT NOT NULL, position BIGINT NOT NULL, run TEXT, place BIGINT,
            facts BYTEA NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (order_key, position));
        CREATE INDEX label_by_run ON label (run, place);
        CREATE TABLE label_part (
            run TEXT NOT NULL, part BIGINT NOT NULL, bytes BYTEA NOT NULL, is_last BIGINT NOT NULL,
            PRIMARY KEY (run, part));
        """
    )
}
