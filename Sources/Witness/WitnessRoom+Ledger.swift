import Basics
import Ledger
public import WitnessAPI

extension WitnessRoom {
    /// Takes a stretch of the vault's ledger, and cosigns its checkpoint once both are on disk.
    ///
    /// - Throws: ``WitnessRefusal``.
    public func extend(_ stretch: LedgerStretch) async throws -> StretchTaken {
        guard !desk.look(\.isFenced) else { throw WitnessRefusal.fenced }
        let outcome = try await show(stretch)
        desk.following.stir()
        switch outcome {
        case .taken(let taken):
            // A standby that knew of no such checkpoint would take itself for set back.
            if taken.cosignature != nil {
                guard await ledger.isFollowed(to: taken.size, by: desk.following) else {
                    throw WitnessRefusal.alone
                }
            }
            return taken
        case .reached(let taken):
            try await reopenIfDue()
            return taken
        case .misfit(let alarm, let words):
            try await desk.enter(.alarm(alarm, words))
            throw WitnessRefusal.notAnExtension
        case .setBack(let words):
            try await desk.enter(.alarm(.setBack, words))
            try await desk.enter(.note(.shut))
            throw WitnessRefusal.shut
        }
    }

    private func show(_ stretch: LedgerStretch) async throws -> LedgerDesk.Outcome {
        do {
            let isShut = desk.look(\.isShut)
            return try await ledger.show(stretch, isShut: isShut, at: clock.now())
        } catch WitnessRefusal.otherKey {
            try await desk.enter(.alarm(.otherKey, "\(stretch.key)"))
            throw WitnessRefusal.otherKey
        } catch LedgerError.entryTooLong {
            throw WitnessRefusal.malformed
        } catch let error as LedgerError {
            loud.tell("The ledger's copy cannot be written, and nothing is cosigned: \(error)")
            throw WitnessRefusal.unwritten
        }
    }

    /// Tells a witness that was set back the newest checkpoint known: a signed note of the ledger's.
    ///
    /// It opens again once it has the entries up to there, and was told whom to refuse by all of them:
    /// the vault brings both. What it cannot get back is what was used of the budget since its backup.
    ///
    /// - Throws: ``WitnessRefusal``.
    public func reopen(_ checkpoint: [UInt8]) async throws {
        do {
            try await ledger.tell(checkpoint)
            try await reopenIfDue()
        } catch is Damage {
            throw WitnessRefusal.notAnExtension
        }
    }

    /// Hears that everybody was named whom the ledger's lines before `size` had erased.
    ///
    /// That is the vault's word alone, for its lines are sealed; of one that is open it says nothing.
    ///
    /// - Throws: ``WitnessRefusal``.
    public func erasuresTold(upTo size: Int) async throws {
        guard desk.look(\.isShut) else { return }
        try await desk.enter(.note(.replayed(size: size)))
        try await reopenIfDue()
    }

    /// First the newest checkpoint, then the erased, then it opens.
    private func reopenIfDue() async throws {
        guard let goal = ledger.goal, goal.isReached,
            desk.look({ $0.isShut && $0.replayed >= goal.size })
        else { return }
        try await desk.enter(.note(.reopened(size: standing().ledgerSize)))
        ledger.forgetGoal()
        await desk.keepBookmark()
        loud.say("The witness is open again, at \(goal.size) entries")
    }
}
