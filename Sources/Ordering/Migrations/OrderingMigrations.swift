public import Storage

/// The tables of ordering, in the databases of the two processes that write them.
///
/// None of them has a column for a name, an address or anything a customer wrote.
public enum OrderingMigrations {
    /// For the market's database.
    public static let market = [
        Migration(
            "ordering-1-basket",
            """
            CREATE TABLE basket (
                id TEXT NOT NULL PRIMARY KEY,
                prefecture BIGINT,
                changed BIGINT NOT NULL
            );
            CREATE TABLE basket_line (
                basket TEXT NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
                goods BIGINT NOT NULL,
                count BIGINT NOT NULL CHECK (count BETWEEN 1 AND 99),
                position BIGINT NOT NULL,
                PRIMARY KEY (basket, goods)
            );
            CREATE TABLE hand_over (
                token_hash TEXT NOT NULL PRIMARY KEY,
                basket TEXT NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
                ends BIGINT NOT NULL,
                settled BIGINT NOT NULL DEFAULT 0
            );
            CREATE INDEX hand_over_by_basket ON hand_over (basket, settled);
            """
        )
    ]

    /// For the shop's database.
    public static let shop = [
        Migration("ordering-1-checkout", checkout),
        Migration("ordering-2-orders", orders),
        Migration("ordering-3-outbox", outbox),
        Migration(
            "ordering-4-people-fixed",
            "ALTER TABLE checkout ADD COLUMN people_fixed BIGINT NOT NULL DEFAULT 0"
        ),
        Migration("ordering-5-delivery-by-parcel", deliveryByParcel),
        Migration("ordering-6-browser", "ALTER TABLE checkout ADD COLUMN browser TEXT"),
        Migration("ordering-7-checkout-in-a-row", checkoutInARow),
    ]

    private static let checkout: String = """
        CREATE TABLE checkout (
            id TEXT NOT NULL PRIMARY KEY,
            token_hash TEXT NOT NULL UNIQUE,
            order_key TEXT NOT NULL UNIQUE,
            number TEXT NOT NULL UNIQUE,
            slip TEXT NOT NULL,
            member TEXT,
            orderer TEXT,
            prefecture BIGINT,
            island BIGINT NOT NULL DEFAULT 0,
            payment TEXT,
            of_age BIGINT NOT NULL DEFAULT 0,
            quoted BIGINT,
            state TEXT NOT NULL CHECK (state IN ('open', 'placed')),
            created BIGINT NOT NULL,
            ends BIGINT NOT NULL
        );
        CREATE INDEX checkout_by_end ON checkout (state, ends);
        CREATE TABLE checkout_line (
            checkout TEXT NOT NULL REFERENCES checkout (id) ON DELETE CASCADE,
            goods BIGINT NOT NULL,
            count BIGINT NOT NULL CHECK (count BETWEEN 1 AND 99),
            position BIGINT NOT NULL,
            PRIMARY KEY (checkout, goods)
        );
        CREATE TABLE checkout_recipient (
            checkout TEXT NOT NULL REFERENCES checkout (id) ON DELETE CASCADE,
            subject TEXT NOT NULL,
            position BIGINT NOT NULL,
            is_orderer BIGINT NOT NULL,
            prefecture BIGINT NOT NULL,
            island BIGINT NOT NULL,
            noshi TEXT,
            noshi_place TEXT,
            card BIGINT NOT NULL,
            own_sender BIGINT NOT NULL,
            day TEXT,
            part_of_day TEXT,
            season_accepted BIGINT NOT NULL,
            PRIMARY KEY (checkout, subject)
        );
        CREATE TABLE checkout_share (
            checkout TEXT NOT NULL,
            subject TEXT NOT NULL,
            goods BIGINT NOT NULL,
            count BIGINT NOT NULL CHECK (count BETWEEN 1 AND 99),
            PRIMARY KEY (checkout, subject, goods),
            FOREIGN KEY (checkout, subject)
                REFERENCES checkout_recipient (checkout, subject) ON DELETE CASCADE
        );
        """

