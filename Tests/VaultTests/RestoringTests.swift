import Basics
import Foundation
import Storage
import TestKit
import Testing
import VaultAPI
import WitnessAPI

@testable import Vault

@Suite("Bringing a vault back", .serialized)
struct RestoringTests {
    @Test("what came after the backup is told, ended and erased again, and freezes nobody")
    func restored() async throws {
        try await Strongroom.with(.sqlite) { room in
            let kept = try await room.guest()
            let leaving = try await room.guest()
            let member = try await room.member(
                email: "kept@example.jp",
                password: "梨とかにと温泉まんじゅうと砂の美術館"
            )
            let backup = try await room.copied()
            _ = try await room.ask(Erase(token: leaving.token, handle: leaving.handle))
            let late = try await room.order()
            await room.vault.tellErasures()

            let restoring = Restoring(database: backup, keys: room.keys, witness: room.remembering)
            #expect(try await restoring.takeLines() == nil)
            let outcome = try await restoring.catchUp(at: room.now)
            #expect(outcome.lines > 3 && outcome.unreadable == 0)
            #expect(outcome.erased == 1 && outcome.lostPersons == 2)
            #expect(outcome.lostOrders == [late.key] && outcome.tokens == 2)

            let back = try await room.reopened(on: backup)
            // Every token of before and after the backup is only ended.
            for (handle, token) in [kept, leaving, (member.handle, member.token)] {
                let open = Open(
                    token: token,
                    handle: handle,
                    fields: [.phone],
                    purpose: .confirmation
                )
                #expect(await back.refusal(open) == .ended)
            }
            let open = Open(
                token: late.token,
                handle: late.recipient,
                fields: [.phone],
                purpose: .confirmation
            )
            #expect(await back.refusal(open) == .ended)
            // What the shop still has to tell of lost orders is only refused.
            #expect(await back.refusal(Claim(order: late.key)) == .erased)
            _ = try await back.ask(Abandon(order: late.key))
            // A new token meets a handle that was lost, as an old draft names it.
            let anew = try await back.guest()
            let lost = Open(
                token: anew.token,
                handle: late.recipient,
                fields: [.phone],
                purpose: .confirmation
            )
            #expect(await back.refusal(lost) == .erased)
            #expect(try await back.freezes().isEmpty)
            // Who was never in reach is so still.
            let strange = Open(
                token: anew.token,
                handle: kept.handle,
                fields: [.phone],
                purpose: .confirmation
            )
            #expect(await back.refusal(strange) == .frozen)
            await backup.close()
        }
    }

    @Test("who changed a password after the backup proves a mailbox instead")
    func credentials() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member(
                email: "a@example.jp",
                password: "梨とかにと温泉まんじゅうと砂の美術館"
            )
            let backup = try await room.copied()
            let entry = LedgerEntry(
                at: room.now,
                caller: .counter,
                action: .credential,
                subjects: [try #require(try await room.ledgerName(of: member.handle))]
            )
            try await room.vault.lines.fill([entry], room.now)
            let restoring = Restoring(database: backup, keys: room.keys, witness: room.remembering)
            _ = try await restoring.takeLines()
            #expect(try await restoring.catchUp(at: room.now).credentials == 1)
            await backup.close()
        }
    }

    @Test("who is killed after taking lines begins again, and misses none")
    func again() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.guest()
            let backup = try await room.copied()
            let gone = try await room.guest()
            _ = try await room.ask(Erase(token: gone.token, handle: gone.handle))
            let lines = try await room.lineCount()
            let first = Restoring(database: backup, keys: room.keys, witness: room.remembering)
            _ = try await first.takeLines()
            let second = Restoring(database: backup, keys: room.keys, witness: room.remembering)
            _ = try await second.takeLines()
            let outcome = try await second.catchUp(at: room.now)
            #expect(outcome.lines >= 2)
            let rows = try await backup.read { try VaultStore($0).lines(from: 0, limit: 100) }
            let wanted = try await room.database.read {
                try VaultStore($0).lines(from: 0, limit: 100)
            }
            #expect(rows.prefix(lines).map(\.entry) == wanted.map(\.entry))
            #expect(rows.count > lines, "a line tells of the restore")
            await backup.close()
        }
    }

    @Test("a backup of another vault is refused")
    func other() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.guest()
            let backup = try await room.copied()
            let last = try await room.lineCount() - 1
            let other: [UInt8] = [1, 2, 3]
            try await backup.write {
                try $0.run("UPDATE line SET entry = \(other) WHERE seq = \(last)")
            }
            let restoring = Restoring(database: backup, keys: room.keys, witness: room.remembering)
            await #expect(throws: RestoreFault.otherLedger(last)) {
                _ = try await restoring.takeLines()
            }
            await backup.close()
        }
    }

    @Test("lines of a month whose key was lost stop nothing")
    func lostMonth() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.guest()
            let backup = try await room.copied()
            room.clock.pass(minutes: 40 * 24 * 60)
            _ = try await room.guest()
            let restoring = Restoring(database: backup, keys: room.keys, witness: room.remembering)
            _ = try await restoring.takeLines()
            let outcome = try await restoring.catchUp(at: room.now)
            #expect(outcome.unreadable > 0 && outcome.unreadable <= outcome.lines)
            let back = try await room.reopened(on: backup)
            let guest = try await back.guest()
            #expect(try await back.open(guest.handle, guest.token, [.city]).fields.count == 1)
            await backup.close()
        }
    }
}

extension Strongroom {
    /// A copy of the database as it is now: a backup that was brought back.
    func copied() async throws -> Database {
        let path = folder.path + "/copy-\(UUID()).sqlite"
        let source: String? = try await database.read { tx in
            try tx.row("SELECT file FROM pragma_database_list WHERE name = 'main'")?.get("file")
        }
        try DatabaseCopy.save(.sqlite(path: try #require(source)), to: path)
        return try await Database.open(.sqlite(path: path), migrations: VaultMigrations.all)
    }

    /// The witness with a copy of this vault's lines as they are now.
    var remembering: Witness {
        var witness = witness
        witness.tail = { [database] from in
            let lines = try await database.read { try VaultStore($0).lines(from: from, limit: 3) }
            return LedgerStretch(key: "", from: from, entries: lines.map(\.entry), checkpoint: nil)
        }
        return witness
    }

    /// The same keys and witness over another database.
    func reopened(on other: Database) async throws -> Strongroom {
        let vault = try await Vault.open(
            database: other,
            keys: keys,
            witness: witness,
            settings: settings,
            clock: clock.wallClock,
            steady: clock.steady,
            logger: Strongroom.quiet
        )
        return Strongroom(
            vault: vault,
            database: other,
            clock: clock,
            folder: folder,
            keys: keys,
            witness: witness,
            settings: settings
        )
    }

    func ledgerName(of handle: Handle<Subject>) async throws -> String? {
        try await database.read { try VaultStore($0).subject(handle)?.ledgerName }
    }
}
