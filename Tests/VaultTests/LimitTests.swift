import Basics
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Vault

@Suite("Limits by distinct persons")
struct LimitTests {
    private static func plan(token: Int) -> LimitPlan {
        var plan = LimitPlan.city
        plan.token = [.init(persons: token, seconds: 3600)]
        return plan
    }

    /// A member whose token has opened `count` distinct persons.
    private func opened(_ count: Int, _ room: Strongroom) async throws -> (
        token: Token, next: Handle<Subject>
    ) {
        let member = try await room.member()
        var handles: [Handle<Subject>] = []
        for index in 0...count {
            handles.append(
                try await room.ask(
                    Enrol(
                        idempotencyKey: "\(index)",
                        kind: .contact,
                        fields: Sample.recipient,
                        token: member.token
                    )
                ).handle
            )
        }
        for handle in handles.prefix(count) { _ = try await room.open(handle, member.token) }
        // The same persons again are no new ones.
        for handle in handles.prefix(count) { _ = try await room.open(handle, member.token) }
        return (member.token, handles[count])
    }

    @Test(
        "a member of fifty orders takes all of its data along in one hour; a thief does not go on"
    )
    func download() {
        var book = LimitBook(plan: .city)
        let counters: [LimitBook.Counter] = [
            .token("t"), .person("p"), .process("counter"), .site,
        ]
        let now = Moment(milliseconds: 0)
        let everybody = 1 + 200 + 50 * (1 + 20)
        for number in 0..<everybody {
            #expect(book.admit("person \(number)", by: counters, at: now) == nil)
        }
        for number in everybody..<1_500 {
            _ = book.admit("person \(number)", by: counters, at: now)
        }
        #expect(book.admit("one more", by: counters, at: now) == .token("t"))
    }

    @Test(
        "distinct persons count, requests do not; passing throttles and freezes nobody",
        arguments: TestDatabase.engines
    )
    func distinct(_ engine: Engine) async throws {
        try await Strongroom.with(engine, limits: Self.plan(token: 4)) { room in
            let (token, next) = try await opened(4, room)
            #expect(await room.refusalOfOpen(next, token, .city) == .tooMany)
            #expect(try await room.freezes().isEmpty)
            room.clock.pass(minutes: 61)
            #expect(await room.refusalOfOpen(next, token, .city) == nil)
        }
    }

    @Test("a restart refills nothing", arguments: TestDatabase.engines)
    func restart(_ engine: Engine) async throws {
        try await Strongroom.with(engine, limits: Self.plan(token: 4)) { room in
            let (token, next) = try await opened(4, room)
            let again = try await room.restarted()
            #expect(await again.refusalOfOpen(next, token, .city) == .tooMany)
        }
    }

    @Test("a clock set forward refills nothing, running or restarted")
    func movedClock() async throws {
        try await Strongroom.with(.sqlite, limits: Self.plan(token: 4)) { room in
            let (token, next) = try await opened(4, room)
            try await room.vault.sweep(at: room.now)
            room.clock.set(minutesForward: 120)
            #expect(await room.refusalOfOpen(next, token, .city) == .tooMany)
            let again = try await room.restarted()
            #expect(await again.refusalOfOpen(next, token, .city) == .tooMany)
        }
    }

    @Test("the process and the site have limits of their own")
    func process() {
        var plan = LimitPlan.city
        plan.process = [.init(persons: 2, seconds: 60)]
        plan.site = [.init(persons: 3, seconds: 60)]
        var book = LimitBook(plan: plan)
        let start = Moment(milliseconds: 0)
        let counter: [LimitBook.Counter] = [.process("counter"), .site]
        let courier: [LimitBook.Counter] = [.process("courier"), .site]
        #expect(book.admit("a", by: counter, at: start) == nil)
        #expect(book.admit("b", by: counter, at: start) == nil)
        #expect(book.admit("c", by: counter, at: start) == .process("counter"))
        #expect(book.admit("c", by: courier, at: start) == nil)
        #expect(book.admit("d", by: courier, at: start) == .site)
        #expect(book.admit("a", by: counter, at: start) == nil)
        #expect(book.admit("d", by: counter, at: start.adding(seconds: 60)) == nil)
    }
}
