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
        let name = column.description
        guard let index = columns.index[name] else {
            throw StorageError.column(name: name, wanted: "\(Value.self)", found: "no such column")
        }
        guard let value = Value(sqlValue: values[index]) else {
            throw StorageError.column(
                name: name,
                wanted: "\(Value.self)",
                found: values[index].kind
            )
        }
        return value
    }
}

/// The names of an answer's columns, shared by all of its rows.
final class Columns: Sendable {
    let index: [String: Int]

    init(_ names: [String]) {
        index = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }
}
