import Basics
import Foundation
import Storage
import TestKit
import Testing
import VaultAPI
import WitnessAPI

@testable import Vault

@Suite("Lines of the ledger")
struct LineTests {
    @Test("a line is read as it was written, whatever a caller states")
    func written() throws {
        let full = LedgerEntry(
            at: Moment(milliseconds: 1_796_688_000_123),
            caller: .counter,
            action: .open,
            principal: "of \"one\"",
            token: .mint(),
            subjects: ["a", "b\\c"],
            fields: [.familyName, .note],
            purpose: .orderView,
            order: .mint(),
            source: "\u{1}\u{1f}\n\t 髙﨑 🍐 \u{7f}",
            shop: 12,
            receiver: "05531 70915"
        )
        let bare = LedgerEntry(at: Moment(milliseconds: -1), caller: nil, action: .freeze)
        for entry in [full, bare] {
            let data = Data(entry.json)
            #expect(try JSONDecoder().decode(LedgerEntry.self, from: data) == entry)
            #expect([nil, entry].contains(LedgerEntry(asWritten: entry.json)))
            // The encoder's own members, so that no field of a later day is forgotten.
            let members = try JSONSerialization.jsonObject(with: data) as? NSDictionary
            let wanted = try JSONSerialization.jsonObject(with: JSONEncoder().encode(entry))
            #expect(members == wanted as? NSDictionary)
        }
    }

