import Basics
import Foundation
import Logging
import Storage
import Synchronization
import TestKit
import Testing
import VaultAPI
import WitnessAPI

@testable import Vault

/// A witness that is away while a test says so, or refuses otherwise.
final class Absence: Sendable {
    private let state = Mutex<WitnessRefusal?>(nil)

    var refusal: WitnessRefusal? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    func port(_ witness: Witness) -> Witness {
        var port = witness
        port.open = { leaf, halves, basis in
            if let refusal = self.refusal { throw refusal }
            return try await witness.open(leaf, halves, basis)
        }
        port.marks = { inputs in
            if let refusal = self.refusal { throw refusal }
            return try await witness.marks(inputs)
        }
        port.erase = { names, leaf in
            if let refusal = self.refusal { throw refusal }
            try await witness.erase(names, leaf)
        }
        return port
    }
}

@Suite("While the witness is away")
struct AwayTests {
    /// The vault, started again with a witness that can go away.
    private func restarted(_ room: Strongroom, _ absence: Absence) async throws -> Strongroom {
        try await room.restarted(with: absence.port(room.witness))
    }

    private func entries(_ room: Strongroom) async throws -> [LedgerEntry] {
        var entries: [LedgerEntry] = []
        for line in try await room.vault.lines.rows(from: 0, limit: 1000) {
            let entry = try await LedgerReading.open(line.entry, room.vault.months)
            entries.append(try #require(entry))
        }
        return entries
    }

    @Test(
        "a vault that is started then takes orders, opens nothing, and freezes nobody",
        arguments: TestDatabase.engines
    )
    func started(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { first in
            let before = try await first.guest()
            let absence = Absence()
            absence.refusal = .unavailable
            let room = try await restarted(first, absence)
            #expect(try await !room.vault.settle())
            let order = try await room.order()
            _ = try await room.ask(Claim(order: order.key))
            let change = Change(
                token: before.token,
                handle: before.handle,
                version: 1,
                fields: [.city: Secret("別の市")]
            )
            _ = try await room.ask(change)
            for (handle, token) in [(before.handle, before.token), (order.orderer, order.token)] {
                #expect(await room.refusalOfOpen(handle, token, .city) == .sealed)
            }
            try await room.vault.sweep(at: room.now)
            #expect(try await room.freezes().isEmpty)

            absence.refusal = nil
            // Not before the limits know what was opened.
            #expect(await room.refusalOfOpen(before.handle, before.token, .city) == .sealed)
            #expect(try await room.vault.settle())
            let opened = try await room.open(before.handle, before.token)
            #expect(opened.fields[.city]?.revealed == "別の市")
            _ = try await room.open(order.orderer, order.token)
            #expect(
                try await entries(room).map(\.action) == [
                    .enrol, .enrol, .enrol, .promote, .claim, .change, .open, .open,
                ]
            )
            // Whoever reads later has to open both of the month's keys.
            let later = try await room.restarted(with: room.witness)
            #expect(try await entries(later).count == 8)
        }
    }

    @Test("the limits count what was opened before, once they can")
    func limits() async throws {
        var plan = LimitPlan.city
        plan.token = [.init(persons: 1, seconds: 3600)]
        try await Strongroom.with(.sqlite, limits: plan) { first in
            let member = try await first.member()
            let contact = try await first.ask(
                Enrol(
                    idempotencyKey: "contact",
                    kind: .contact,
                    fields: Sample.recipient,
                    token: member.token
                )
            ).handle
            _ = try await first.open(member.handle, member.token, [.city])
            try await first.vault.sweep(at: first.now)
            let absence = Absence()
            absence.refusal = .unavailable
            let room = try await restarted(first, absence)
            room.clock.pass(minutes: 30)
            // The clock of the limits goes on from where it was, not from this sweep.
            try await room.vault.sweep(at: room.now)
            absence.refusal = nil
            #expect(try await room.vault.settle())
            #expect(await room.refusalOfOpen(contact, member.token, .city) == .tooMany)
            room.clock.pass(minutes: 31)
            #expect(await room.refusalOfOpen(contact, member.token, .city) == nil)
        }
    }

