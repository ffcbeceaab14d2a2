/// The witness's own log: a file that only grows, each frame durable before the next is begun.
///
/// Since a frame is begun only when the one before it is on disk, a crash can tear the last one and
/// no other. So what is torn at the end was never answered, and is cut off; what does not fit before
/// the end was damaged later, and is never cut.
struct Book: Sendable {
    private static let piece = 1 << 20
    /// The first frame is short: a long file that does not begin with it is something else.
    private static let longestFounding = 4096

    /// Frames in it, which is the next one's number.
    private(set) var frames = 0
    /// Bytes that a torn frame left and that were cut off when it was opened.
    private(set) var torn = 0
    /// Where it ends, in bytes.
    private(set) var end = 0
    /// Where the last frame begins, and its checksum; empty where there is none.
    private(set) var last = (place: 0, check: [UInt8]())
    let descriptor: Int32
    let files: BookFiles

    /// Opens the book, made where there is none, and gives each line of it, in order.
    ///
    /// - Throws: ``BookFault``, and what `line` throws.
    init(path: String, files: BookFiles, _ line: (String) throws -> Void) throws {
        self.files = files
        descriptor = try files.open(path)
        do {
            try readFrames(line)
            try dropTail()
        } catch {
            files.close(descriptor)
            throw error
        }
    }

    func close() { files.close(descriptor) }

    /// Writes lines as one frame; when this returns they are on disk.
    ///
    /// After a failure the book stands where it stood, and takes the next frame in the same place. What
    /// a longer one left behind it has no head, and is cut off as torn at the next start.
    ///
    /// - Throws: ``BookFault``.
    mutating func write(_ lines: [UInt8]) throws {
        let frame = BookFrame(number: frames, lines: lines)
        let bytes = frame.bytes
        try files.write(descriptor, end, bytes)
        try files.sync(descriptor)
        pass(frame, bytes.count)
    }

    /// A frame that is on disk, or will be.
    mutating func pass(_ frame: BookFrame, _ count: Int) {
        last = (end, frame.check)
        end += count
        frames += 1
    }

    private mutating func readFrames(_ line: (String) throws -> Void) throws {
        var bytes: [UInt8] = []
        var at = 0
        while true {
            let rest = bytes[at...]
            if let frame = BookFrame(rest), frame.number == frames {
                try Book.split(frame.lines, line)
                let count = BookFrame.headCount + frame.lines.count
                at += count
                pass(frame, count)
                continue
            }
            let wanted = BookFrame.headCount + (BookFrame.length(rest) ?? 0)
            guard rest.count < wanted else { return }
            let more = try files.read(descriptor, end, max(Book.piece, wanted))
            guard more.count > rest.count else { return }
            (bytes, at) = (more, 0)
        }
    }

    static func split(_ lines: [UInt8], _ line: (String) throws -> Void) rethrows {
        for part in lines.split(separator: UInt8(ascii: "\n")) {
            try line(String(decoding: part, as: UTF8.self))
        }
    }

    private mutating func dropTail() throws {
        let size = try files.size(descriptor)
        guard size > end else { return }
        let isTorn = end > 0 || size <= Book.longestFounding
        guard try isTorn && !isFollowed(size) else { throw BookFault.damaged(at: end) }
        torn = size - end
        try files.cut(descriptor, end)
        try files.sync(descriptor)
    }

    /// Whether a whole frame lies there or behind: then what is at the end is no torn frame.
    private func isFollowed(_ size: Int) throws -> Bool {
        var place = end
        while place < size {
            let bytes = try files.read(descriptor, place, Book.piece)
            for offset in bytes.indices where bytes[offset...].starts(with: BookFrame.mark) {
                let head = try files.read(descriptor, place + offset, BookFrame.headCount)
                guard let count = BookFrame.length(head[...]) else { continue }
                let whole = try files.read(descriptor, place + offset, head.count + count)
                if BookFrame(whole[...]) != nil { return true }
            }
            // Pieces overlap by a mark, so that none lies across their border unseen.
            place += max(1, bytes.count - BookFrame.mark.count + 1)
        }
        return false
    }
}
