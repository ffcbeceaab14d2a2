/// A stretch of the ledger, summed up for ``Scope``.
///
/// In the open stand its place, the hash of the tree over its lines, and the months of its lines:
/// what the ledger's own files say to everybody. The rest is sealed, each month's part under that
/// month's key, with all that is in the open bound to it: a month that ends takes its part along.
public struct IndexSegment: Sendable, Equatable {
    /// Lines in each: a perfect subtree, one bundle of entries.
    ///
    /// An import's lines name hundreds of persons each, and all of them lie in memory while a segment
    /// is made.
    public static let width = 256

    /// Which stretch: the first is 0.
    public let number: Int
    /// The hash of the tree over its lines, 32 bytes.
    public let root: [UInt8]
    var parts: [Part] = []

    struct Part: Sendable, Equatable {
        var month: String
        var box: [UInt8] = []
    }

    private static let magic = Array("ichi-index-1".utf8)
    private static let rootCount = 32
    private static let monthCount = 7

    init(number: Int, root: [UInt8], months: [String]) {
        self.number = number
        self.root = root
        parts = months.map { Part(month: $0) }
    }

    /// What stands in the open, and is bound to the part at a place.
    func binding(of place: Int) -> [UInt8] { head + IndexSegment.word(place) }

    private var head: [UInt8] {
        IndexSegment.magic + IndexSegment.word(number) + root + IndexSegment.word(parts.count)
            + parts.flatMap { Array($0.month.utf8) }
    }

    /// As it lies in its file.
    public var bytes: [UInt8] {
        var bytes = head
        bytes.reserveCapacity(bytes.count + parts.map { $0.box.count + 4 }.reduce(0, +))
        for part in parts {
            bytes += IndexSegment.word(part.box.count)
            bytes += part.box
        }
        return bytes
    }

    /// Nil where the bytes are not of the form.
    public init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        func take(_ count: Int) -> [UInt8]? {
            guard rest.count >= count else { return nil }
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        func number() -> Int? { take(4).map { $0.reduce(0) { $0 << 8 | Int($1) } } }
        guard take(IndexSegment.magic.count) == IndexSegment.magic, let place = number(),
            let root = take(IndexSegment.rootCount), let count = number(),
            count <= IndexSegment.width
        else { return nil }
        self.number = place
        self.root = root
        for _ in 0..<count {
            guard let month = take(IndexSegment.monthCount) else { return nil }
            parts.append(Part(month: String(decoding: month, as: UTF8.self)))
        }
        for place in parts.indices {
            guard let length = number(), let box = take(length) else { return nil }
            parts[place].box = box
        }
        guard rest.isEmpty else { return nil }
    }

    private static func word(_ number: Int) -> [UInt8] {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).bigEndian, Array.init)
    }
}

/// Why a segment tells nothing: its lines must be read.
public enum IndexFault: Error, Sendable {
    /// It is not as it was sealed.
    case altered
    /// A month's key is gone.
    case expired
}
