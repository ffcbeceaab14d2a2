/// Why a file cannot be read as CSV, and at which row; never with a value.
public enum CSVFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file ended inside quotes: it is cut off, or a quote was never closed.
    case unclosedQuote(row: Int)
    /// One field is longer than any shop's field: a quote before it was never closed.
    case fieldTooLong(row: Int)
    case tooManyFields(row: Int)
    /// The system's words for why reading failed.
    case unreadable(String)

    public var description: String {
        switch self {
        case .unclosedQuote(let row):
            "it ends inside quotation marks: it is cut off, or a mark in row \(row) was never closed"
        case .fieldTooLong(let row):
            "row \(row) has a field of more than \(CSVReader.longestField / 1024) KiB: a quotation mark was never closed"
        case .tooManyFields(let row):
            "row \(row) has more than \(CSVReader.mostFields) fields"
        case .unreadable(let words): "it cannot be read: \(words)"
        }
    }
}
