import Basics
import Glibc
import KeyFiles
import Ledger
import Synchronization

/// How far the book was, noted beside the keys, where no backup comes from.
///
/// A book that is shorter was set back: brought from a backup, or removed. The note is a minute old
/// at most, so what is younger than that is not noticed here; the vault's ledger shows it.
struct Bookmark: Sendable {
    private static let interval: Int64 = 60_000

    let directory: String
    let files: LogFiles
    private let kept = Shared()

    init(directory: String, files: LogFiles) {
        self.directory = directory
        self.files = files
    }

    private var path: String { directory + "/bookmark" }

    /// Frames that the book had at least; nil where nobody noted any.
    ///
    /// - Throws: `LedgerError`.
    func frames() throws -> Int? {
        try files.read(path).flatMap { bytes in
            Int(String(decoding: bytes, as: UTF8.self).prefix { $0 != "\n" })
        }
    }

    func isDue(_ now: Moment) -> Bool {
        kept.time.withLock { abs(now.milliseconds - $0) >= Bookmark.interval }
    }

    /// - Throws: `LedgerError`.
    func keep(frames: Int, at now: Moment) throws {
        try files.replace(path, with: Array("\(frames)\n".utf8))
        kept.time.withLock { $0 = now.milliseconds }
    }

    /// Forgets how far the book was: the one that is brought back will count as set back, however new.
    ///
    /// - Throws: ``WitnessFault``.
    func remove() throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw WitnessFault.unusable(path) }
        KeyFile.sync(directory)
    }

    private final class Shared: Sendable {
        let time = Mutex<Int64>(0)
    }
}

extension LogFiles {
    /// Writes a small file anew: it is whole before, and whole after.
    func replace(_ path: String, with bytes: [UInt8]) throws {
        try write(path + ".new", bytes)
        try rename(path + ".new", path)
        try syncDirectory(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".")
    }
}
