import Basics
import Logging
import Synchronization
import VaultAPI
import WitnessAPI

extension WitnessRefusal {
    /// Whether it ends by itself or by its operator's hand, and then nothing was lost.
    var passes: Bool {
        switch self {
        case .unavailable, .tooMany, .spent, .tooManyMarks, .shut, .unwritten, .alone, .fenced,
            .otherTerm:
            true
        case .erased, .foreign, .noSuchEpoch, .unproven, .otherKey, .otherBook, .notAnExtension,
            .newest, .malformed, .noOfficers, .founded, .notASheet, .expired, .wrongProof,
            .notYours:
            false
        }
    }

    /// What a caller is told.
    var told: VaultRefusal {
        switch self {
        case .erased: .erased
        case .spent, .tooManyMarks, .tooMany: .tooMany
        case .unavailable, .shut, .unwritten, .alone, .fenced, .otherTerm: .sealed
        case .foreign, .noSuchEpoch, .unproven, .otherKey, .otherBook, .notAnExtension, .newest,
            .malformed, .noOfficers, .founded, .notASheet, .expired, .wrongProof, .notYours:
            .unavailable
        }
    }
}

/// What the witness refused, for the log: one line a second at most, however many wait for it.
final class WitnessRefusals: Sendable {
    private let last = Mutex(Moment(milliseconds: 0))

    func note(_ refusal: WitnessRefusal, message: String, at now: Moment, in logger: Logger) {
        let isDue = last.withLock { last in
            guard now < last || now >= last.adding(seconds: 1) else { return false }
            last = now
            return true
        }
        guard isDue else { return }
        logger.error(
            "the witness refuses",
            metadata: ["message": "\(message)", "cause": "\(refusal)"]
        )
    }
}
