public import Basics
import Foundation
import KeyFiles
import Ledger
public import WitnessAPI

/// A witness that follows another: the same keys, the same book, the same copy of the ledger, and
/// nobody whom it serves.
///
/// What it says it has is on disk. It leads only once somebody promotes it.
public actor StandbyRoom {
    private let keys: WitnessKeys
    private let folder: WitnessFolder
    private let loud: Loudspeaker
    private var book: Book
    private var state: BookState
    private var copy: LogCopy?
    /// What has come of a frame that is not whole yet.
    private var rest: [UInt8] = []

    /// Opens a standby's folder.
    ///
    /// The keys must lie there: they are brought by hand, and none are made.
    ///
    /// - Throws: ``WitnessFault/keyMissing``, `KeyFileFault`, ``BookFault``, `Damage`, `LedgerError`.
    public init(_ folder: WitnessFolder, name: String, say: @escaping @Sendable (String) -> Void)
        throws
    {
        self.folder = folder
        loud = Loudspeaker(say)
        keys = try StandbyRoom.keys(folder, name)
        (book, state) = try StandbyRoom.book(folder)
        copy = try LedgerDesk.copy(in: folder.data, files: folder.logFiles)
    }

    private static func keys(_ folder: WitnessFolder, _ name: String) throws -> WitnessKeys {
        try KeyFile.prepare(folder.data)
        try KeyFile.prepare(folder.keys)
        for name in ["mark", "cosign"] {
            guard try KeyFile.read(directory: folder.keys, name: name, count: 32) != nil else {
                throw WitnessFault.keyMissing("\(folder.keys)/\(name).key")
            }
        }
        return try WitnessKeys(directory: folder.keys, name: name)
    }

    private static func book(_ folder: WitnessFolder) throws -> (Book, BookState) {
        var state = BookState()
        let book = try Book(path: folder.data + "/book", files: folder.bookFiles) {
            state.fold(try BookLine($0))
        }
        KeyFile.sync(folder.data)
        return (book, state)
    }

    /// What it has, and what it wants next.
    public var request: Follow {
        Follow(
            place: book.end,
            from: book.end + rest.count,
            check: book.last.check,
            last: book.last.place,
            ledger: copy?.checkpoint.size ?? 0,
            entries: copy?.size ?? 0
        )
    }

    /// Takes what came; when this returns, what was whole of it is on disk.
    ///
    /// - Throws: ``BookFault``, `Damage`, `LedgerError`, `KeyFileFault`.
    public func take(_ followed: Followed) throws {
        rest += followed.frames
        let (count, lines) = try book.take(rest)
        rest.removeFirst(count)
        for line in lines {
            state.fold(line)
            if case .destroyed(let epoch) = line.event { try keys.destroyEpoch(epoch) }
        }
        if let stretch = followed.stretch { try take(stretch) }
        if followed.keys == keys.proof {
            loud.calm()
        } else {
            loud.tell("The keys are not those of the one that leads: bring them from there")
        }
    }

    private func take(_ stretch: LedgerStretch) throws {
        guard let key = VerifierKey(stretch.key) else { throw Damage(.key, .malformed) }
        var copy =
            try self.copy
            ?? LedgerDesk.begin(in: folder.data, key: key, files: folder.logFiles)
        guard copy.key == key else { throw WitnessRefusal.otherKey }
        defer { self.copy = copy }
        try copy.take(stretch.entries, from: stretch.from)
        guard let bytes = stretch.checkpoint else { return }
        guard let note = SignedNote(bytes) else { throw Damage(.checkpoint, .malformed) }
        let cosignature = try keys.cosigning.verifier.cosignature(on: note)
        try copy.keep(note, cosignature: cosignature?.signature)
    }

    /// Lets a standby lead: from here on its folder is a witness's, of the next term.
    ///
    /// - Throws: what the start throws; ``WitnessFault/epochMissing`` where a key is still to be brought.
    public static func promote(_ folder: WitnessFolder, name: String, at now: Moment) throws
        -> WitnessTerm
    {
        let keys = try StandbyRoom.keys(folder, name)
        var (book, state) = try StandbyRoom.book(folder)
        defer { book.close() }
        guard state.budget != nil else { throw WitnessFault.neverFollowed }
        guard let newest = keys.newest, newest.epoch >= state.epoch else {
            throw WitnessFault.epochMissing(state.epoch)
        }
        let term = state.term.next
        let line = BookLine(time: max(now, state.newest), event: .term(term))
        try book.write(Array("\n\(line)\n".utf8))
        try Bookmark(directory: folder.keys, files: folder.logFiles)
            .keep(frames: book.frames, at: now)
        return term
    }
}