    @Test("started again and again, each time another key: every line is read, the index's too")
    func manyKeys() async throws {
        try await Strongroom.with(.sqlite) { first in
            let absence = Absence()
            var room = first
            for _ in 0..<3 {
                absence.refusal = .unavailable
                room = try await restarted(room, absence)
                for _ in 0..<4 { _ = try await room.guest() }
            }
            let raw = try await room.vault.lines.rows(from: 0, limit: 100).map(\.entry)
            await #expect(throws: WitnessRefusal.unavailable) {
                try await LedgerReading.open(raw[0], room.vault.months)
            }
            await #expect(throws: WitnessRefusal.unavailable) {
                try await room.vault.lines.segment(0, root: [1], of: raw)
            }
            absence.refusal = nil
            #expect(try await entries(room).count == 12)
            let segment = try #require(
                try await room.vault.lines.segment(0, root: [1], of: raw)
            )
            #expect(segment.parts.count == 1)
            var scope = Scope(
                from: Moment(milliseconds: 0),
                to: room.now.adding(days: 1),
                process: nil
            )
            await room.vault.lines.take(raw, into: &scope)
            #expect(scope.unreadable == 0)
            #expect(scope.lines == 12)
            let keys = try await room.database.read { tx in
                try tx.rows("SELECT version FROM sheet WHERE owner = 'month-2026-12'").count
            }
            #expect(keys == 3)
        }
    }

    @Test("a line that fits none of its month's keys is damaged, and told so")
    func damaged() async throws {
        try await Strongroom.with(.sqlite) { first in
            let absence = Absence()
            absence.refusal = .unavailable
            _ = try await first.guest()
            let room = try await restarted(first, absence)
            _ = try await room.guest()
            absence.refusal = nil
            var raw = try await room.vault.lines.rows(from: 0, limit: 10).map(\.entry)
            raw[0][raw[0].count - 1] ^= 1
            await #expect(throws: SheetFault.damaged) {
                try await LedgerReading.open(raw[0], room.vault.months)
            }
            #expect(try await LedgerReading.open(raw[1], room.vault.months) != nil)
        }
    }

    @Test("what does not pass by itself stops the start")
    func lasting() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.guest()
            for refusal in [WitnessRefusal.foreign, .noSuchEpoch, .erased] {
                let absence = Absence()
                absence.refusal = refusal
                await #expect(throws: refusal) { try await restarted(room, absence) }
            }
        }
    }

    @Test("a caller is told to wait, or that it was too much; the log has one line a second")
    func told() async throws {
        try await Strongroom.with(.sqlite) { first in
            let guest = try await first.guest()
            let absence = Absence()
            let log = HeardLog()
            let vault = try await Vault.open(
                database: first.database,
                keys: first.keys,
                witness: absence.port(first.witness),
                settings: first.settings,
                clock: first.clock.wallClock,
                steady: first.clock.steady,
                logger: Logger(label: "test") { _ in log }
            )
            let open = Open(
                token: guest.token,
                handle: guest.handle,
                fields: [.city],
                purpose: .confirmation
            )
            let wanted: [(WitnessRefusal, VaultRefusal)] = [
                (.unavailable, .sealed), (.shut, .sealed), (.unwritten, .sealed),
                (.foreign, .unavailable),
                (.spent, .tooMany), (.tooMany, .tooMany), (.tooManyMarks, .tooMany),
                (.erased, .erased),
            ]
            for (refusal, told) in wanted {
                absence.refusal = refusal
                await #expect(throws: told) {
                    try await vault.ask(open, from: .counter, at: first.now)
                }
            }
            #expect(log.lines == ["the witness refuses"])
            await #expect(throws: VaultRefusal.self) {
                try await vault.ask(open, from: .counter, at: first.now.adding(seconds: 1))
            }
            #expect(log.lines.count == 2)
            #expect(try await first.freezes().isEmpty)
        }
    }
}

/// A log that a test reads.
private struct HeardLog: LogHandler {
    private final class Kept: Sendable {
        let lines = Mutex<[String]>([])
    }

    private let kept = Kept()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    var lines: [String] { kept.lines.withLock { $0 } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        kept.lines.withLock { $0.append("\(event.message)") }
    }
}
