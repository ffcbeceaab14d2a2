public import Basics
public import Storage
public import VaultAPI
import Wire

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
                    INSERT INTO checkout (id, token_hash, order_key, state, created, ends, draft)
                    VALUES (\(checkout.id), \(token.hash), \(checkout.key), 'open',
                        \(checkout.created), \(checkout.ends), \(checkout.draft))
                    """
                )
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
            try checkout(tx, where: "token_hash = \(token.hash)")
        }
    }

    /// The checkout that a guest has under way.
    public func open(orderer: Handle<Subject>, at now: Moment) async throws -> Checkout? {
        try await database.read { tx in
            try checkout(
                tx,
                where: """
                    orderer = \(orderer) AND state = 'open' AND ends >= \(now)
                    ORDER BY created DESC LIMIT 1
                    """
            )
        }
    }

    /// Changes an open checkout; one that is placed or over is given back as it is.
    ///
    /// It mostly still is as it was `read`: then one statement is enough, and one that only reads
    /// where nothing is changed. Where another tab was quicker, `edit` is done to what that one has left.
    @discardableResult
    public func change(
        _ read: Checkout,
        at now: Moment,
        _ edit: @escaping @Sendable (inout Checkout) -> Void
    ) async throws -> Checkout? {
        var edited = read
        edit(&edited)
        if edited == read, try await find(read.id) == read { return read }
        return try await database.write { [edited] tx in
            if edited != read, !read.isOver(at: now), try replace(tx, read, by: edited) {
                return edited
            }
            guard var checkout = try load(tx, read.id) else { return nil }
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
                SELECT token_hash, draft FROM checkout
                WHERE state = 'placed' AND token_hash IN \(list: hashes)
                """
            )
            return try rows.reduce(into: [:]) { placed, row in
                let draft = try Kept.packed(CheckoutDraft.self, in: try row.get("draft"))
                placed[try row.get("token_hash")] = draft.basket.lines
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
