import Foundation
import GRDB

/// One SQLite connection, for the time of one transaction.
final class SQLiteSession: Session {
    private let connection: GRDB.Database

    init(_ connection: GRDB.Database) { self.connection = connection }

    /// True where SQLite ended the transaction by itself, as it does when the disk is full.
    var isLost: Bool { !connection.isInsideTransaction }

    func rows(_ sql: SQL) throws -> [Row] {
        let statement = try prepared(sql)
        return try SQLiteErrors.mapped {
            let columns = Columns(statement.columnNames)
            let cursor = try GRDB.Row.fetchCursor(statement)
            var rows: [Row] = []
            while let row = try cursor.next() {
                rows.append(Row(columns: columns, values: row.databaseValues.map(SQLValue.init)))
            }
            return rows
        }
    }

    func run(_ sql: SQL) throws -> Int {
        let statement = try prepared(sql)
        return try SQLiteErrors.mapped {
            try statement.execute()
            return connection.changesCount
        }
    }

    func script(_ text: String) throws {
        try SQLiteErrors.mapped(withWords: true) { try connection.execute(sql: text) }
    }

    /// Ends the transaction; after a failed flush nobody knows what the disk will hold.
    func commit() throws {
        do {
            try connection.execute(sql: "COMMIT")
        } catch let error as DatabaseError where error.resultCode == .SQLITE_IOERR {
            throw StorageError.outcomeUnknown
        } catch let error as DatabaseError {
            throw SQLiteErrors.storageError(error, withWords: false)
        }
    }

    private func prepared(_ sql: SQL) throws -> Statement {
        // The words of an error while preparing can only speak of the static text.
        try SQLiteErrors.mapped(withWords: true) {
            let statement = try connection.cachedStatement(sql: sql.text(for: .sqlite))
            try statement.setArguments(StatementArguments(sql.values.map(\.databaseValue)))
            return statement
        }
    }
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .bytes([UInt8](data))
        }
    }

    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
    }
}
