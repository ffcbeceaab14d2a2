/// Why a whole file is refused, before anything of it is imported; never with a value of a person's.
public enum FileFault: Error, Sendable, Equatable, CustomStringConvertible {
    case csv(CSVFault)
    case empty
    /// Neither encoding gives headings that an old shop writes.
    case unknownHeadings
    /// The headings of members where orders were asked for, or the other way round.
    case otherKind(wanted: OldFileKind)
    case missing([String], unknown: [String])
    case doubled([String])
    /// So many rows are not of the encoding that the headings are of.
    case wrongEncoding(rows: Int)

    public var description: String {
        switch self {
        case .csv(let fault): fault.description
        case .empty: "it is empty"
        case .unknownHeadings:
            "its first row is not the headings of an EC-CUBE export in UTF-8 or Shift_JIS (SJIS-win)"
        case .otherKind(.members): "it holds orders, not members: give it to --orders"
        case .otherKind(.orders): "it holds members, not orders: give it to --members"
        case .missing(let names, let unknown):
            "it has no column \(quoted(names))"
                + (unknown.isEmpty ? "" : "; was one of these renamed: \(quoted(unknown))?")
        case .doubled(let names): "it has the column \(quoted(names)) twice: take one out"
        case .wrongEncoding(let rows):
            "\(rows) of its rows are not in the encoding of its headings: export it again, in one encoding"
        }
    }

    private func quoted(_ names: [String]) -> String {
        names.map { "「\($0)」" }.joined(separator: ", ")
    }
}

/// What a file of an old shop holds.
public enum OldFileKind: String, Sendable, Codable, CaseIterable {
    case members, orders
}