    private static let orders: String = """
        CREATE TABLE orders (
            key TEXT NOT NULL PRIMARY KEY,
            number TEXT NOT NULL UNIQUE,
            checkout TEXT NOT NULL UNIQUE,
            member TEXT,
            orderer TEXT NOT NULL,
            state TEXT NOT NULL,
            payment TEXT NOT NULL,
            slip TEXT NOT NULL,
            placed BIGINT NOT NULL,
            goods_total BIGINT NOT NULL,
            postage_total BIGINT NOT NULL,
            fee_total BIGINT NOT NULL
        );
        CREATE INDEX orders_by_member ON orders (member, placed);
        CREATE INDEX orders_by_time ON orders (placed);
        CREATE TABLE parcel (
            order_key TEXT NOT NULL REFERENCES orders (key),
            position BIGINT NOT NULL,
            shop BIGINT NOT NULL,
            shop_name TEXT NOT NULL,
            shop_phone TEXT NOT NULL,
            recipient TEXT NOT NULL,
            is_orderer BIGINT NOT NULL,
            prefecture BIGINT NOT NULL,
            island BIGINT NOT NULL,
            temperature TEXT NOT NULL,
            weight_grams BIGINT NOT NULL,
            postage BIGINT NOT NULL,
            fee BIGINT NOT NULL,
            noshi TEXT,
            noshi_place TEXT,
            card BIGINT NOT NULL,
            own_sender BIGINT NOT NULL,
            hides_prices BIGINT NOT NULL,
            earliest TEXT NOT NULL,
            day TEXT,
            part_of_day TEXT,
            carrier TEXT,
            tracking TEXT,
            PRIMARY KEY (order_key, position)
        );
        CREATE INDEX parcel_by_shop ON parcel (shop, order_key);
        CREATE TABLE order_line (
            order_key TEXT NOT NULL,
            parcel BIGINT NOT NULL,
            goods BIGINT NOT NULL,
            title TEXT NOT NULL,
            contents TEXT NOT NULL,
            price BIGINT NOT NULL,
            tax_rate BIGINT NOT NULL,
            count BIGINT NOT NULL CHECK (count > 0),
            PRIMARY KEY (order_key, parcel, goods),
            FOREIGN KEY (order_key, parcel) REFERENCES parcel (order_key, position)
        );
        CREATE TABLE order_event (
            order_key TEXT NOT NULL REFERENCES orders (key),
            position BIGINT NOT NULL,
            at BIGINT NOT NULL,
            step TEXT NOT NULL,
            actor TEXT NOT NULL,
            PRIMARY KEY (order_key, position)
        );
        """

    private static let outbox: String = """
        CREATE TABLE outbox (
            id TEXT NOT NULL PRIMARY KEY,
            order_key TEXT NOT NULL,
            job TEXT NOT NULL,
            created BIGINT NOT NULL,
            due BIGINT NOT NULL,
            attempts BIGINT NOT NULL DEFAULT 0,
            done BIGINT NOT NULL DEFAULT 0
        );
        CREATE INDEX outbox_by_due ON outbox (done, due);
        """

    /// A checkout that is under way loses its days: which parcel one was for is nobody's knowledge.
    private static let deliveryByParcel: String = """
        CREATE TABLE checkout_delivery (
            checkout TEXT NOT NULL,
            subject TEXT NOT NULL,
            shop BIGINT NOT NULL,
            temperature TEXT NOT NULL,
            day TEXT,
            part_of_day TEXT,
            season_accepted BIGINT NOT NULL,
            PRIMARY KEY (checkout, subject, shop, temperature),
            FOREIGN KEY (checkout, subject)
                REFERENCES checkout_recipient (checkout, subject) ON DELETE CASCADE
        );
        ALTER TABLE checkout_recipient DROP COLUMN day;
        ALTER TABLE checkout_recipient DROP COLUMN part_of_day;
        ALTER TABLE checkout_recipient DROP COLUMN season_accepted;
        """

    /// A checkout becomes one row; those under way begin again from their baskets.
    private static let checkoutInARow: String = """
        DROP TABLE checkout_delivery;
        DROP TABLE checkout_share;
        DROP TABLE checkout_recipient;
        DROP TABLE checkout_line;
        DROP TABLE checkout;
        CREATE TABLE checkout (
            id TEXT NOT NULL PRIMARY KEY,
            token_hash TEXT NOT NULL UNIQUE,
            order_key TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL CHECK (state IN ('open', 'placed')),
            created BIGINT NOT NULL,
            ends BIGINT NOT NULL,
            orderer TEXT,
            draft BYTEA NOT NULL
        );
        CREATE INDEX checkout_by_end ON checkout (state, ends);
        """
}
