import Glibc
import Ledger
import Vault

/// The files of the index: one for each stretch of the ledger, by its number.
struct LedgerIndex: Sendable {
    let directory: String
    private let files: LogFiles

    init(directory: String, files: LogFiles = .system) {
        self.directory = directory
        self.files = files
    }

    /// Lines of a stretch.
    static func lines(of number: Int) -> Range<Int> {
        number * IndexSegment.width..<(number + 1) * IndexSegment.width
    }

    /// What lies in a stretch's file; nil where there is none.
    ///
    /// Throws ``IndexFault`` where it is no segment, or another one.
    func segment(_ number: Int) throws -> IndexSegment? {
        guard let bytes = try files.read(path(number)) else { return nil }
        guard let segment = IndexSegment(bytes), segment.number == number else {
            throw IndexFault.altered
        }
        return segment
    }

    /// Keeps a segment; what lay in its file before is replaced whole.
    func keep(_ segment: IndexSegment) throws {
        try files.makeDirectory(directory)
        // Two may write the same segment: the vault, and an operator's command beside it.
        let new = path(segment.number) + ".\(getpid()).new"
        try files.write(new, segment.bytes)
        try files.rename(new, path(segment.number))
    }

    private func path(_ number: Int) -> String { "\(directory)/\(number)" }
}
