import Basics
import Logging
import Storage
import VaultAPI
import WitnessAPI

extension Vault {
    /// Puts before the officers what waits, and does what two of them agreed to: to be asked each second.
    ///
    /// - Throws: ``WitnessRefusal`` where the witness does not answer, `StorageError`.
    public func followOfficers() async throws {
        // First what was decided: a proposal that is not taken must not hold it up.
        try await hearDecisions()
        try await proposeAll()
        try await endWitnessedKeys()
    }

    private func hearDecisions() async throws {
        let heard = try await database.read { try VaultStore($0).decisionsHeard() }
        guard let heard else { return }
        let news = try await witness.decisions(heard)
        guard news.count >= heard else {
            // One that was set back: what it tells anew was done before.
            try await database.write { try VaultStore($0).setState(Vault.decisionsHeard, 0) }
            return
        }
        for (place, decision) in news.decisions.enumerated() {
            try await take(decision, number: heard + place)
        }
    }

    private func proposeAll() async throws {
        let waiting = try await database.read { [keys] in
            try VaultStore($0).untoldStatements(keys)
        }
        for statement in waiting {
            let hash = statement.hash
            do {
                try await witness.propose(statement)
            } catch let refusal as WitnessRefusal where refusal == .malformed {
                logger.error("the witness does not take a statement")
                let now = clock.now()
                _ = try await database.write { try VaultStore($0).decide(hash, .over, at: now) }
                continue
            }
            let now = clock.now()
            try await database.write { try VaultStore($0).noteTold(hash, at: now) }
        }
    }

    private func take(_ decision: Decision, number: Int) async throws {
        let now = clock.now()
        let month = try await months.key(at: now)
        let taken = try await database.write { tx in
            let call = Call(caller: .counter, now: now)
            let desk = Desk(store: VaultStore(tx), vault: self, call: call, month: month)
            try desk.store.setState(Vault.decisionsHeard, number + 1)
            return try desk.act(on: decision)
        }
        switch taken {
        case .done, .idle:
            logger.notice(
                "two officers agreed",
                metadata: ["to": "\(decision.statement.content.word)", "outcome": "\(taken)"]
            )
        case .before: break
        case .refused(.over):
            logger.warning("what two officers agreed to was heard of too late")
        case .refused(let fault):
            logger.critical("a decision does not hold", metadata: ["fault": "\(fault.rawValue)"])
            await raise(.falseDecision)
        }
    }
}

extension VaultStore {
    /// Nil where nobody is adopted.
    fileprivate func decisionsHeard() throws -> Int? {
        try hasOfficers() ? try state(Vault.decisionsHeard) ?? 0 : nil
    }
}

extension Statement.Content {
    /// For the log.
    var word: String {
        switch self {
        case .liftFreeze: "lift a freeze"
        case .raiseBudget: "another budget"
        case .handover: "a handover"
        case .recoverStaff: "recover staff"
        case .job: "a job"
        case .registerReceiver: "a receiver"
        case .staffKey: "a key of the office"
        }
    }
}
