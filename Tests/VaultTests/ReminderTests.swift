import Basics
import Foundation
import Storage
import Synchronization
import TestKit
import Testing
import VaultAPI
import WitnessAPI

@testable import Vault
@testable import Witness

@Suite("A witness that was brought back from a backup")
struct ReminderTests {
    /// The vault once more, beside the witness whose data lies in a room's folder now.
    private func beside(_ room: Strongroom, _ witness: WitnessRoom) async throws -> Strongroom {
        try await room.restarted(with: witness.port)
    }

    private func backUp(_ room: Strongroom) throws {
        let path = room.folder.path
        try FileManager.default.copyItem(
            atPath: path + "/witness",
            toPath: path + "/witness.backup"
        )
    }

    private func restore(_ room: Strongroom) async throws -> WitnessRoom {
        let path = room.folder.path
        try FileManager.default.removeItem(atPath: path + "/witness")
        try FileManager.default.moveItem(
            atPath: path + "/witness.backup",
            toPath: path + "/witness"
        )
        return try await WitnessRoom.beside(room.folder)
    }

    /// A guest who has gone, and what was sealed of it before.
    private func erased(_ room: Strongroom) async throws -> Witness.SealedHalf {
        let guest = try await room.guest()
        let folder = try await room.database.read {
            try VaultStore($0).folder(of: guest.handle.text, key: room.keys.register)
        }
        let kept = try #require(folder)
        _ = try await room.ask(Erase(token: guest.token, handle: guest.handle))
        return kept.sheets[0].sealedHalf(name: kept.register.witnessName)
    }

    @Test(
        "is told again whom to refuse, and opens nothing before",
        arguments: TestDatabase.engines
    )
    func reminded(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { first in
            let witness = try await WitnessRoom.beside(first.folder)
            var room = try await beside(first, witness)
            try backUp(room)
            let half = try await erased(room)
            await witness.close()
            let restored = try await restore(room)
            #expect(try restored.standing().isShut)
            room = try await beside(room, restored)
            #expect(try await room.vault.remindWitness())
            #expect(try await !room.vault.remindWitness())
            let standing = try restored.standing()
            let lines = try await room.lineCount()
            #expect(standing.isShut && standing.replayed == lines)
            await #expect(throws: WitnessRefusal.shut) {
                try await restored.open(1, [half], .unproven)
            }
            #expect(restored.desk.look { $0.erased.contains(half.name) })
        }
    }

    @Test("one that is open is not reminded; what it was told is kept for four hundred days")
    func kept() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await erased(room)
            #expect(try await !room.vault.remindWitness())
            func names() async throws -> Int {
                try await room.database.read { try VaultStore($0).erasures(after: "").count }
            }
            #expect(try await names() > 0)
            #expect(try await room.database.read { try VaultStore($0).pendingErasures().isEmpty })
            room.clock.pass(minutes: 399 * 1440)
            try await room.vault.sweep(at: room.now)
            #expect(try await names() > 0)
            room.clock.pass(minutes: 2 * 1440)
            try await room.vault.sweep(at: room.now)
            #expect(try await names() == 0)
        }
    }
}
