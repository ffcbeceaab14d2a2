import Basics
import ShopHost
import Storage
import VaultAPI
import Wire

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

    /// Writes somebody else into the thief's own checkout, by the handle: as who orders, or as who is sent to.
    func give(checkout: String, to other: Handle<Subject>, as part: Part) async throws {
        try await database.write { tx in
            let row = try tx.row("SELECT orderer, draft FROM checkout WHERE id = \(checkout)")
            guard let own = try row?.get("orderer", as: String.self),
                let draft = try row?.get("draft", as: [UInt8].self)
            else { return }
            let changed = part.rewrite(draft, own: own, by: other.text)
            let orderer = part == .orderer ? other.text : own
            try tx.run(
                """
                UPDATE checkout SET orderer = \(orderer), draft = \(changed)
                WHERE id = \(checkout)
                """
            )
        }
    }

    /// Whose handle is written over.
    enum Part {
        case orderer, recipients

        fileprivate func rewrite(_ draft: [UInt8], own: String, by other: String) -> [UInt8] {
            guard self == .recipients else { return draft.replacing(own.utf8, with: other.utf8) }
            // A text lies after its length, in eight bytes.
            let length = own.utf8.count
            let head = Packer.pack(own).dropLast(length)
            var draft = draft
            for start in draft.indices.dropLast(length)
            where draft[start...].starts(with: head) {
                let place = start + head.count..<start + head.count + length
                guard place.upperBound <= draft.count else { continue }
                let piece = String(decoding: draft[place], as: UTF8.self)
                guard piece != own, Handle<Subject>(piece) != nil else { continue }
                draft.replaceSubrange(place, with: other.utf8)
            }
            return draft
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
