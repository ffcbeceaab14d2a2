/// One SQL statement: static text with bound parameters.
///
/// Every interpolated value becomes a parameter, so what a person typed can never become a part of
/// the statement. The text is made of literals alone: there is no way in for a `String` that was
/// made while the program runs.
///
///     "SELECT title FROM goods WHERE price <= \(limit) AND shop IN \(list: shops)"
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    var text: SQLText
    var values: [SQLValue]

    public init(stringLiteral text: StaticString) {
        self.text = SQLText(capacity: text.utf8CodeUnitCount)
        self.text.append(text)
        values = []
    }

    public init(stringInterpolation: Interpolation) { self = stringInterpolation.sql }

    fileprivate init(capacity: Int, values count: Int) {
        text = SQLText(capacity: capacity)
        values = []
        values.reserveCapacity(count)
    }
}

extension SQL {
    /// What may stand in `\(…)` of a statement.
    public struct Interpolation: StringInterpolationProtocol, Sendable {
        fileprivate(set) var sql: SQL

        public init(literalCapacity: Int, interpolationCount: Int) {
            sql = SQL(capacity: literalCapacity + interpolationCount, values: interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) { sql.text.append(literal) }

        /// A value, bound as a parameter.
        public mutating func appendInterpolation(_ value: some SQLValueConvertible) {
            append(value.sqlValue)
        }

        /// A value or NULL; a door of its own, so that the compiler knows the optional is meant.
        public mutating func appendInterpolation<Value: SQLValueConvertible>(_ value: Value?) {
            append(value.sqlValue)
        }

        /// The values of `IN (…)`, each bound; an empty list matches nothing.
        public mutating func appendInterpolation(list: [some SQLValueConvertible]) {
            sql.text.append("(")
            for (index, value) in list.enumerated() {
                if index > 0 { sql.text.append(", ") }
                append(value.sqlValue)
            }
            sql.text.append(")")
        }

        /// Text that was written in the program: a sort order, a column's name.
        public mutating func appendInterpolation(raw text: StaticString) { sql.text.append(text) }

        /// Another statement or a part of one, with its values.
        public mutating func appendInterpolation(fragment: SQL) {
            sql.text.append(fragment.text)
            sql.values += fragment.values
        }

        private mutating func append(_ value: SQLValue) {
            sql.values.append(value)
            sql.text.appendSign()
        }
    }
}
