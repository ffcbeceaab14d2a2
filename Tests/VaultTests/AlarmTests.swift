import Basics
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Vault

@Suite("Alarms")
struct AlarmTests {
    @Test(
        "a forged request is frozen, an alarm, and a line, in one commit; a mailbox is told of it",
        arguments: TestDatabase.engines
    )
    func forged(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            try await room.tell("officer@inaba.example")
            let forged = Token("a.b")
            #expect(await room.refusal(End(token: forged)) == .frozen)
            let alarm = try #require(try await room.alarms().first)
            #expect(alarm.facts.kind == .forgedToken && alarm.facts.caller == .counter)
            #expect(alarm.facts.frozen == .process(.counter) && alarm.facts.count == 1)
            #expect(try await room.freezes().map(\.id.text) == [alarm.facts.freeze])
            let lines = try await room.entries()
            #expect(lines.map(\.action) == [.freeze, .alarm])
            #expect(lines.last?.alarm == .forgedToken && lines.last?.caller == .counter)
            let notice = try #require(try await room.nextAlarm())
            #expect(notice.mailbox?.revealed == "officer@inaba.example")
            #expect(notice.facts == alarm.facts)
            #expect(try await room.nextAlarm(after: notice.done()) == nil)
            #expect(try await room.alarms().first?.told == 1)
        }
    }

    @Test("each kind of impossible request is its own kind of alarm")
    func kinds() async throws {
        try await Strongroom.with(.sqlite) { room in
            let (guest, other) = (try await room.guest(), try await room.guest())
            _ = await room.refusalOfOpen(other.handle, guest.token, .city)
            #expect(await room.refusal(NextItem()) == .frozen)
            await room.vault.undecodable(from: .office)
            let kinds = try await room.alarms().map {
                [$0.facts.kind.rawValue, $0.facts.caller?.rawValue]
            }
            #expect(
                Set(kinds) == [
                    ["outOfReach", "counter"], ["othersMessage", "counter"],
                    ["othersMessage", "office"],
                ]
            )
        }
    }

    @Test(
        "a thousand of a kind are one message, which counts when its ten minutes are over",
        arguments: TestDatabase.engines
    )
    func drowning(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            try await room.tell("officer@inaba.example")
            for _ in 0..<20 { #expect(await room.refusal(End(token: Token("a.b"))) == .frozen) }
            let lines = try await room.entries().filter { $0.action == .alarm }
            #expect(lines.count == 1)
            let first = try #require(try await room.nextAlarm())
            #expect(first.facts.count == 20)
            #expect(try await room.nextAlarm(after: first.done()) == nil)
            for _ in 0..<5 { #expect(await room.refusal(End(token: Token("a.b"))) == .frozen) }
            room.clock.pass(minutes: 9)
            #expect(try await room.nextAlarm() == nil)
            room.clock.pass(minutes: 1)
            let second = try #require(try await room.nextAlarm())
            #expect(second.alarm == first.alarm && second.facts.count == 25)
            #expect(second.messageID != first.messageID)
            #expect(try await room.nextAlarm(after: second.done()) == nil)
            // Later it is a new one.
            #expect(await room.refusal(End(token: Token("a.b"))) == .frozen)
            let third = try #require(try await room.nextAlarm())
            #expect(third.alarm != first.alarm && third.facts.count == 1)
        }
    }

    @Test("where more is frozen than was told, that is told at once")
    func widened() async throws {
        try await Strongroom.with(.sqlite) { room in
            try await room.tell("officer@inaba.example")
            let victim = try await room.guest()
            let thieves = try await [room.guest(), room.guest(), room.guest()]
            _ = await room.refusalOfOpen(victim.handle, thieves[0].token, .city)
            let first = try #require(try await room.nextAlarm())
            #expect(first.facts.frozen == .token)
            #expect(try await room.nextAlarm(after: first.done()) == nil)
            for thief in thieves.dropFirst() {
                _ = await room.refusalOfOpen(victim.handle, thief.token, .city)
            }
            let second = try #require(try await room.nextAlarm())
            #expect(second.facts.frozen == .process(.counter) && second.facts.count == 3)
            let standing = try await room.freezes().first { $0.id.text == second.facts.freeze }
            #expect(standing?.target == "process:counter")
        }
    }

    @Test("what a relay did not take is told again, and each mailbox by itself")
    func again() async throws {
        try await Strongroom.with(.sqlite) { room in
            try await room.tell("first@inaba.example")
            try await room.tell("second@inaba.example")
            await room.vault.raise(.rehearsal)
            let one = try #require(try await room.nextAlarm())
            let two = try #require(try await room.nextAlarm(after: one.done(false)))
            #expect(one.way != two.way)
            #expect(try await room.nextAlarm(after: two.done()) == nil)
            for seconds in [5, 10, 20, 40, 80, 160, 300, 300] {
                room.clock.pass(seconds: seconds)
                let again = try #require(try await room.nextAlarm())
                #expect(again.way == one.way && again.messageID == one.messageID)
                #expect(try await room.nextAlarm(after: again.done(false)) == nil)
            }
            room.clock.pass(seconds: 300)
            let last = try #require(try await room.nextAlarm())
            #expect(try await room.nextAlarm(after: last.done()) == nil)
            #expect(try await room.alarms().first?.told == 2)
        }
    }

    @Test("a notice that a courier dropped is handed out again; a frozen courier is told too")
    func dropped() async throws {
        try await Strongroom.with(.sqlite) { room in
            try await room.tell("officer@inaba.example")
            #expect(await room.refusal(Unclaimed(before: room.now), from: .courier) == .frozen)
            let notice = try #require(try await room.nextAlarm())
            #expect(notice.facts.frozen == .process(.courier))
            #expect(try await room.nextAlarm() == nil)
            room.clock.pass(seconds: Telling.leaseSeconds)
            #expect(try await room.nextAlarm()?.messageID == notice.messageID)
            #expect(await room.refusal(NextItem(), from: .courier) == .frozen)
        }
    }

    @Test("the counter cannot ask for alarms; a webhook is told where the courier has one")
    func ways() async throws {
        try await Strongroom.with(.sqlite) { room in
            await room.vault.raise(.rehearsal)
            room.clock.pass(seconds: 1)
            #expect(try await room.nextAlarm(webhook: true) == nil)
            await room.vault.raise(.clocksApart)
            #expect(try await room.nextAlarm() == nil)
            let notice = try #require(try await room.nextAlarm(webhook: true))
            #expect(notice.mailbox == nil)
            let next = NextAlarm(after: nil, hasWebhook: false)
            #expect(await room.refusal(next, from: .counter) == .frozen)
        }
    }

    @Test("what a command raised is told once the vault has written its line")
    func commands() async throws {
        try await Strongroom.with(.sqlite) { room in
            try await room.tell("officer@inaba.example")
            #expect(try await AlarmStore(room.database).raise(.rehearsal, at: room.now))
            #expect(try await !AlarmStore(room.database).raise(.rehearsal, at: room.now))
            #expect(try await room.nextAlarm() == nil)
            try await room.vault.writeAlarms()
            try await room.vault.writeAlarms()
            #expect(try await room.entries().map(\.alarm) == [.rehearsal])
            #expect(try await room.nextAlarm()?.facts.count == 2)
        }
    }

    @Test("limits that are passed are refused as ever, freeze nobody, and are an alarm")
    func limits() async throws {
        var plan = LimitPlan.city
        plan.token = [.init(persons: 1, seconds: 3600)]
        plan.lookUps = [.init(persons: 1, seconds: 3600)]
        try await Strongroom.with(.sqlite, limits: plan) { room in
            let guest = try await room.guest()
            let recipient = try await room.recipient(of: guest.token)
            _ = try await room.open(guest.handle, guest.token)
            #expect(await room.refusalOfOpen(recipient, guest.token, .city) == .tooMany)
            var clerk = try await room.clerk()
            _ = try await room.tap(.find(), by: &clerk)
            #expect(try await room.tapRefusal(.find(), by: &clerk) == .tooMany)
            let kinds = try await room.alarms().map(\.facts.kind)
            #expect(Set(kinds) == [.limitPassed, .lookUpBurst])
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("clocks half a minute apart show staff nobody, until they agree")
    func clocks() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            var clerk = try await room.clerk()
            await room.vault.heardTime(of: room.now.adding(seconds: 30))
            #expect(try await room.tapRefusal(.find(), by: &clerk) == nil)
            let asked = try await room.begin(.find(), by: clerk)
            for _ in 0..<2 { await room.vault.heardTime(of: room.now.adding(seconds: -31)) }
            let finish = room.finish(asked, try clerk.key.answer(asked), by: clerk)
            #expect(await room.refusal(finish, from: .office) == .sealed)
            #expect(try await room.tapRefusal(.find(), by: &clerk) == .sealed)
            #expect(try await room.alarms().map(\.facts.kind) == [.clocksApart])
            #expect(try await room.alarms().map(\.facts.count) == [1])
            await room.vault.heardTime(of: room.now)
            #expect(try await room.tapRefusal(.find(), by: &clerk) == nil)
        }
    }

    @Test("lines without a cosignature for ten seconds show staff nobody; orders go on")
    func cosigning() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            var clerk = try await room.clerk()
            room.vault.heardCosigned()
            room.clock.pass(seconds: 10)
            #expect(try await room.tapRefusal(.find(), by: &clerk) == nil)
            let asked = try await room.begin(.find(), by: clerk)
            room.clock.pass(seconds: 1)
            let finish = room.finish(asked, try clerk.key.answer(asked), by: clerk)
            #expect(await room.refusal(finish, from: .office) == .sealed)
            #expect(try await room.tapRefusal(.find(), by: &clerk) == .sealed)
            let guest = try await room.guest()
            #expect(try await room.open(guest.handle, guest.token, [.phone]).fields.count == 1)
            room.vault.heardCosigned()
            #expect(try await room.tapRefusal(.find(), by: &clerk) == nil)
        }
    }

    @Test(
        "another program is an alarm at each start until it is accepted",
        arguments: TestDatabase.engines
    )
    func changes(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let store = OwnPartStore(room.database)
            await room.vault.look(at: .program, is: [1])
            await room.vault.look(at: .settings, is: [1])
            await room.vault.look(at: .program, is: [1])
            #expect(try await room.alarms().isEmpty)
            await room.vault.look(at: .program, is: [2])
            let changed = try await store.list().filter { !$0.isAccepted }
            #expect(changed.map(\.part) == [.program])
            room.clock.pass(minutes: 10)
            await room.vault.look(at: .program, is: [2])
            #expect(
                try await room.alarms().map(\.facts.kind) == [.changedProgram, .changedProgram]
            )
            #expect(try await store.accept(by: "山田") == 1)
            #expect(try await store.accept(by: "山田") == 0)
            room.clock.pass(minutes: 10)
            await room.vault.look(at: .program, is: [2])
            #expect(try await room.alarms().count == 2)
        }
    }

    @Test("the box of a mailbox that was moved to another row opens nothing, and others are told")
    func swapped() async throws {
        try await Strongroom.with(.sqlite) { room in
            try await room.tell("first@inaba.example")
            try await room.run("UPDATE alarm_way SET id = 'wwwwwwwwwwwwwwwwwwwwwwwwww'")
            try await room.tell("second@inaba.example")
            await room.vault.raise(.rehearsal)
            var told: [String?] = []
            for _ in 0..<2 { told.append(try await room.nextAlarm()?.mailbox?.revealed) }
            #expect(told.contains("second@inaba.example") && !told.contains("first@inaba.example"))
        }
    }
}

extension Strongroom {
    func tell(_ mailbox: String) async throws {
        _ = try await AlarmStore(database).tell(Secret(mailbox), keys: keys, at: now)
    }

    func alarms() async throws -> [Alarm] { try await AlarmStore(database).list() }

    func nextAlarm(after last: AlarmDone? = nil, webhook: Bool = false) async throws
        -> AlarmNotice?
    {
        try await ask(NextAlarm(after: last, hasWebhook: webhook), from: .courier).notice
    }
}

extension AlarmNotice {
    func done(_ isDelivered: Bool = true) -> AlarmDone {
        AlarmDone(alarm: alarm, way: way, count: facts.count, isDelivered: isDelivered)
    }
}
