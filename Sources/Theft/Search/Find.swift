/// How bytes were read when something was found in them.
enum Encoding: UInt8, Sendable, CaseIterable {
    case utf8, utf16LittleEndian, utf16BigEndian, shiftJIS, eucJP

    var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        case .shiftJIS: "Shift_JIS"
        case .eucJP: "EUC-JP"
        }
    }
}

/// What bytes were wrapped in.
enum Wrapping: UInt8, Sendable {
    case base64, hex, escapes

    var name: String {
        switch self {
        case .base64: "base64"
        case .hex: "hex"
        case .escapes: "escapes"
        }
    }
}

/// A known text at a place.
///
/// It does not hold the text.
struct Find: Sendable {
    var pattern: Int
    /// In bytes of what was searched; inside a wrapping, to the byte or two.
    var place: Range<Int>
    var encoding: Encoding
    /// From the outside in.
    var wrappings: [Wrapping]

    var way: String { (wrappings.map(\.name) + [encoding.name]).joined(separator: " › ") }
}
