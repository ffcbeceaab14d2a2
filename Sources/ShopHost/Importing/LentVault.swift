import CSwitchboard
import Foundation
import Glibc
import Synchronization
import VaultAPI
import Wire

/// A vault that runs for one piece of work of this process, and for nobody else.
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

    private struct Loop: Sendable {
        let plan: LaunchPlan
        let caller: Caller
        let line: CInt
        let over: Flag

        func run(_ started: (Result<Void, any Error>) -> Void) {
            defer { close(line) }
            var child: Child
            do {
                child = try start()
            } catch {
                return started(.failure(error))
            }
            started(.success(()))
            while !over.isRaised, child.ending() == nil { connect(child) }
            child.tell(SIGTERM)
            for _ in 0..<(LentVault.patienceSeconds * 100) where kill(child.processID, 0) == 0 {
                if child.ending() != nil { break }
                usleep(10_000)
            }
            child.tell(SIGKILL)
            _ = child.ending()
            child.closeLines()
        }

        private func start() throws(LaunchError) -> Child {
            guard let process = plan.processes.first else { throw .program(path: "ichi-vault") }
            return try Child(
                process,
                log: "\(plan.dataDirectory)/run/\(process.name).log",
                user: LaunchGround(plan: plan).user(of: process)
            )
        }

        private func connect(_ child: Child) {
            var entries = [pollfd(fd: line, events: Int16(POLLIN), revents: 0)]
            guard poll(&entries, 1, 20) > 0, entries[0].revents & Int16(POLLIN) != 0,
                let isCall = try? Switchboard.hear(line), isCall,
                let vault = child.serving
            else { return }
            try? Switchboard.connect(caller.rawValue, on: line, toServerOn: vault)
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
    /// The plan of a vault by itself.
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
        plan.processes.removeAll { $0.serves != .vault }
        plan.doors = []
        return plan
    }
}
