/// One row of an answer.
public struct Row: Sendable {
    let columns: Columns
    let values: [SQLValue]

    /// The value of a column; an optional type where it may be NULL.
    ///
    /// `let word: String? = try row?.get("word")` is nil for NULL as for no row. Throws ``StorageError/column(name:wanted:found:)``, which never tells the value.
    public func get<Value: SQLValueConvertible>(
        _ column: StaticString,
        as type: Value.Type = Value.self
    ) throws -> Value {
        guard let index = columns.index(of: column) else {
            throw StorageError.column(
                name: column.description,
                wanted: "\(Value.self)",
                found: "no such column"
            )
        }
        guard let value = Value(sqlValue: values[index]) else {
            throw StorageError.column(
                name: column.description,
                wanted: "\(Value.self)",
                found: values[index].kind
            )
        }
        return value
    }
}

/// The names of an answer's columns, shared by all of its rows.
final class Columns: Sendable {
    private let names: [[UInt8]]

    init(_ names: [String]) { self.names = names.map { Array($0.utf8) } }

    // An answer has a handful of columns: comparing their names is faster than hashing one.
    func index(of name: StaticString) -> Int? {
        name.withUTF8Buffer { wanted in names.firstIndex { $0.elementsEqual(wanted) } }
    }
}
