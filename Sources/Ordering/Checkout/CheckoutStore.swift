public import Basics
public import Storage
public import VaultAPI

/// The checkouts under way, in the shop's database.
public struct CheckoutStore: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    public enum OpenError: Error, Hashable {
        /// The hand-over's token was used before.
        case tokenUsed
    }

    /// Begins a checkout; the unique column of the token's hash lets each hand-over begin one only.
    public func open(_ checkout: Checkout, by token: HandOverToken) async throws {
        do {
            try await database.write { tx in
                try tx.run(
                    """
                    INSERT INTO checkout
                        (id, token_hash, order_key, number, slip, member, state, created, ends)
                    VALUES (\(checkout.id), \(token.hash), \(checkout.key), \(checkout.number),
                        \(checkout.slip), \(checkout.member), 'open', \(checkout.created),
                        \(checkout.ends))
                    """
                )
                try saveLines(tx, checkout)
            }
        } catch StorageError.uniqueViolation(let columns) where columns.contains("token_hash") {
            throw OpenError.tokenUsed
        }
    }

    public func find(_ id: Handle<Checkout>) async throws -> Checkout? {
        try await database.read { try load($0, id) }
    }

    /// What a hand-over's token has begun.
    public func find(by token: HandOverToken) async throws -> Checkout? {
        try await database.read { tx in
            try tx.row("SELECT id FROM checkout WHERE token_hash = \(token.hash)")
                .flatMap { try load(tx, $0.get("id")) }
        }
    }

    /// The checkout that a guest has under way.
    public func open(orderer: Handle<Subject>, at now: Moment) async throws -> Checkout? {
        try await database.read { tx in
            try tx.row(
                """
                SELECT id FROM checkout
                WHERE orderer = \(orderer) AND state = 'open' AND ends >= \(now)
                ORDER BY created DESC LIMIT 1
                """
            ).flatMap { try load(tx, $0.get("id")) }
        }
    }

    /// Changes an open checkout; one that is placed or over is given back as it is.
    @discardableResult
    public func change(
        _ id: Handle<Checkout>,
        at now: Moment,
        _ edit: @escaping @Sendable (inout Checkout) -> Void
    ) async throws -> Checkout? {
        try await database.write { tx in
            guard var checkout = try load(tx, id) else { return nil }
            guard checkout.state == .open, !checkout.isOver(at: now) else { return checkout }
            let before = checkout
            edit(&checkout)
            try save(tx, checkout, insteadOf: before)
            return checkout
        }
    }

    /// The lines of those hand-overs that became orders, by the hash of their token.
    ///
    /// The market reads this, to take out of a basket what was ordered.
    public func placed(byTokenHashes hashes: [String]) async throws -> [String: [BasketLine]] {
        guard !hashes.isEmpty else { return [:] }
        return try await database.read { tx in
            let rows = try tx.rows(
                """
                SELECT checkout.token_hash, line.goods, line.count
                FROM checkout JOIN checkout_line AS line ON line.checkout = checkout.id
                WHERE checkout.state = 'placed' AND checkout.token_hash IN \(list: hashes)
                """
            )
            return try rows.reduce(into: [:]) { placed, row in
                let line = BasketLine(goods: try row.get("goods"), count: try row.get("count"))
                placed[try row.get("token_hash"), default: []].append(line)
            }
        }
    }

    /// Forgets checkouts that ended unplaced a day ago, and placed ones once no basket is left that
    /// could still have to learn of them.
    @discardableResult
    public func forget(at now: Moment) async throws -> Int {
        let dayAgo = now.adding(days: -1)
        let longAgo = now.adding(days: -BasketStore.keptDays - 1)
        return try await database.write { tx in
            try tx.change(
                """
                DELETE FROM checkout
                WHERE state = 'open' AND ends < \(dayAgo) OR ends < \(longAgo)
                """
            )
        }
    }
}
