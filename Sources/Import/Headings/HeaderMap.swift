/// Where each column stands in one file, by its heading and never by its place.
struct HeaderMap<Column: OldColumn>: Sendable {
    /// The file's own headings, in order.
    let headings: [String]
    /// The file's headings that mean nothing here.
    let unknown: [String]
    /// Somebody has looked at these rows since they were set aside.
    let isMended: Bool
    private let places: [Int?]

    /// Throws ``FileFault`` where the headings are those of another kind of file, where one that is
    /// needed is missing, or where one that is used stands twice.
    init(_ headings: [String], required: [[Column]]) throws(FileFault) {
        let folded = headings.map(Cell.foldedHeading)
        var first: [String: Int] = [:]
        var doubled: [String] = []
        for (index, heading) in folded.enumerated() {
            if first[heading] == nil {
                first[heading] = index
            } else if !KnownHeadings.twice.contains(heading) {
                doubled.append(headings[index])
            }
        }
        let columns = Column.allCases.sorted { $0.rawValue < $1.rawValue }
        let places = columns.map { column in
            column.headings.lazy.compactMap { first[Cell.foldedHeading($0)] }.first
        }
        let missing = required.filter { choice in
            choice.allSatisfy { places[$0.rawValue] == nil }
        }
        guard missing.isEmpty else {
            throw .missing(
                missing.map { $0.map(\.japanese).joined(separator: " / ") },
                unknown: HeaderMap.unknown(headings)
            )
        }
        let used = Set(columns.flatMap { $0.headings.map(Cell.foldedHeading) })
        let usedTwice = doubled.filter { used.contains(Cell.foldedHeading($0)) }
        guard usedTwice.isEmpty else { throw .doubled(usedTwice) }
        self.headings = headings
        self.places = places
        unknown = HeaderMap.unknown(headings)
        isMended = folded.contains(Cell.foldedHeading(SetAside.reasonHeading))
    }

    func place(of column: Column) -> Int? { places[column.rawValue] }

    func has(_ column: Column) -> Bool { places[column.rawValue] != nil }

    private static func unknown(_ headings: [String]) -> [String] {
        headings.filter {
            !$0.isEmpty && !KnownHeadings.all.contains(Cell.foldedHeading($0))
                && Cell.foldedHeading($0) != Cell.foldedHeading(SetAside.reasonHeading)
        }
    }
}
