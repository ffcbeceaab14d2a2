import Basics
import Synchronization
import Testing
import VaultAPI

@testable import Courier

/// A queue as the vault keeps it: an item comes again until it is done for good.
final class FakeVault: Sendable {
    struct State {
        var waiting: [CourierItem]
        var outcomes: [ItemDone.Outcome] = []
        var failuresToCome = 0
    }
    let state: Mutex<State>

    struct Away: Error {}

    init(_ items: [CourierItem]) { state = Mutex(State(waiting: items)) }

    var outcomes: [ItemDone.Outcome] { state.withLock { $0.outcomes } }

    var queue: ItemQueue {
        ItemQueue { last in
            try self.state.withLock { state in
                if let last { try state.record(last) }
                return state.waiting.first
            }
        }
    }
}

extension FakeVault.State {
    fileprivate mutating func record(_ done: ItemDone) throws {
        if failuresToCome > 0 {
            failuresToCome -= 1
            throw FakeVault.Away()
        }
        outcomes.append(done.outcome)
        if done.outcome != .deferred { waiting.removeAll { $0.id == done.id } }
    }
}

extension Courier {
    /// Carries until nothing waits, or so many times.
    fileprivate func carry(atMost times: Int = .max) async -> [Step] {
        var steps: [Step] = []
        var last: ItemDone?
        while steps.last != .nothingWaits, steps.count < times {
            steps.append(await carryOne(after: &last))
        }
        return steps
    }
}

/// A relay that answers from a list and keeps what it was handed.
final class FakeRelay: Sendable {
    private let state: Mutex<(answers: [Reception], envelopes: [Envelope])>

    init(_ answers: [Reception] = []) { state = Mutex((answers, [])) }

    var envelopes: [Envelope] { state.withLock { $0.envelopes } }

    var relay: Relay {
        Relay { envelope in
            self.state.withLock { state in
                state.envelopes.append(envelope)
                return state.answers.isEmpty ? .accepted : state.answers.removeFirst()
            }
        }
    }
}

@Suite("The courier's round", .timeLimit(.minutes(1)))
struct LoopTests {
    private func courier(_ vault: FakeVault, _ relay: FakeRelay) throws -> Courier {
        try Courier(
            configuration: Sample.configuration(),
            queue: vault.queue,
            labels: .none,
            relay: relay.relay,
            clock: WallClock { Sample.now },
            logger: Sample.silent
        )
    }

    @Test("carries everything that waits, once each")
    func everything() async throws {
        let vault = FakeVault(Sample.contents.map { Sample.item($0) })
        let relay = FakeRelay()
        let courier = try courier(vault, relay)
        _ = await courier.carry()
        #expect(relay.envelopes.count == Sample.contents.count)
        #expect(vault.outcomes == Array(repeating: .handedOver, count: Sample.contents.count))
    }

    @Test("tells what the relay said")
    func outcomes() async throws {
        let vault = FakeVault([Sample.item(.alreadyRegistered)])
        let relay = FakeRelay([
            .deferred(code: 451), .unreachable(code: 7), .refused(code: 550),
        ])
        let courier = try courier(vault, relay)
        #expect(await courier.carry() == [.carried, .standstill, .carried, .nothingWaits])
        #expect(vault.outcomes == [.deferred, .deferred, .refused])
    }

    @Test("does not hand over twice because the vault was away when it was told")
    func recordRetried() async throws {
        let vault = FakeVault([Sample.item(.alreadyRegistered)])
        vault.state.withLock { $0.failuresToCome = 3 }
        let relay = FakeRelay()
        let steps = await (try courier(vault, relay)).carry()
        #expect(steps == [.carried, .standstill, .standstill, .standstill, .nothingWaits])
        #expect(relay.envelopes.count == 1)
        #expect(vault.outcomes == [.handedOver])
    }

    @Test("killed between acceptance and record, repeats with the same Message-ID")
    func repeated() async throws {
        let vault = FakeVault([Sample.item(.alreadyRegistered)])
        let relay = FakeRelay()
        #expect(await (try courier(vault, relay)).carry(atMost: 1) == [.carried])
        #expect(await (try courier(vault, relay)).carry() == [.carried, .nothingWaits])
        let mails = try ReadMail.read(relay.envelopes.map(\.message.revealed))
        #expect(mails.count == 2)
        #expect(mails[0].header("Message-ID") == mails[1].header("Message-ID"))
    }

    @Test("gives up what can never be written, and goes on")
    func unwritable() async throws {
        let broken = Sample.item(.alreadyRegistered, to: .email(Secret("nowhere"), helper: false))
        let vault = FakeVault([broken, Sample.item(.alreadyRegistered)])
        let relay = FakeRelay()
        let courier = try courier(vault, relay)
        _ = await courier.carry()
        #expect(vault.outcomes == [.refused, .handedOver])
    }

    @Test("ends when it is cancelled")
    func cancelled() async throws {
        let courier = try courier(FakeVault([]), FakeRelay())
        let task = Task { await courier.run() }
        try await Task.sleep(for: .milliseconds(20))
        task.cancel()
        await task.value
    }

    @Test("waits longer each time, up to half a minute")
    func pauses() {
        var pause = Pause(shortest: .milliseconds(400))
        #expect(pause.longer() == .milliseconds(400))
        #expect(pause.longer() == .milliseconds(800))
        for _ in 0..<20 { _ = pause.longer() }
        #expect(pause.longer() == .seconds(30))
        pause.end()
        #expect(pause.longer() == .milliseconds(400))
    }
}

extension LabelQueue {
    /// No shop wants labels.
    static let none = LabelQueue(
        next: { nil },
        label: { _, _ in .changed },
        keep: { _ in }
    )
}
