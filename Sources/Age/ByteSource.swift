/// Bytes that come in pieces, taken by lines and by counts.
struct ByteSource {
    private let read: (_ most: Int) throws -> [UInt8]
    private var waiting: [UInt8] = []
    private var isDry = false

    /// `read` gives up to so many bytes, and none at the end.
    init(_ read: @escaping (_ most: Int) throws -> [UInt8]) { self.read = read }

    /// Whether nothing more comes, as far as is known.
    var isAtEnd: Bool { isDry && waiting.isEmpty }

    /// Up to a line feed, which is dropped; nil where none comes within so many bytes or at all.
    mutating func line(most: Int) throws -> [UInt8]? {
        var searched = 0
        while true {
            if let end = waiting[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                guard end < most else { return nil }
                defer { waiting.removeFirst(end + 1) }
                return Array(waiting[..<end])
            }
            searched = waiting.count
            guard searched < most else { return nil }
            guard try fill(to: searched + 1) else {
                waiting = []
                return nil
            }
        }
    }

    /// So many bytes, or what is left.
    mutating func take(_ count: Int) throws -> [UInt8] {
        _ = try fill(to: count)
        let taken = Array(waiting.prefix(count))
        waiting.removeFirst(taken.count)
        return taken
    }

    /// Whether there is another byte.
    mutating func hasMore() throws -> Bool { try fill(to: 1) }

    private mutating func fill(to count: Int) throws -> Bool {
        while waiting.count < count, !isDry {
            let piece = try read(max(count - waiting.count, 4_096))
            isDry = piece.isEmpty
            waiting += piece
        }
        return waiting.count >= count
    }
}