    @Test("a line is read fast only where it is written as it always is")
    func readFast() throws {
        let entry = LedgerEntry(
            at: Moment(milliseconds: 1_796_688_000_123),
            caller: .courier,
            action: .carry,
            principal: "髙﨑",
            token: .mint(),
            subjects: ["a", "b"],
            fields: [.familyName, .note],
            purpose: .correspondence,
            order: .mint(),
            source: "192.0.2.1",
            shop: 12
        )
        let bare = LedgerEntry(at: Moment(milliseconds: -1), caller: nil, action: .freeze)
        for entry in [entry, bare] { #expect(LedgerEntry(asWritten: entry.json) == entry) }
        let text = String(decoding: entry.json, as: UTF8.self)
        let others = [
            text + " ", text.replacing("\"courier\"", with: "\"postman\""), "", "{", "{}",
            text.replacing("\"note\"", with: "\"shoeSize\""), String(text.dropLast()),
            text.replacing("\"a\"", with: "\"\\u0061\""), text.replacing(":1,", with: ":2,"),
            text.replacing("\"a\",", with: "\"a\" ,"), text.replacing("1796", with: "01796"),
            text.replacing("}", with: ",\"more\":\"x\"}"),
        ]
        for other in others {
            #expect(LedgerEntry(asWritten: Array(other.utf8)) == nil, "\(other)")
        }
    }

    @Test("everything that is done has its line", arguments: TestDatabase.engines)
    func lines(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let order = try await room.order()
            _ = try await room.open(order.orderer, order.token, [.familyName, .city])
            _ = try await room.ask(Claim(order: order.key))
            let raw = try await room.vault.lines.rows(from: 0, limit: 100)
            #expect(raw.map(\.seq) == Array(0..<raw.count))
            var entries: [LedgerEntry] = []
            for line in raw {
                let entry = try await LedgerReading.open(line.entry, room.vault.months)
                entries.append(try #require(entry))
            }
            #expect(entries.map(\.action) == [.enrol, .enrol, .promote, .open, .claim])
            let opened = try #require(entries.first { $0.action == .open })
            #expect(opened.fields == [.city, .familyName])
            #expect(opened.purpose == .confirmation)
            #expect(opened.caller == .counter)
            #expect(opened.subjects.count == 1)
            #expect(opened.subjects[0] != order.orderer.text)
            let handles = try await room.vault.lines.subjects(named: opened.subjects)
            #expect(Array(handles.values) == [order.orderer])
        }
    }

    @Test("nothing is opened where the line could not be written")
    func lineFirst() async throws {
        try await Strongroom.with(.sqlite) { room in
            let guest = try await room.guest()
            try await room.run(
                """
                CREATE TRIGGER no_line BEFORE INSERT ON line
                BEGIN SELECT RAISE(ABORT, 'no line can be written'); END
                """
            )
            #expect(await room.refusalOfOpen(guest.handle, guest.token, .city) == .unavailable)
            let change = Change(
                token: guest.token,
                handle: guest.handle,
                version: 1,
                fields: [.city: Secret("別の市")]
            )
            #expect(await room.refusal(change) == .unavailable)
            try await room.run("DROP TRIGGER no_line")
            #expect(try await room.open(guest.handle, guest.token).version == 1)
        }
    }

    @Test("a body that throws leaves neither line nor change", arguments: TestDatabase.engines)
    func allOrNothing(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            let before = try await room.lineCount()
            let call = Call(caller: .counter, now: room.now)
            struct Killed: Error {}
            await #expect(throws: Killed.self) {
                try await room.vault.commit(call) { desk in
                    guard let subject = try desk.store.subject(guest.handle) else { return }
                    _ = try desk.replace([.city: Secret("別の市")], of: subject, expecting: 1)
                    try desk.line(.change)
                    throw Killed()
                }
            }
            #expect(try await room.lineCount() == before)
            #expect(try await room.open(guest.handle, guest.token).version == 1)
        }
    }

    @Test(
        "people see who looked, newest first, and nothing of others",
        arguments: TestDatabase.engines
    )
    func history(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member()
            let other = try await room.guest()
            room.clock.pass(minutes: 1)
            _ = try await room.open(member.handle, member.token, [.city])
            _ = try await room.open(other.handle, other.token, [.phone])
            let lines = try await room.ask(History(token: member.token)).lines
            #expect(lines.map(\.actor) == [.yourself, .courier])
            #expect(lines.first?.fields == [.city])
            #expect(lines.last?.purpose == .correspondence)
        }
    }

    @Test("a file or a page that opens many is one line to the member, and hides nobody else")
    func historyOfMany() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member()
            for number in 0..<30 {
                let contact = Enrol(
                    idempotencyKey: "\(number)",
                    kind: .contact,
                    fields: Sample.recipient,
                    token: member.token
                )
                let handle = try await room.ask(contact).handle
                let field = number == 7 ? PersonalField.street : .city
                _ = try await room.open(handle, member.token, [field])
            }
            room.clock.pass(minutes: 1)
            _ = try await room.open(member.handle, member.token, [.phone])
            let lines = try await room.ask(History(token: member.token)).lines
            #expect(lines.map(\.actor) == [.yourself, .yourself, .courier])
            #expect(lines[0].fields == [.phone])
            #expect(Set(lines[1].fields) == [.city, .street])
        }
    }

    @Test("the scope of a time is exact", arguments: TestDatabase.engines)
    func scope(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let first = try await room.guest()
            _ = try await room.open(first.handle, first.token, [.city])
            room.clock.pass(minutes: 60)
            let from = room.now
            let second = try await room.guest(Sample.recipient)
            _ = try await room.open(second.handle, second.token, [.street])
            room.clock.pass(minutes: 1)
            let scope = try await room.scope(from: from, to: room.now, process: .counter)
            #expect(scope.lines == 2)
            #expect(Array(scope.opened.values) == [[.street]])
            #expect(scope.passed.values.first == Set(Sample.recipient.keys))
            #expect(scope.unreadable == 0)
            let courier = try await room.scope(from: from, to: room.now, process: .courier)
            #expect(courier.lines == 0)
            let all = try await room.scope(
                from: Moment(milliseconds: 0),
                to: room.now,
                process: nil
            )
            #expect(all.opened.count == 2)
        }
    }

    @Test("an address typed to sign in has passed through the process")
    func passed() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            room.clock.pass(minutes: 1)
            _ = try await room.ask(
                SignInBegin(
                    way: .mailCode(email: Secret("rikako@example.jp")),
                    source: "192.0.2.1"
                )
            )
            let scope = try await room.scope(
                from: room.now,
                to: room.now.adding(minutes: 1),
                process: .counter
            )
            #expect(scope.opened.isEmpty)
            #expect(Array(scope.passed.values) == [[.email]])
        }
    }

    @Test("what was typed to register with a member's address counts as that member's")
    func passedAgain() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            room.clock.pass(minutes: 1)
            _ = try await room.ask(
                RegisterBegin(
                    idempotencyKey: "again",
                    fields: Sample.orderer,
                    password: nil,
                    source: "192.0.2.1"
                )
            )
            let scope = try await room.scope(
                from: room.now,
                to: room.now.adding(minutes: 1),
                process: .counter
            )
            #expect(Array(scope.passed.values) == [Set(Sample.orderer.keys)])
        }
    }

    @Test("a line that was touched does not open, and is counted")
    func touched() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.guest()
            var raw = try await room.vault.lines.rows(from: 0, limit: 1)[0].entry
            raw[raw.count - 1] ^= 1
            try await room.run("UPDATE line SET entry = \(raw) WHERE seq = 0")
            let scope = try await room.scope(
                from: Moment(milliseconds: 0),
                to: room.now.adding(days: 1),
                process: nil
            )
            #expect(scope.unreadable == 1)
        }
    }

    @Test("while the witness is away nothing opens, and writing goes on")
    func witnessAway() async throws {
        struct Away: Error {}
        try await Strongroom.with(.sqlite) { room in
            let guest = try await room.guest()
            var witness = room.witness
            let months = room.witness.open
            witness.open = { leaf, halves, basis in
                if leaf > 0 { throw Away() }
                return try await months(leaf, halves, basis)
            }
            let vault = try await Vault.open(
                database: room.database,
                keys: room.keys,
                witness: witness,
                settings: room.settings,
                clock: room.clock.wallClock,
                steady: room.clock.steady,
                logger: Strongroom.quiet
            )
            let open = Open(
                token: guest.token,
                handle: guest.handle,
                fields: [.city],
                purpose: .confirmation
            )
            await #expect(throws: VaultRefusal.unavailable) {
                try await vault.ask(open, from: .counter, at: room.now)
            }
            let enrol = Enrol(idempotencyKey: "away", kind: .orderer, fields: Sample.orderer)
            #expect(try await vault.ask(enrol, from: .counter, at: room.now).token != nil)
        }
    }
}

extension Strongroom {
    /// What all lines say of a time.
    fileprivate func scope(from: Moment, to: Moment, process: Caller?) async throws -> Scope {
        var scope = Scope(from: from, to: to, process: process)
        let lines = try await vault.lines.rows(from: 0, limit: 2000).map(\.entry)
        await vault.lines.take(lines, into: &scope)
        return scope
    }
}

extension Scope {
    /// Persons by ledger name, and the fields of theirs that came into the open.
    var opened: [String: Set<PersonalField>] { fields(\.opened) }
    /// The same of fields that passed through while they were typed.
    var passed: [String: Set<PersonalField>] { fields(\.passed) }

    private func fields(_ path: KeyPath<Scope.Person, [PersonalField]>) -> [String: Set<
        PersonalField
    >] {
        let touched = persons.filter { !$0[keyPath: path].isEmpty }
        return Dictionary(
            uniqueKeysWithValues: touched.map { ($0.ledgerName, Set($0[keyPath: path])) }
        )
    }
}
