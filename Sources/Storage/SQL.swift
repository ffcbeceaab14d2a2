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
    private var hasEmptyList = false

    public init(stringLiteral text: StaticString) {
        pieces = [text.description]
        values = []
    }

    public init(stringInterpolation: Interpolation) { self = stringInterpolation.sql }

    /// The text as an engine reads it, which is also the key of its prepared statement.
    func text(for engine: Engine) -> String {
        let sign: Character = engine == .sqlite ? "?" : "$"
        var text = pieces[0]
        for (index, piece) in pieces.dropFirst().enumerated() {
            text.append(sign)
            text.append(String(index + 1))
            text.append(piece)
        }
        return engine == .postgres && hasEmptyList ? SQL.withEmptyArrays(text) : text
    }

    // PostgreSQL knows no empty list, and gives an empty sub-query a type, which may be the wrong
    // one; an empty array takes the type of what it is compared with.
    private static func withEmptyArrays(_ text: String) -> String {
        text.replacing("NOT IN ()", with: "<> ALL ('{}')").replacing("IN ()", with: "= ANY ('{}')")
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
            guard !list.isEmpty else { return appendEmptyList() }
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
            sql.hasEmptyList = sql.hasEmptyList || fragment.hasEmptyList
            append(fragment.pieces[0])
            for (value, piece) in zip(fragment.values, fragment.pieces.dropFirst()) {
                append(value)
                append(piece)
            }
        }

        private mutating func appendEmptyList() {
            sql.hasEmptyList = true
            append("()")
        }

        private mutating func append(_ text: String) { sql.pieces[sql.pieces.count - 1] += text }

        private mutating func append(_ value: SQLValue) {
            sql.values.append(value)
            sql.pieces.append("")
        }
    }
}
