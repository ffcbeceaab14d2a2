import Basics
import Logging
import Storage
import VaultAPI

extension Vault {
    /// Tokens of one person, or persons through one process, frozen within a day before the freeze
    /// widens to who stands behind them.
    private static let widening = 3

    /// Freezes whom a forged request falls on, with its line, and says so in the log.
    func freeze(_ forgery: Forgery, _ target: FreezeTarget, person: Handle<Subject>?, _ call: Call)
        async
    {
        let cause = FreezeCause(
            target: target,
            forgery: forgery,
            process: call.caller,
            person: person
        )
        do {
            let month = try await months.key(at: call.now)
            let ids = (0..<3).map { _ in Handle<Freeze.Tag>.mint() }
            let isNew = try await database.write { tx in
                let store = VaultStore(tx)
                guard try store.freeze(cause, id: ids[0], at: call.now) else { return false }
                try Vault.widen(cause, ids: ids, store, at: call.now)
                let entry = LedgerEntry(at: call.now, caller: call.caller, action: .freeze)
                _ = try store.append(SealedEntry.seal(entry, with: month), about: [])
                return true
            }
            guard isNew else { return }
            logger.critical(
                "frozen",
                metadata: ["target": "\(target)", "reason": "\(forgery.rawValue)"]
            )
        } catch {
            logger.critical("freeze failed", metadata: ["cause": "\(error)"])
        }
    }

    private static func widen(
        _ cause: FreezeCause,
        ids: [Handle<Freeze.Tag>],
        _ store: VaultStore,
        at now: Moment
    ) throws {
        guard case .token = cause.target, let person = cause.person else { return }
        let since = now.adding(days: -1)
        var wider = cause
        wider.forgery = .several
        if try store.frozenTokens(of: person, since: since) >= widening {
            wider.target = .person(person)
            _ = try store.freeze(wider, id: ids[1], at: now)
        }
        if try store.frozenPersons(through: cause.process, since: since) >= widening {
            wider.target = .process(cause.process)
            _ = try store.freeze(wider, id: ids[2], at: now)
        }
    }
}
