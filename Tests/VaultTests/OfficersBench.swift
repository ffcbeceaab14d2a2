import Basics
import Foundation
import Storage
import TestKit
import Testing
import VaultAPI
import Wire
import Witness
import WitnessAPI

@testable import Vault

/// A vault with three officers, whom its witness of the same clock has, and both talk.
struct OfficersBench {
    var room: Strongroom
    var witness: WitnessRoom
    var line: OfficersLine
    var officers: [SoftOfficer]
    var sheet: OfficersSheet
    var store: OfficerStore

    static func with(
        _ engine: Engine,
        adopting: Bool = true,
        isolation: isolated (any Actor)? = #isolation,
        _ test: (inout OfficersBench) async throws -> Void
    ) async throws {
        try await Strongroom.with(engine) { room in
            let folder = room.folder.path + "/officers"
            let witness = try await WitnessRoom.start(
                WitnessFolder(data: folder + "/witness", keys: folder + "/witness-keys"),
                name: "inaba.example/witness",
                budget: .standard,
                clock: room.clock.wallClock,
                say: { _ in }
            )
            let line = OfficersLine(witness.operations.officers)
            let (officers, sheet) = try await line.found()
            let store = OfficerStore(room.database, keys: room.keys)
            var bench = OfficersBench(
                room: try await room.restarted(with: try witness.port),
                witness: witness,
                line: line,
                officers: officers,
                sheet: sheet,
                store: store
            )
            if adopting { try await bench.adopt() }
            try await test(&bench)
        }
    }

    func adopt() async throws {
        #expect(try await store.adopt(sheet, decisions: 0, at: room.now))
    }

    /// The counter is frozen for asking out of reach.
    func freezeCounter() async throws -> Freeze {
        let guest = try await room.guest()
        let forged = Token(String(guest.token.secret.revealed.dropLast(3)) + "AAA")
        #expect(await room.refusal(End(token: forged)) == .frozen)
        return try #require(try await room.freezes().first { $0.lifted == nil })
    }

    func lift(_ freeze: Freeze, target: String? = nil) -> Statement {
        Statement(
            proposed: room.now,
            by: "山田",
            content: .liftFreeze(
                FrozenCaller(
                    freeze: freeze.id.text,
                    target: target ?? freeze.target,
                    reason: freeze.reason,
                    since: freeze.since
                )
            )
        )
    }

    /// Put before the officers by a command, told by the vault.
    func propose(_ statement: Statement) async throws {
        try await store.propose(statement)
        try await room.vault.followOfficers()
    }

    mutating func agree(_ statement: Statement, _ places: Int...) async throws {
        for place in places { try await line.judge(statement.hash, .approve, by: &officers[place]) }
        try await room.vault.followOfficers()
    }

    /// The same vault, whose witness tells of these decisions instead.
    func lying(_ decisions: [Decision]) async throws -> Strongroom {
        var witness = room.witness
        witness.decisions = {
            Decisions(count: decisions.count, decisions: Array(decisions.dropFirst($0)))
        }
        return try await room.restarted(with: witness)
    }

    /// What waits for officers and was put before them by the vault.
    func waiting(_ fits: (Statement.Content) -> Bool) async throws -> Statement {
        let all = try await store.statements(at: room.now)
        return try #require(all.first { $0.1 == .waits && fits($0.0.content) }?.0)
    }

    func standing(_ statement: Statement) async throws -> OfficerStore.Standing? {
        try await store.statements(at: room.now).first { $0.0 == statement }?.1
    }

    var isFrozen: Bool {
        get async throws { try await room.freezes().contains { $0.lifted == nil } }
    }
}
