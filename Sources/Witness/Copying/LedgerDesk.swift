import Basics
import Dispatch
import Ledger
import Synchronization
import WitnessAPI

/// Keeps the copy of the vault's ledger, and cosigns what extends it.
final class LedgerDesk: Sendable {
    /// What came of a stretch.
    enum Outcome {
        case taken(StretchTaken)
        /// The stretch led up to the checkpoint that the operator told.
        case reached(StretchTaken)
        /// Correct software does not show this.
        case misfit(Alarm, String)
        /// A checkpoint that bears the witness's own cosignature, and that it does not know.
        case setBack(String)
    }

    struct Kept {
        var copy: LogCopy?
        /// The newest checkpoint as the operator told it; none is cosigned before it is reached.
        var told: (note: SignedNote, checkpoint: Checkpoint)?
        /// The size of the one that was told and is reached.
        var reached: Int?
    }

    let kept: Mutex<Kept>
    let queue = DispatchQueue(label: "ichi.witness.ledger")
    private let folder: String
    var directory: String { folder + "/ledger" }
    private let cosigning: CosigningKey
    let files: LogFiles

    /// Opens the copy in a folder, where a ledger was met before.
    ///
    /// - Throws: `Damage`, `LedgerError`.
    init(folder: String, cosigning: CosigningKey, files: LogFiles) throws {
        self.folder = folder
        self.cosigning = cosigning
        self.files = files
        kept = Mutex(Kept(copy: try LedgerDesk.copy(in: folder, files: files)))
    }

    /// The copy in a folder; nil where no ledger was met yet.
    ///
    /// - Throws: `Damage`, `LedgerError`.
    static func copy(in folder: String, files: LogFiles) throws -> LogCopy? {
        guard let bytes = try files.read(folder + "/vault.pub") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\n" }
        guard let key = VerifierKey(String(text)) else { throw Damage(.key, .malformed) }
        return try LogCopy.open(in: folder + "/ledger", key: key, files: files)
    }

    /// Begins a copy of a key's ledger, which is kept for ever.
    ///
    /// - Throws: `LedgerError`.
    static func begin(in folder: String, key: VerifierKey, files: LogFiles) throws -> LogCopy {
        try files.makeDirectory(folder + "/ledger")
        try files.replace(folder + "/vault.pub", with: Array("\(key)\n".utf8))
        return try LogCopy.open(in: folder + "/ledger", key: key, files: files)
    }

    /// The size of the checkpoint that the operator told, whether it is reached or not.
    var goal: (size: Int, isReached: Bool)? {
        kept.withLock { kept -> (size: Int, isReached: Bool)? in
            if let reached = kept.reached { return (reached, true) }
            return kept.told.map { ($0.checkpoint.size, false) }
        }
    }

    /// It is open again: what was told is done.
    func forgetGoal() { kept.withLock { $0.reached = nil } }

    /// The key of the ledger, entries taken and entries in the newest checkpoint.
    var standing: (key: String?, size: Int, checkpoint: Int) {
        kept.withLock { kept in
            (
                kept.copy?.key.description, kept.copy?.size ?? 0, kept.copy?.checkpoint.size ?? 0
            )
        }
    }

    /// Takes a stretch; what it writes has a thread of its own.
    ///
    /// - Throws: ``WitnessRefusal``, `LedgerError`.
    func show(_ stretch: LedgerStretch, isShut: Bool, at now: Moment) async throws -> Outcome {
        try await onQueue { kept in
            guard let key = VerifierKey(stretch.key) else { throw WitnessRefusal.malformed }
            var copy = try self.meet(key, kept.copy)
            kept.copy = copy
            defer { kept.copy = copy }
            let goal = kept.told?.checkpoint.size
            do {
                let outcome = try self.take(stretch, &copy, &kept.told, isShut: isShut, at: now)
                if case .reached = outcome { kept.reached = goal }
                return outcome
            } catch let damage as Damage {
                return .misfit(.fork, "\(damage), after \(copy.checkpoint.size) entries")
            }
        }
    }

