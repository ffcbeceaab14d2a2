/// The text of a statement, with a sign where each of its values belongs.
///
/// It is the key of the prepared statement: an engine's own way of writing a parameter is looked for
/// once, when the statement is prepared.
struct SQLText: Hashable, Sendable {
    /// No text that a database takes contains it.
    private static let sign: UInt8 = 0

    private var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ text: SQLText) { bytes += text.bytes }

    mutating func appendSign() { bytes.append(SQLText.sign) }

    func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }

    /// As an engine reads it.
    func written(for engine: Engine) -> String {
        let sign: Character = engine == .sqlite ? "?" : "$"
        let pieces = bytes.split(separator: SQLText.sign, omittingEmptySubsequences: false)
        var text = ""
        for (number, piece) in pieces.enumerated() {
            if number > 0 {
                text.append(sign)
                text.append(String(number))
            }
            text += String(decoding: piece, as: UTF8.self)
        }
        return engine == .postgres ? SQLText.withEmptyArrays(text) : text
    }

    // PostgreSQL knows no empty list, and gives an empty sub-query a type, which may be the wrong
    // one; an empty array takes the type of what it is compared with.
    private static func withEmptyArrays(_ text: String) -> String {
        text.replacing("NOT IN ()", with: "<> ALL ('{}')").replacing("IN ()", with: "= ANY ('{}')")
    }
}
