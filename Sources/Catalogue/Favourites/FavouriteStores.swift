public import Basics
public import Storage

/// A browser that keeps favourites, known by a random name in a cookie and by nothing else.
public enum Visitor {}

/// What carries favourites from the market to the counter: random, and good for a minute.
public enum FavouriteHandOver {}

/// お気に入り of visitors, in the market's database.
public struct VisitorFavouriteStore {
    /// More than these a visitor does not keep: the oldest goes.
    public static let most = 200
    /// How long a list is kept to which nobody adds anything.
    public static let keptDays = 365
    /// How long a hand-over is good.
    static let handOverSeconds = 60

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
            ON CONFLICT (visitor, goods) DO UPDATE SET added = excluded.added, hand_over = NULL
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

    /// Lets a token carry to the counter what was added since the last time, and says how many.
    ///
    /// What another token took within its minute goes along again: the browser may have turned back
    /// before it arrived. What was carried longer ago stays here and is not carried again, or the
    /// member could not get rid of it at the counter.
    public func handOver(
        _ visitor: Handle<Visitor>,
        by token: Handle<FavouriteHandOver>,
        at now: Moment
    ) throws -> Int {
        let ends = now.adding(seconds: VisitorFavouriteStore.handOverSeconds)
        return try tx.change(
            """
            UPDATE visitor_favourite SET hand_over = \(token), hand_over_ends = \(ends)
            WHERE visitor = \(visitor) AND (hand_over IS NULL OR hand_over_ends >= \(now))
            """
        )
    }

    /// What a token carries, the latest first; nothing once its minute is over.
    public func handedOver(
        by token: Handle<FavouriteHandOver>,
        at now: Moment
    ) throws -> [GoodsID] {
        try tx.rows(
            """
            SELECT goods FROM visitor_favourite
            WHERE hand_over = \(token) AND hand_over_ends >= \(now)
            ORDER BY added DESC, goods
            """
        ).map { GoodsID(rawValue: try $0.get("goods")) }
    }

    /// Forgets the lists of visitors who have added nothing since a moment, and says how many goods
    /// stood in them.
    @discardableResult
    public func forget(untouchedSince moment: Moment) throws -> Int {
        try tx.change(
            """
            DELETE FROM visitor_favourite WHERE visitor NOT IN (
                SELECT visitor FROM visitor_favourite WHERE added >= \(moment)
            )
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
