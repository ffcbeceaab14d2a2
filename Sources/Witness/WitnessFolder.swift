public import Ledger

/// Where a witness's data lies, and what it does to files.
public struct WitnessFolder: Sendable {
    /// Book, copy of the ledger, pinned key: what a backup contains.
    public var data: String
    /// Keys, and how far the book was: what no backup contains.
    public var keys: String
    /// A stand-in's folder, to be taken over at the first start.
    public var standIn: String?
    public var bookFiles: BookFiles
    public var logFiles: LogFiles

    public init(
        data: String,
        keys: String,
        standIn: String? = nil,
        bookFiles: BookFiles = .system,
        logFiles: LogFiles = .system
    ) {
        self.data = data
        self.keys = keys
        self.standIn = standIn
        self.bookFiles = bookFiles
        self.logFiles = logFiles
    }
}
