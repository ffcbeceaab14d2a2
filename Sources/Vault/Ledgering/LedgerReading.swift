import Basics
import Storage
import VaultAPI

/// Opens lines, month by month.
enum LedgerReading {
    /// A line; nil where its month's key is gone.
    ///
    /// - Throws: ``SheetFault/damaged`` where the bytes are no line of ours; what the witness throws.
    static func open(_ bytes: [UInt8], _ months: MonthKeys) async throws -> LedgerEntry? {
        guard let month = SealedEntry.month(of: bytes) else { throw SheetFault.damaged }
        return try await months.open(month) { try SealedEntry.open(bytes, with: $0) }
    }
}
