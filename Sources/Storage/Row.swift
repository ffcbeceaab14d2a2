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
    /// All names, one behind the other, and where each ends.
    private let names: [UInt8]
    private let ends: [Int]

    init(_ names: [String]) {
        self.names = names.flatMap(\.utf8)
        ends = names.reduce(into: []) { $0.append(($0.last ?? 0) + $1.utf8.count) }
    }

    // An answer has a handful of columns: comparing their names is faster than hashing one. A search
    // asks some ten thousand times.
    func index(of name: StaticString) -> Int? {
        name.withUTF8Buffer { wanted in
            names.withUnsafeBufferPointer { names in
                var start = 0
                for (index, end) in ends.enumerated() {
                    if end - start == wanted.count, names[start..<end].elementsEqual(wanted) {
                        return index
                    }
                    start = end
                }
                return nil
            }
        }
    }
}
