public import Storage

/// This room's tables, in the shop's database.
public enum OldShopMigrations {
    public static let all = [
        Migration(
            "old-shop-1-orders",
            """
            CREATE TABLE old_order (
                order_key TEXT NOT NULL PRIMARY KEY, orderer TEXT NOT NULL, number TEXT NOT NULL,
                placed BIGINT NOT NULL, subtotal BIGINT NOT NULL, discount BIGINT NOT NULL,
                postage BIGINT NOT NULL, fee BIGINT NOT NULL, used_points BIGINT NOT NULL,
                tax BIGINT NOT NULL, total BIGINT NOT NULL, payable BIGINT NOT NULL,
                payment TEXT NOT NULL, state TEXT NOT NULL);
            CREATE INDEX old_order_orderer ON old_order (orderer, placed);
            CREATE TABLE old_order_line (
                order_key TEXT NOT NULL, line_key TEXT NOT NULL, kind TEXT NOT NULL,
                goods TEXT NOT NULL, code TEXT NOT NULL, price BIGINT NOT NULL,
                count BIGINT NOT NULL, tax_percent BIGINT, recipient TEXT,
                PRIMARY KEY (order_key, line_key));
            CREATE TABLE old_points (
                member TEXT NOT NULL PRIMARY KEY, points BIGINT NOT NULL);
            """
        ),
        Migration(
            "old-shop-2-goods",
            """
            CREATE TABLE old_goods (
                goods_key TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, code TEXT NOT NULL,
                description TEXT NOT NULL, category TEXT NOT NULL, search_words TEXT NOT NULL,
                pictures TEXT NOT NULL, price_hundredths BIGINT NOT NULL, tax_percent BIGINT,
                stock BIGINT, was_public BIGINT NOT NULL);
            """
        ),
    ]
}
