import Basics
import Logging
import Storage
import VaultAPI

extension Vault {
    /// Tokens of one person, or persons through one process, frozen within a day before the freeze
    /// widens to who stands behind them.
    private static let widening = 3

    /// Freezes whom a forged request falls on, with its line and its alarm, and says so in the log.
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
            let (isNew, alarm, isNews) = try await database.write { tx in
                let store = VaultStore(tx)
                var alarm = AlarmCause(kind: forgery.alarm, caller: call.caller)
                let isNew = try store.freeze(cause, id: ids[0], at: call.now)
                if isNew {
                    alarm.freeze = try Vault.widen(cause, ids: ids, store, at: call.now)
                    let entry = LedgerEntry(at: call.now, caller: call.caller, action: .freeze)
                    _ = try store.append(SealedEntry.seal(entry, with: month), about: [])
                }
                return (isNew, alarm, try Vault.raise(alarm, store, month, at: call.now))
            }
            if isNew {
                logger.critical(
                    "frozen",
                    metadata: ["target": "\(target)", "reason": "\(forgery.rawValue)"]
                )
            }
            if isNews { tell(alarm) }
        } catch {
            logger.critical("freeze failed", metadata: ["cause": "\(error)"])
        }
    }

    /// Freezes who stands behind, too, where it is due; the widest freeze that stands for it now.
    private static func widen(
        _ cause: FreezeCause,
        ids: [Handle<Freeze.Tag>],
        _ store: VaultStore,
        at now: Moment
    ) throws -> AlarmCause.Frozen {
        var widest = AlarmCause.Frozen(target: cause.target, id: ids[0])
        guard case .token = cause.target, let person = cause.person else { return widest }
        let since = now.adding(days: -1)
        var wider = cause
        wider.forgery = .several
        if try store.frozenTokens(of: person, since: since) >= widening {
            wider.target = .person(person)
            if try store.freeze(wider, id: ids[1], at: now) {
                widest = AlarmCause.Frozen(target: wider.target, id: ids[1])
            }
        }
        if try store.frozenPersons(through: cause.process, since: since) >= widening {
            wider.target = .process(cause.process)
            if try store.freeze(wider, id: ids[2], at: now) {
                widest = AlarmCause.Frozen(target: wider.target, id: ids[2])
            }
        }
        return widest
    }
}
