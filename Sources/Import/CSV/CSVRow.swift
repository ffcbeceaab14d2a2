/// One row as it lies in the file: its fields' bytes, quotes taken off, not decoded yet.
public struct CSVRow: Sendable, Equatable {
    /// Counts the file's rows from 1, the headings' included: the row that a spreadsheet shows.
    public let number: Int
    var bytes: [UInt8] = []
    /// Where each field ends in `bytes`.
    var ends: [Int] = []
    /// False for a last row without a line end: whether more of it stood there nobody can tell.
    var isEnded = true

    init(number: Int, capacity: Int = 0) {
        self.number = number
        bytes.reserveCapacity(capacity)
    }

    /// How many fields it has.
    public var count: Int { ends.count }

    /// A field's bytes; empty where the row has no such field.
    public subscript(index: Int) -> ArraySlice<UInt8> {
        guard ends.indices.contains(index) else { return [] }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// No file of ours has one; most came from a broken disk or another encoding.
    var hasZero: Bool { bytes.contains(0) }

    var isBlank: Bool { bytes.isEmpty && ends.count <= 1 }
}
