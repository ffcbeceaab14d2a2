import Basics
import Ledger
public import WitnessAPI

extension WitnessRoom {
    /// Takes a stretch of the vault's ledger, and cosigns its checkpoint once both are on disk.
    ///
    /// - Throws: ``WitnessRefusal``.
    public func extend(_ stretch: LedgerStretch) async throws -> StretchTaken {
        switch try await show(stretch) {
        case .taken(let taken): return taken
        case .reached(let taken):
            try await reopen(at: taken.size)
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
    /// It opens again once it has the entries up to there, which the vault brings. What it cannot get
    /// back: the names that were erased since its backup, which whoever restores it must erase anew,
    /// and what was used of the budget since.
    ///
    /// - Throws: ``WitnessRefusal``.
    public func reopen(_ checkpoint: [UInt8]) async throws {
        do {
            if try await ledger.tell(checkpoint) { try await reopen(at: standing().ledgerSize) }
        } catch is Damage {
            throw WitnessRefusal.notAnExtension
        }
    }

    private func reopen(at size: Int) async throws {
        try await desk.enter(.note(.reopened(size: size)))
        await desk.keepBookmark()
    }
}
