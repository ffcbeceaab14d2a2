import Dispatch
import Ledger
import Synchronization
import WitnessAPI

/// What the one that leads tells its standby.
extension BookDesk {
    /// Bytes of the book in one answer: a frame that is longer comes in parts.
    private static let page = 400 << 10

    /// Bytes of the book from a place on, for a standby that has it so far.
    ///
    /// - Throws: ``BookFault``; ``WitnessRefusal/otherBook``.
    func frames(for standby: Follow) throws -> [UInt8] {
        try book.withLock { book in
            let hasSame =
                try standby.place == 0
                || book.hasFrame(at: standby.last, check: standby.check, to: standby.place)
            guard hasSame else { throw WitnessRefusal.otherBook }
            return try book.bytes(from: standby.from, most: BookDesk.page)
        }
    }
}

extension LedgerDesk {
    /// Entries in one answer, and their bytes.
    private static let (most, page) = (4096, 400 << 10)

    /// What comes after so many entries, up to the newest checkpoint; nil where nothing does.
    ///
    /// - Throws: `Damage`, `LedgerError`.
    func stretch(from size: Int) throws -> LedgerStretch? {
        let known = kept.withLock { kept in kept.copy.map { ($0.key, $0.checkpoint.size) } }
        guard let (key, end) = known, end > size else { return nil }
        let reader = try LogReader(directory: directory, key: key, files: files)
        var (entries, bytes) = ([[UInt8]](), 0)
        let limit = min(reader.checkpoint.size, size + LedgerDesk.most)
        for entry in try reader.entries(in: size..<limit) {
            bytes += entry.count + 8
            guard entries.isEmpty || bytes <= LedgerDesk.page else { break }
            entries.append(entry)
        }
        let isWhole = size + entries.count == reader.checkpoint.size
        return LedgerStretch(
            key: key.description,
            from: size,
            entries: entries,
            checkpoint: isWhole ? reader.note.bytes : nil
        )
    }

    /// Waits until the standby has a checkpoint, too; what waits has a thread of its own.
    func isFollowed(to size: Int, by following: Following) async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: following.wait(ledger: size)) }
        }
    }
}
