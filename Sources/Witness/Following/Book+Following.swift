/// A book that is followed, and one that follows.
extension Book {
    /// Takes the whole frames that some bytes of another's book begin with, and their lines; when this
    /// returns they are on disk.
    ///
    /// - Throws: ``BookFault``.
    mutating func take(_ bytes: [UInt8]) throws -> (count: Int, lines: [BookLine]) {
        var next = self
        var (at, lines) = (0, [BookLine]())
        while let frame = BookFrame(bytes[at...]), frame.number == next.frames {
            try Book.split(frame.lines) { lines.append(try BookLine($0)) }
            next.pass(frame, BookFrame.headCount + frame.lines.count)
            at = next.end - end
        }
        let rest = bytes[at...]
        let isWhole = rest.count >= BookFrame.headCount + (BookFrame.length(rest) ?? 0)
        guard rest.count < BookFrame.headCount || !isWhole else {
            throw BookFault.damaged(at: next.end)
        }
        guard at > 0 else { return (0, []) }
        try files.write(descriptor, end, Array(bytes[..<at]))
        try files.sync(descriptor)
        self = next
        return (at, lines)
    }

    /// At most so many bytes from a place on, for a standby.
    ///
    /// - Throws: ``BookFault``.
    func bytes(from place: Int, most: Int) throws -> [UInt8] {
        guard (0..<end).contains(place) else { return [] }
        return try files.read(descriptor, place, min(most, end - place))
    }

    /// Whether a frame begins at a place, has this checksum and ends at another.
    ///
    /// - Throws: ``BookFault``.
    func hasFrame(at place: Int, check: [UInt8], to end: Int) throws -> Bool {
        guard end <= self.end, (0..<end).contains(place) else { return false }
        let head = try files.read(descriptor, place, BookFrame.headCount)
        guard let count = BookFrame.length(head[...]) else { return false }
        return place + BookFrame.headCount + count == end && Array(head[16...]) == check
    }
}
