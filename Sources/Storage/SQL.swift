/// One SQL statement: static text with bound parameters.
///
/// Every interpolated value becomes a parameter, so what a person typed can never become a part of
/// the statement. The text is made of literals alone: there is no way in for a `String` that was
/// made while the program runs.
///
///     "SELECT title FROM goods WHERE price <= \(limit) AND shop IN \(list: shops)"
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The literal text around the values: always one more piece than there are values.
    var pieces: [String]
    var values: [SQLValue]

    public init(stringLiteral text: StaticString) {
        pieces = [text.description]
        values = []
    }

    public init(stringInterpolation: Interpolation) { self = stringInterpolation.sql }

    /// The text as one engine reads it, which is also the key of its prepared statement.
    func text(parameter sign: Character) -> String {
        var text = pieces[0]
        for (index, piece) in pieces.dropFirst().enumerated() {
            text.append(sign)
            text.append(String(index + 1))
            text.append(piece)
        }
        return text
    }
}

extension SQL {
    /// What may stand in `\(…)` of a statement.
    public struct Interpolation: StringInterpolationProtocol, Sendable {
        fileprivate(set) var sql: SQL = ""

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: StaticString) { append(literal.description) }

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
            guard !list.isEmpty else { return append("(SELECT NULL WHERE 1 = 0)") }
            for (index, value) in list.enumerated() {
                append(index == 0 ? "(" : ", ")
                append(value.sqlValue)
            }
            append(")")
        }

        /// Text that was written in the program: a sort order, a column's name.
        public mutating func appendInterpolation(raw text: StaticString) {
            append(text.description)
        }

        /// Another statement or a part of one, with its values.
        public mutating func appendInterpolation(fragment: SQL) {
            append(fragment.pieces[0])
            for (value, piece) in zip(fragment.values, fragment.pieces.dropFirst()) {
                append(value)
                append(piece)
            }
        }

        private mutating func append(_ text: String) { sql.pieces[sql.pieces.count - 1] += text }

        private mutating func append(_ value: SQLValue) {
            sql.values.append(value)
            sql.pieces.append("")
        }
    }
}