    /// Takes the operator's word for the newest checkpoint.
    ///
    /// - Throws: `Damage` where it is not the ledger's, or the copy is beyond it.
    func tell(_ bytes: [UInt8]) async throws {
        try await onQueue { kept in
            guard let copy = kept.copy, let note = SignedNote(bytes) else {
                throw WitnessRefusal.malformed
            }
            let checkpoint = try Checkpoint(note, key: copy.key)
            guard checkpoint.size > copy.checkpoint.size || checkpoint == copy.checkpoint else {
                throw Damage(.checkpoint, .notAnExtension)
            }
            let isReached = checkpoint == copy.checkpoint
            kept.told = isReached ? nil : (note, checkpoint)
            kept.reached = isReached ? checkpoint.size : nil
        }
    }

    private func onQueue<Value: Sendable>(
        _ body: @escaping @Sendable (inout Kept) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result { try self.kept.withLock { try body(&$0) } }
                )
            }
        }
    }

    /// The first key that is shown is kept for ever.
    private func meet(_ key: VerifierKey, _ copy: LogCopy?) throws -> LogCopy {
        if let copy {
            guard copy.key == key else { throw WitnessRefusal.otherKey }
            return copy
        }
        return try LedgerDesk.begin(in: folder, key: key, files: files)
    }

    private func take(
        _ stretch: LedgerStretch,
        _ copy: inout LogCopy,
        _ told: inout (note: SignedNote, checkpoint: Checkpoint)?,
        isShut: Bool,
        at now: Moment
    ) throws -> Outcome {
        let note = try stretch.checkpoint.map { bytes in
            guard let note = SignedNote(bytes) else { throw Damage(.checkpoint, .malformed) }
            return note
        }
        let next = try note.map { try Checkpoint($0, key: copy.key) }
        if !isShut, let note, let next, let seen = try unknown(next, note, copy) {
            return .setBack(seen)
        }
        guard !isShut || told != nil else { throw WitnessRefusal.shut }
        guard stretch.from == copy.size || stretch.from == copy.checkpoint.size else {
            if let next { try check(next, against: copy) }
            return .taken(StretchTaken(size: copy.size, cosignature: nil))
        }
        return try follow(stretch, note, &copy, &told, at: now)
    }

    private func follow(
        _ stretch: LedgerStretch,
        _ note: SignedNote?,
        _ copy: inout LogCopy,
        _ told: inout (note: SignedNote, checkpoint: Checkpoint)?,
        at now: Moment
    ) throws -> Outcome {
        var entries = stretch.entries[...]
        let reaches = told.map { stretch.from + entries.count >= $0.checkpoint.size } ?? false
        if let goal = told, reaches {
            let missing = max(0, goal.checkpoint.size - stretch.from)
            try copy.take(Array(entries.prefix(missing)), from: stretch.from)
            try copy.keep(goal.note)
            entries = entries.dropFirst(missing)
            told = nil
        }
        try copy.take(Array(entries), from: stretch.from + stretch.entries.count - entries.count)
        guard let note, told == nil else {
            let taken = StretchTaken(size: copy.size, cosignature: nil)
            return reaches ? .reached(taken) : .taken(taken)
        }
        let cosignature = try cosigning.cosign(note, at: now)
        try copy.keep(note, cosignature: cosignature)
        let taken = StretchTaken(size: copy.size, cosignature: cosignature.line)
        return reaches ? .reached(taken) : .taken(taken)
    }

    /// What a checkpoint shows that was cosigned here, and that nobody here remembers.
    private func unknown(_ next: Checkpoint, _ note: SignedNote, _ copy: LogCopy) throws -> String?
    {
        guard next.size > copy.checkpoint.size,
            try cosigning.verifier.cosignature(on: note) != nil
        else { return nil }
        return "\(next.size) entries were cosigned here, \(copy.checkpoint.size) are known"
    }

    /// An answer that was lost is asked for again, and its checkpoint may be an older one by then.
    private func check(_ old: Checkpoint, against copy: LogCopy) throws {
        guard old.size <= copy.checkpoint.size, copy.checkpoint.size > 0 else { return }
        let reader = try LogReader(directory: directory, key: copy.key, files: files)
        guard try reader.hash(over: 0..<old.size) == old.root else {
            throw Damage(.checkpoint, .notAnExtension)
        }
    }
}
