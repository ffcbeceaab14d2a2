import Storage

extension CatalogueMigrations {
    /// Shelves in their orders, and how much stands on them: a page of a list costs the same however
    /// many goods there are.
    ///
    /// No index holds the stock, so an order changes none of them.
    static let shelves = Migration(
        "catalogue-7-shelves",
        sqlite: indexes + """
            CREATE TRIGGER shelf_count_insert AFTER INSERT ON goods
                WHEN new.state <> 'withdrawn' BEGIN
                INSERT INTO shelf_count (category, goods) VALUES (new.category, 1)
                    ON CONFLICT (category) DO UPDATE SET goods = shelf_count.goods + 1;
            END;
            CREATE TRIGGER shelf_count_update AFTER UPDATE OF category, state ON goods
                WHEN old.category <> new.category
                    OR (old.state = 'withdrawn') <> (new.state = 'withdrawn') BEGIN
                UPDATE shelf_count SET goods = goods - 1
                    WHERE category = old.category AND old.state <> 'withdrawn';
                INSERT INTO shelf_count (category, goods)
                    SELECT new.category, 1 WHERE new.state <> 'withdrawn'
                    ON CONFLICT (category) DO UPDATE SET goods = shelf_count.goods + 1;
            END;
            CREATE TRIGGER shelf_count_delete AFTER DELETE ON goods
                WHEN old.state <> 'withdrawn' BEGIN
                UPDATE shelf_count SET goods = goods - 1 WHERE category = old.category;
            END;
            """,
        postgres: indexes + """
            CREATE FUNCTION count_shelf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF TG_OP <> 'INSERT' AND old.state <> 'withdrawn' THEN
                    UPDATE shelf_count SET goods = goods - 1 WHERE category = old.category;
                END IF;
                IF TG_OP <> 'DELETE' AND new.state <> 'withdrawn' THEN
                    INSERT INTO shelf_count (category, goods) VALUES (new.category, 1)
                        ON CONFLICT (category) DO UPDATE SET goods = shelf_count.goods + 1;
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER shelf_count AFTER INSERT OR DELETE OR UPDATE OF category, state ON goods
                FOR EACH ROW EXECUTE FUNCTION count_shelf();
            """
    )

    private static let indexes = """
        DROP INDEX goods_by_category;
        DROP INDEX goods_by_shop;
        CREATE INDEX goods_recommended ON goods (recommendation DESC, id);
        CREATE INDEX goods_newest ON goods (created DESC, id);
        CREATE INDEX goods_cheapest ON goods (price, id);
        CREATE INDEX goods_recommended_in ON goods (category, recommendation DESC, id);
        CREATE INDEX goods_newest_in ON goods (category, created DESC, id);
        CREATE INDEX goods_cheapest_in ON goods (category, price, id);
        CREATE INDEX goods_recommended_of ON goods (shop, recommendation DESC, id);
        CREATE TABLE shelf_count (category TEXT PRIMARY KEY, goods BIGINT NOT NULL);
        INSERT INTO shelf_count (category, goods)
            SELECT category, COUNT(*) FROM goods WHERE state <> 'withdrawn' GROUP BY category;

        """
}
