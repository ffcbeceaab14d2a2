import Age
import Basics
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Vault

@Suite("To which key files for a shop are sealed")
struct ReceiverTests {
    private let keys = (0..<3).map { _ in ReceiverSecret().receiver }

    @Test("each shop has one at a time, and those before are told", arguments: TestDatabase.engines)
    func oneAtATime(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let store = room.receivers
            #expect(try await store.register(keys[0], for: 3, at: room.now) == .new)
            #expect(try await store.register(keys[0], for: 3, at: room.now) == .before)
            #expect(try await store.register(keys[1], for: 12, at: room.now) == .new)
            room.clock.pass(minutes: 5)
            #expect(try await store.register(keys[2], for: 3, at: room.now) == .inPlaceOf(keys[0]))
            let list = try await store.list()
            #expect(list.map(\.shop) == [3, 3, 12])
            #expect(list.map(\.key) == [keys[0], keys[2], keys[1]])
            #expect(list.map { $0.ended == nil } == [false, true, true])
            #expect(try await room.standing(3) == keys[2])
            #expect(try await room.standing(4) == nil)
        }
    }

    @Test("one that was ended does not come back, and nobody else's is taken")
    func ended() async throws {
        try await Strongroom.with(.sqlite) { room in
            let store = room.receivers
            _ = try await store.register(keys[0], for: 3, at: room.now)
            await #expect(throws: ReceiverFault.another(shop: 3)) {
                try await store.register(keys[0], for: 12, at: room.now)
            }
            #expect(try await store.end(shop: 3, at: room.now))
            #expect(try await !store.end(shop: 3, at: room.now))
            #expect(try await room.standing(3) == nil)
            await #expect(throws: ReceiverFault.ended) {
                try await store.register(keys[0], for: 3, at: room.now)
            }
        }
    }

    @Test("each that begins or ends has one line of the ledger", arguments: TestDatabase.engines)
    func lines(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await room.receivers.register(keys[0], for: 3, at: room.now)
            try await room.vault.sweep(at: room.now)
            try await room.vault.sweep(at: room.now)
            _ = try await room.receivers.register(keys[1], for: 3, at: room.now)
            _ = try await room.receivers.end(shop: 3, at: room.now)
            try await room.vault.sweep(at: room.now)
            try await room.vault.sweep(at: room.now)
            let told = try await room.entries().map { "\($0.action) \($0.shop ?? 0)" }
            #expect(
                told.sorted() == ["receiver 3", "receiver 3", "receiverEnd 3", "receiverEnd 3"]
            )
            let named = try await Set(room.entries().compactMap(\.receiver))
            #expect(named == [keys[0].fingerprint, keys[1].fingerprint])
        }
    }

    @Test("who writes the database puts no key there, and brings none back")
    func forged() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.receivers.register(keys[0], for: 3, at: room.now)
            _ = try await room.receivers.end(shop: 3, at: room.now)
            let forgeries: [SQL] = [
                "UPDATE receiver SET ended = NULL",
                "UPDATE receiver SET ended = NULL, key = \(keys[1].description)",
                "UPDATE receiver SET shop = 12", "UPDATE receiver SET key = 'age1'",
            ]
            for forgery in forgeries {
                try await room.run(forgery)
                await #expect(throws: SheetFault.damaged) { try await room.receivers.list() }
                // The vault tells of it and goes on.
                try await room.vault.sweep(at: room.now)
            }
        }
    }
}

extension Strongroom {
    fileprivate var receivers: ReceiverStore { ReceiverStore(database, keys: keys) }

    fileprivate func standing(_ shop: Int) async throws -> ReceiverKey? {
        try await database.read { [keys] in try VaultStore($0).receiver(of: shop, keys)?.key }
    }
}
