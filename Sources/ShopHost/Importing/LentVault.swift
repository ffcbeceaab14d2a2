import CSwitchboard
import Foundation
import Glibc
import Synchronization
import VaultAPI
import Wire

/// A vault that runs with its witness for one piece of work of this process, and for nobody else.
///
/// It is started on a thread of its own, which stays until the vault has ended: the system kills a
/// child when the thread that started it is gone.
struct LentVault: Sendable {
    /// What is left in its ledger is integrated before it ends.
    private static let patienceSeconds = 60

    private let plan: LaunchPlan

    init(_ plan: LaunchPlan) { self.plan = plan }

    /// Runs some work with the vault's address, under the name that the vault is told.
    ///
    /// Throws ``LaunchError``, and what the work throws.
    func lend<Value: Sendable>(
        to caller: Caller,
        _ work: @Sendable (VaultAddress) async throws -> Value
    ) async throws -> Value {
        let lock = try LaunchGround(plan: plan).prepare()
        defer { close(lock) }
        let (mine, its) = try Switchboard.line()
        defer { close(its) }
        let over = Flag()
        let (ends, end) = AsyncStream<Void>.makeStream()
        let loop = Loop(plan: plan, caller: caller, line: mine, over: over)
        try await withCheckedThrowingContinuation {
            (started: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread {
                loop.run { started.resume(with: $0) }
                end.yield()
            }
        }
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await work(.switchboard(line: its)))
        } catch {
            outcome = .failure(error)
        }
        over.raise()
        for await _ in ends { break }
        return try outcome.get()
    }

    /// Runs the plan's processes, and connects this process to the vault and the vault to its witness.
    private struct Loop: Sendable {
        let plan: LaunchPlan
        let caller: Caller
        let line: CInt
        let over: Flag

        func run(_ started: (Result<Void, any Error>) -> Void) {
            defer { close(line) }
            var children: [Child] = []
            do {
                for process in plan.processes { children.append(try start(process)) }
                started(.success(()))
                while !over.isRaised, !children.contains(where: hasEnded) { connect(children) }
            } catch {
                started(.failure(error))
            }
            // The last first: the vault may have something to say to its witness.
            for child in children.reversed() { end(child) }
        }

        private func hasEnded(_ child: Child) -> Bool { child.ending() != nil }

        private func start(_ process: LaunchPlan.Process) throws(LaunchError) -> Child {
            try Child(
                process,
                log: "\(plan.dataDirectory)/run/\(process.name).log",
                user: LaunchGround(plan: plan).user(of: process)
            )
        }

        private func connect(_ children: [Child]) {
            var calls: [CInt: LaunchPlan.Call] = [line: .vault(as: caller)]
            for child in children {
                if let calling = child.calling { calls[calling] = child.process.calls }
            }
            var entries = calls.keys.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&entries, nfds_t(entries.count), 20) > 0 else { return }
            for entry in entries where entry.revents & Int16(POLLIN) != 0 {
                guard let isCall = try? Switchboard.hear(entry.fd), isCall,
                    let call = calls[entry.fd],
                    let server = children.first(where: { $0.process.serves == call.service }),
                    let serving = server.serving
                else { continue }
                try? Switchboard.connect(call.caller, on: entry.fd, toServerOn: serving)
            }
        }

        private func end(_ child: Child) {
            var child = child
            child.tell(SIGTERM)
            for _ in 0..<(LentVault.patienceSeconds * 100) where kill(child.processID, 0) == 0 {
                if child.ending() != nil { break }
                usleep(10_000)
            }
            child.tell(SIGKILL)
            _ = child.ending()
            child.closeLines()
        }
    }
}

/// Raised by one thread, seen by another.
private final class Flag: Sendable {
    private let raised = Mutex(false)

    var isRaised: Bool { raised.withLock { $0 } }

    func raise() { raised.withLock { $0 = true } }
}

extension LaunchPlan {
    /// The plan of a vault and its witness by themselves.
    static func vaultAlone(
        dataDirectory: String,
        programs: String,
        environment: [String: String]
    ) -> LaunchPlan {
        var plan = city(
            dataDirectory: dataDirectory,
            basePort: 0,
            programs: programs,
            environment: environment
        )
        plan.processes.removeAll { $0.serves == nil }
        plan.doors = []
        return plan
    }
}
