import Age
import Basics
import Storage

extension VaultStore {
    /// - Throws: ``ReceiverFault``.
    func register(_ key: ReceiverKey, for shop: Int, _ keys: VaultKeys, at now: Moment) throws
        -> ReceiverStore.Registered
    {
        if let known = try receiver(key, keys) {
            guard known.ended == nil else { throw ReceiverFault.ended }
            guard known.shop == shop else { throw ReceiverFault.another(shop: known.shop) }
            return .before
        }
        let before = try receiver(of: shop, keys)
        if let before { try end(before, keys, at: now) }
        try keep(Receiver(key: key, shop: shop, since: now), keys)
        return before.map { .inPlaceOf($0.key) } ?? .new
    }

    func keep(_ receiver: Receiver, _ keys: VaultKeys) throws {
        try tx.run(
            """
            INSERT INTO receiver (key, shop, since, seal)
            VALUES (\(receiver.key.description), \(receiver.shop), \(receiver.since),
                \(receiver.seal(keys)))
            """
        )
    }

    /// The key that stands for a shop.
    func receiver(of shop: Int, _ keys: VaultKeys) throws -> Receiver? {
        try tx.row(
            """
            SELECT key, shop, since, ended, seal FROM receiver
            WHERE shop = \(shop) AND ended IS NULL
            """
        ).map { try VaultStore.receiver($0, keys) }
    }

    /// A key, whether it stands or was ended.
    func receiver(_ key: ReceiverKey, _ keys: VaultKeys) throws -> Receiver? {
        try tx.row(
            """
            SELECT key, shop, since, ended, seal FROM receiver WHERE key = \(key.description)
            """
        ).map { try VaultStore.receiver($0, keys) }
    }

    func receivers(_ keys: VaultKeys) throws -> [Receiver] {
        try tx.rows("SELECT key, shop, since, ended, seal FROM receiver ORDER BY shop, since, key")
            .map { try VaultStore.receiver($0, keys) }
    }

    func end(_ receiver: Receiver, _ keys: VaultKeys, at now: Moment) throws {
        var ended = receiver
        ended.ended = now
        try tx.run(
            """
            UPDATE receiver SET ended = \(now), seal = \(ended.seal(keys))
            WHERE key = \(receiver.key.description)
            """
        )
    }

    /// Those that began or ended and of which the ledger does not tell yet, in the order of the acts.
    func untoldReceivers(_ keys: VaultKeys) throws -> [(receiver: Receiver, isEnd: Bool)] {
        let begun = try tx.rows(
            """
            SELECT key, shop, since, ended, seal FROM receiver
            WHERE since_told = 0 ORDER BY since, key
            """
        ).map { (try VaultStore.receiver($0, keys), false) }
        let ended = try tx.rows(
            """
            SELECT key, shop, since, ended, seal FROM receiver
            WHERE ended IS NOT NULL AND end_told = 0 ORDER BY ended, key
            """
        ).map { (try VaultStore.receiver($0, keys), true) }
        return begun + ended
    }

    func noteTold(_ receiver: Receiver, isEnd: Bool) throws {
        let key = receiver.key.description
        if isEnd {
            try tx.run("UPDATE receiver SET end_told = 1 WHERE key = \(key)")
        } else {
            try tx.run("UPDATE receiver SET since_told = 1 WHERE key = \(key)")
        }
    }

    private static func receiver(_ row: Row, _ keys: VaultKeys) throws -> Receiver {
        guard let key = try? ReceiverKey(row.get("key", as: String.self)) else {
            throw SheetFault.damaged
        }
        let receiver = Receiver(
            key: key,
            shop: try row.get("shop"),
            since: try row.get("since"),
            ended: try row.get("ended")
        )
        guard receiver.fits(try row.get("seal"), keys) else { throw SheetFault.damaged }
        return receiver
    }
}
