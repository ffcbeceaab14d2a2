import Basics
import Logging
import Storage
public import VaultAPI

extension Vault {
    /// Raises an alarm that no request's transaction goes with: kept with its line, and said in the log.
    ///
    /// One of a kind that goes on is counted, and no more is written.
    public func raise(_ kind: AlarmKind, through caller: Caller? = nil) async {
        let cause = AlarmCause(kind: kind, caller: caller)
        let now = clock.now()
        do {
            let month = try await months.key(at: now)
            let isNew = try await database.write { tx in
                try Vault.raise(cause, VaultStore(tx), month, at: now)
            }
            if isNew { tell(cause) }
        } catch {
            logger.critical("alarm not kept", metadata: ["kind": "\(kind.rawValue)"])
        }
    }

    /// Keeps an alarm with its line in the transaction of what it is about; true where it is a new one.
    static func raise(
        _ cause: AlarmCause,
        _ store: VaultStore,
        _ month: MonthKey,
        by holder: Holder? = nil,
        at now: Moment
    ) throws -> Bool {
        try store.raise(cause, id: .mint(), at: now) {
            let entry = LedgerEntry(
                at: now,
                caller: cause.caller,
                action: .alarm,
                principal: holder?.ledgerName,
                token: holder?.claims.id,
                alarm: cause.kind
            )
            return try store.append(SealedEntry.seal(entry, with: month), about: [])
        }
    }

    /// One line of the log for a new alarm; nothing in it is about a person.
    func tell(_ cause: AlarmCause) {
        logger.critical(
            "alarm",
            metadata: [
                "kind": "\(cause.kind.rawValue)",
                "through": "\(cause.caller?.rawValue ?? "nobody")",
                "frozen": "\(cause.freeze?.target.description ?? "nothing")",
            ]
        )
    }

    /// Writes the lines of alarms that commands have raised beside the vault: at start and every second.
    ///
    /// - Throws: `StorageError`.
    public func writeAlarms() async throws {
        let waiting = try await database.read { try VaultStore($0).unwrittenAlarms() }
        guard !waiting.isEmpty else { return }
        let now = clock.now()
        let month = try await months.key(at: now)
        try await database.write { tx in
            let store = VaultStore(tx)
            for (id, facts) in waiting {
                let entry = LedgerEntry(
                    at: now,
                    caller: facts.caller,
                    action: .alarm,
                    alarm: facts.kind
                )
                let line = try store.append(SealedEntry.seal(entry, with: month), about: [])
                try store.note(line: line, of: id)
            }
        }
        for (_, facts) in waiting { tell(AlarmCause(kind: facts.kind, caller: facts.caller)) }
    }
}

extension Desk {
    /// Raises an alarm in this transaction, through its caller.
    func raise(_ kind: AlarmKind, by holder: Holder? = nil) throws {
        let cause = AlarmCause(kind: kind, caller: call.caller)
        if try Vault.raise(cause, store, month, by: holder, at: now) { vault.tell(cause) }
    }
}
