import Basics
import ShopHost
import Storage
import VaultAPI

/// What a thief reads of people in the shop's database, and what he writes into it.
struct ShopLootStore: Sendable {
    let database: Database

    /// All handles and orders' keys that stand anywhere in it.
    static func everything(_ settings: ShopSettings) async throws -> ShopLoot {
        let store = ShopLootStore(database: try await ShopStores.shop(settings, .readOnly))
        let loot = try await store.everything()
        await store.database.close()
        return loot
    }

    func everything() async throws -> ShopLoot {
        try await database.read { tx in
            let people = try tx.rows(
                """
                SELECT orderer AS handle FROM orders UNION SELECT recipient FROM parcel
                UNION SELECT orderer FROM checkout WHERE orderer IS NOT NULL
                UNION SELECT orderer FROM old_order UNION SELECT member FROM member_contact
                UNION SELECT contact FROM member_contact
                """
            ).map { try $0.get("handle", as: String.self) }
            let orders = try tx.rows("SELECT key AS order_key FROM orders")
                .map { try $0.get("order_key", as: String.self) }
            return ShopLoot(
                handles: people.compactMap { Handle($0) },
                orders: orders.compactMap { Handle($0) }
            )
        }
    }

    /// Writes somebody else into the thief's own checkout, by the handle.
    func give(checkout: String, to other: Handle<Subject>) async throws {
        try await database.write { tx in
            let row = try tx.row("SELECT orderer, draft FROM checkout WHERE id = \(checkout)")
            guard let own = try row?.get("orderer", as: String.self),
                let draft = try row?.get("draft", as: [UInt8].self)
            else { return }
            let changed = draft.replacing(own.utf8, with: other.text.utf8)
            try tx.run(
                """
                UPDATE checkout SET orderer = \(other.text), draft = \(changed)
                WHERE id = \(checkout)
                """
            )
        }
    }

    /// Has letters sent about others' orders: what stands in the outbox, the counter carries to the vault.
    func repeatLetters() async throws -> Int {
        try await database.write { tx in
            try tx.change("UPDATE outbox SET done = 0 WHERE done <> 0")
        }
    }
}

/// Who is named in the shop's rows.
struct ShopLoot: Sendable {
    var handles: [Handle<Subject>]
    var orders: [Handle<OrderKey>]
}
