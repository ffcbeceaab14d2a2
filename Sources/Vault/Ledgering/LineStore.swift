public import Storage

/// The vault's lines, sealed as they are: for what needs no keys.
public struct LineStore: Sendable {
    private let database: Database

    public init(_ database: Database) { self.database = database }

    /// Lines from a number on, in order, at most so many.
    ///
    /// - Throws: `StorageError`.
    public func lines(from seq: Int, limit: Int) async throws -> [(seq: Int, entry: [UInt8])] {
        try await database.read { try VaultStore($0).lines(from: seq, limit: limit) }
    }
}
