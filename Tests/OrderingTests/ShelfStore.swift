import Basics
import Ordering
import Storage

/// A shelf of goods in the shop's database, as the catalogue would keep it.
enum Shelf {
    static let migrations =
        OrderingMigrations.shop + [
            Migration(
                "shelf",
                "CREATE TABLE shelf (goods BIGINT PRIMARY KEY, stock BIGINT, price BIGINT)"
            )
        ]

    static let known = [
        Sample.pear, Sample.crab, Sample.sake, Sample.butter, Sample.earlyPear, Sample.squid,
    ]

    static func fill(_ database: Database) async throws {
        try await database.write { tx in
            for offer in known {
                try tx.run(
                    """
                    INSERT INTO shelf (goods, stock, price)
                    VALUES (\(offer.goods), \(offer.stock), \(offer.price))
                    """
                )
            }
        }
    }

    static func stock(_ goods: GoodsID, in database: Database) async throws -> Int {
        try await database.read { tx in
            try tx.row("SELECT stock FROM shelf WHERE goods = \(goods)")?.get("stock") ?? -1
        }
    }

    static func set(_ goods: GoodsID, stock: Int, price: Money, in database: Database) async throws
    {
        _ = try await database.write { tx in
            try tx.run("UPDATE shelf SET stock = \(stock), price = \(price) WHERE goods = \(goods)")
        }
    }

    static let goods = GoodsPort(
        offers: { tx, wanted in
            let rows = try tx.rows("SELECT * FROM shelf WHERE goods IN \(list: wanted)")
            let offers = try rows.compactMap(offer).map { ($0.goods, $0) }
            return Dictionary(uniqueKeysWithValues: offers)
        },
        take: { tx, id, count in
            let taken = try tx.row(
                """
                UPDATE shelf SET stock = stock - \(count)
                WHERE goods = \(id) AND stock >= \(count) RETURNING *
                """
            )
            var offer = try taken.flatMap(offer)
            offer?.stock += count
            return offer
        },
        giveBack: { tx, id, count in
            try tx.run("UPDATE shelf SET stock = stock + \(count) WHERE goods = \(id)")
        }
    )

    private static func offer(_ row: Row) throws -> Offer? {
        let id: GoodsID = try row.get("goods")
        guard var offer = known.first(where: { $0.goods == id }) else { return nil }
        offer.stock = try row.get("stock")
        offer.price = try row.get("price")
        return offer
    }

    static let sellers = SellerPort { _, shops in
        Dictionary(uniqueKeysWithValues: shops.map { ($0, Sample.terms($0)) })
    }
}
