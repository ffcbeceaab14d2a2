import Foundation

/// A value as both engines know it.
///
/// The columns of our tables are TEXT, BIGINT and BYTEA; a real number comes only out of a
/// database's own ranking functions.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])

    /// The kind of value, for messages that must not say the value.
    var kind: String {
        switch self {
        case .null: "NULL"
        case .integer: "BIGINT"
        case .real: "REAL"
        case .text: "TEXT"
        case .bytes: "BYTEA"
        }
    }

    /// True for a text with U+0000 in it.
    var holdsZero: Bool {
        guard case .text(var text) = self else { return false }
        return text.withUTF8 { bytes in
            bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false
        }
    }
}

/// What can be bound to a statement and read from a row.
public protocol SQLValueConvertible: Sendable {
    /// The value to bind.
    var sqlValue: SQLValue { get }

    /// The value read from a column; nil where it is of another kind or out of range.
    init?(sqlValue: SQLValue)
}

/// A value of whatever kind: for who hands a row's key back as it came.
extension SQLValue: SQLValueConvertible {
    public var sqlValue: SQLValue { self }

    public init?(sqlValue: SQLValue) { self = sqlValue }
}
