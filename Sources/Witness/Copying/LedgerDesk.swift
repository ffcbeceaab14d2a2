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

    private struct Kept {
        var copy: LogCopy?
        /// The newest checkpoint as the operator told it; none is cosigned before it is reached.
        var told: (note: SignedNote, checkpoint: Checkpoint)?
    }

    private let kept: Mutex<Kept>
    private let queue = DispatchQueue(label: "ichi.witness.ledger")
    private let directory: String
    private let pin: String
    private let cosigning: CosigningKey
    private let files: LogFiles

    /// Opens the copy in a folder, where a ledger was met before.
    ///
    /// - Throws: `Damage`, `LedgerError`.
    init(folder: String, cosigning: CosigningKey, files: LogFiles) throws {
        directory = folder + "/ledger"
        pin = folder + "/vault.pub"
        self.cosigning = cosigning
        self.files = files
        var copy: LogCopy?
        if let bytes = try files.read(pin) {
            let text = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\n" }
            guard let key = VerifierKey(String(text)) else { throw Damage(.key, .malformed) }
            copy = try LogCopy.open(in: directory, key: key, files: files)
        }
        kept = Mutex(Kept(copy: copy))
    }

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
            do {
                return try self.take(stretch, &copy, &kept.told, isShut: isShut, at: now)
            } catch let damage as Damage {
                return .misfit(.fork, "\(damage), after \(copy.checkpoint.size) entries")
            }
        }
    }

    /// Takes the operator's word for the newest checkpoint; true where it is reached already.
    ///
    /// - Throws: `Damage` where it is not the ledger's, or the copy is beyond it.
    func tell(_ bytes: [UInt8]) async throws -> Bool {
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
            return isReached
        }
    }

    /// What is kept from an entry on, at most `most` of them and so many bytes; with the newest
    /// checkpoint where it reaches so far.
    ///
    /// - Throws: `Damage`, `LedgerError`.
    func tail(from number: Int, most: Int, bytes: Int) async throws -> LedgerStretch {
        try await onQueue { kept in
            guard let copy = kept.copy, let note = copy.note else {
                return LedgerStretch(key: "", from: number, entries: [], checkpoint: nil)
            }
            let reader = try LogReader(
                directory: self.directory,
                key: copy.key,
                files: self.files
            )
            let size = copy.checkpoint.size
            var entries: [[UInt8]] = []
            var left = bytes
            for entry in try reader.entries(in: min(number, size)..<min(size, number + most)) {
                left -= entry.count + 8
                guard entries.isEmpty || left >= 0 else { break }
                entries.append(entry)
            }
            return LedgerStretch(
                key: copy.key.description,
                from: number,
                entries: entries,
                checkpoint: number + entries.count >= size ? note.bytes : nil
            )
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
        try files.makeDirectory(directory)
        try files.replace(pin, with: Array("\(key)\n".utf8))
        return try LogCopy.open(in: directory, key: key, files: files)
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
