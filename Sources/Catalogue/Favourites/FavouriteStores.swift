public import Basics
public import Storage

/// A browser that keeps favourites, known by a random name in a cookie and by nothing else.
public enum Visitor {}

/// お気に入り of visitors, in the market's database.
public struct VisitorFavouriteStore {
    /// More than these a visitor does not keep: the oldest goes.
    public static let most = 200

    let tx: Transaction

    public init(_ tx: Transaction) { self.tx = tx }

    /// The goods that a visitor keeps, the latest first.
    public func goods(of visitor: Handle<Visitor>) throws -> [GoodsID] {
        try tx.rows(
            """
            SELECT goods FROM visitor_favourite WHERE visitor = \(visitor)
            ORDER BY added DESC, goods
            """
        ).map { GoodsID(rawValue: try $0.get("goods")) }
    }

    /// Keeps goods for a visitor; twice is once.
    public func add(_ goods: GoodsID, for visitor: Handle<Visitor>, at now: Moment) throws {
        try tx.run(
            """
            INSERT INTO visitor_favourite (visitor, goods, added)
            VALUES (\(visitor), \(goods.rawValue), \(now))
            ON CONFLICT (visitor, goods) DO UPDATE SET added = excluded.added
            """
        )
        try tx.run(
            """
            DELETE FROM visitor_favourite WHERE visitor = \(visitor) AND goods NOT IN (
                SELECT goods FROM visitor_favourite WHERE visitor = \(visitor)
                ORDER BY added DESC, goods LIMIT \(VisitorFavouriteStore.most)
            )
            """
        )
    }

    public func remove(_ goods: GoodsID, of visitor: Handle<Visitor>) throws {
        try tx.run(
            """
            DELETE FROM visitor_favourite
            WHERE visitor = \(visitor) AND goods = \(goods.rawValue)
            """
        )
    }
}

/// お気に入り of members, in the shop's database, by handle.
public struct MemberFavouriteStore {
    let tx: Transaction

    public init(_ tx: Transaction) { self.tx = tx }

    /// The goods that a member keeps, the latest first.
    public func goods<Kind>(of member: Handle<Kind>) throws -> [GoodsID] {
        try tx.rows(
            """
            SELECT goods FROM member_favourite WHERE member = \(member)
            ORDER BY added DESC, goods
            """
        ).map { GoodsID(rawValue: try $0.get("goods")) }
    }

    /// Joins what a visitor kept to what the member keeps, at sign-in.
    ///
    /// Twice is once; numbers of goods that never were are passed over.
    public func join<Kind>(_ goods: [GoodsID], to member: Handle<Kind>, at now: Moment) throws {
        try tx.run(
            """
            INSERT INTO member_favourite (member, goods, added)
            SELECT CAST(\(member) AS TEXT), id, CAST(\(now) AS BIGINT) FROM goods
            WHERE id IN \(list: goods.map(\.rawValue))
            ON CONFLICT (member, goods) DO NOTHING
            """
        )
    }

    public func remove<Kind>(_ goods: GoodsID, of member: Handle<Kind>) throws {
        try tx.run(
            """
            DELETE FROM member_favourite
            WHERE member = \(member) AND goods = \(goods.rawValue)
            """
        )
    }

    /// Forgets all that a member kept, because the member leaves.
    public func forget<Kind>(_ member: Handle<Kind>) throws {
        try tx.run("DELETE FROM member_favourite WHERE member = \(member)")
    }
}
