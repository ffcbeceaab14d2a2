public import Storage

/// The tables of the catalogue.
public enum CatalogueMigrations {
    /// In the shop's database, after the member shops' tables.
    public static let shop: [Migration] = [
        goods, search, features, memberFavourites, searchAnew, changes, shelves,
        termsInPlace, stock,
    ]
    /// In the market's own database.
    public static let market: [Migration] = [visitorFavourites, favouriteHandOver]

    private static let goods = Migration(
        "catalogue-1-goods",
        """
        CREATE TABLE category (
            slug TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            parent TEXT REFERENCES category (slug),
            position BIGINT NOT NULL
        );
        CREATE TABLE goods (
            id BIGINT PRIMARY KEY,
            shop BIGINT NOT NULL REFERENCES shop (id),
            category TEXT NOT NULL REFERENCES category (slug),
            name TEXT NOT NULL,
            reading TEXT NOT NULL,
            description TEXT NOT NULL,
            price BIGINT NOT NULL CHECK (price > 0),
            tax_rate BIGINT NOT NULL CHECK (tax_rate IN (8, 10)),
            stock BIGINT NOT NULL CHECK (stock >= 0),
            temperature TEXT NOT NULL CHECK (temperature IN ('ambient', 'chilled', 'frozen')),
            weight_grams BIGINT NOT NULL CHECK (weight_grams > 0),
            contents TEXT NOT NULL,
            best_before_days BIGINT,
            allergens BIGINT NOT NULL,
            lead_days BIGINT NOT NULL CHECK (lead_days >= 0),
            earliest_dispatch TEXT,
            last_order_for_year_end TEXT,
            accepts_delivery_date BIGINT NOT NULL,
            is_alcohol BIGINT NOT NULL,
            noshi_inner BIGINT NOT NULL,
            noshi_outer BIGINT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('on-sale', 'sold-out', 'withdrawn')),
            recommendation BIGINT NOT NULL,
            created BIGINT NOT NULL,
            changed BIGINT NOT NULL
        );
        CREATE INDEX goods_by_category ON goods (category);
        CREATE INDEX goods_by_shop ON goods (shop);
        CREATE TABLE goods_picture (
            goods BIGINT NOT NULL REFERENCES goods (id),
            position BIGINT NOT NULL,
            file TEXT NOT NULL,
            alt TEXT NOT NULL,
            PRIMARY KEY (goods, position)
        );
        """
    )

    private static let search = Migration(
        "catalogue-2-search",
        // No phrases are asked for, and matches are ranked by where they lie, not by how often.
        sqlite: """
            CREATE VIRTUAL TABLE goods_search USING fts5 (
                name, shop, body, tokenize = 'unicode61', detail = 'column', columnsize = 0
            );
            """,
        postgres: """
            CREATE TABLE goods_search (
                goods BIGINT PRIMARY KEY REFERENCES goods (id),
                terms tsvector NOT NULL
            );
            CREATE INDEX goods_search_terms ON goods_search USING gin (terms);
            """
    )

    private static let features = Migration(
        "catalogue-3-features",
        """
        CREATE TABLE feature (
            slug TEXT PRIMARY KEY,
            title TEXT NOT NULL,
            body TEXT NOT NULL,
            picture_file TEXT NOT NULL,
            picture_alt TEXT NOT NULL,
            position BIGINT NOT NULL
        );
        CREATE TABLE feature_goods (
            feature TEXT NOT NULL REFERENCES feature (slug),
            position BIGINT NOT NULL,
            goods BIGINT NOT NULL REFERENCES goods (id),
            PRIMARY KEY (feature, position)
        );
        CREATE TABLE news (
            id BIGINT PRIMARY KEY,
            day TEXT NOT NULL,
            title TEXT NOT NULL,
            body TEXT NOT NULL
        );
        """
    )

    private static let memberFavourites = Migration(
        "catalogue-4-member-favourites",
        """
        CREATE TABLE member_favourite (
            member TEXT NOT NULL,
            goods BIGINT NOT NULL REFERENCES goods (id),
            added BIGINT NOT NULL,
            PRIMARY KEY (member, goods)
        );
        """
    )

    // Both engines keep sets of terms far smaller than a table of pairs would be: 150,000 goods have
    // some thirty million of them. `place` sorts the most recommended goods first.
    private static let searchAnew = Migration(
        "catalogue-5-search-anew",
        sqlite: """
            DROP TABLE goods_search;
            CREATE VIRTUAL TABLE goods_search USING fts5 (
                terms, tokenize = 'unicode61 remove_diacritics 0', detail = 'none', columnsize = 0
            );
            CREATE TABLE goods_text (
                place INTEGER PRIMARY KEY,
                goods INTEGER NOT NULL UNIQUE REFERENCES goods (id),
                folding INTEGER NOT NULL,
                name TEXT NOT NULL,
                reading TEXT NOT NULL,
                shop TEXT NOT NULL,
                shelf TEXT NOT NULL,
                body TEXT NOT NULL
            );
            CREATE INDEX goods_text_by_name ON goods_text (name);
            CREATE TABLE search_word (
                word TEXT PRIMARY KEY,
                shown TEXT NOT NULL,
                folding INTEGER NOT NULL
            ) WITHOUT ROWID;
            CREATE TABLE search_word_part (
                part TEXT NOT NULL,
                word TEXT NOT NULL,
                PRIMARY KEY (part, word)
            ) WITHOUT ROWID;
            """,
        postgres: """
            DROP TABLE goods_search;
            CREATE TABLE goods_search (place BIGINT PRIMARY KEY, terms tsvector NOT NULL);
            CREATE INDEX goods_search_terms ON goods_search USING gin (terms)
                WITH (fastupdate = off);
            CREATE TABLE goods_text (
                place BIGINT PRIMARY KEY,
                goods BIGINT NOT NULL UNIQUE REFERENCES goods (id),
                folding BIGINT NOT NULL,
                name TEXT NOT NULL,
                reading TEXT NOT NULL,
                shop TEXT NOT NULL,
                shelf TEXT NOT NULL,
                body TEXT NOT NULL
            );
            CREATE INDEX goods_text_by_name ON goods_text (name);
            CREATE TABLE search_word (
                word TEXT PRIMARY KEY,
                shown TEXT NOT NULL,
                folding BIGINT NOT NULL
            );
            CREATE TABLE search_word_part (
                part TEXT NOT NULL,
                word TEXT NOT NULL,
                PRIMARY KEY (part, word)
            );
            """
    )

    // Kept beside the table, terms are no part of what PostgreSQL reckons that reading all of it costs:
    // once it has counted the rows it reads and unpacks every one of them instead of the index.
    private static let termsInPlace = Migration(
        "catalogue-8-terms-in-place",
        sqlite: "",
        postgres: "ALTER TABLE goods_search ALTER COLUMN terms SET STORAGE MAIN"
    )

    private static let visitorFavourites = Migration(
        "catalogue-1-visitor-favourites",
        """
        CREATE TABLE visitor_favourite (
            visitor TEXT NOT NULL,
            goods BIGINT NOT NULL,
            added BIGINT NOT NULL,
            PRIMARY KEY (visitor, goods)
        );
        """
    )

    private static let favouriteHandOver = Migration(
        "catalogue-2-favourite-hand-over",
        """
        ALTER TABLE visitor_favourite ADD COLUMN hand_over TEXT;
        ALTER TABLE visitor_favourite ADD COLUMN hand_over_ends BIGINT;
        CREATE INDEX visitor_favourite_by_hand_over ON visitor_favourite (hand_over);
        """
    )
}
