/// A tag of a page, and the text after it.
///
/// It reads what our own templates write: attributes in double quotes, no comments, no scripts.
struct PageTag: Sendable {
    /// `form`, or `/form` where it ends one.
    var name: String
    var attributes: [String: String]
    /// Up to the next tag.
    var text: String

    subscript(attribute: String) -> String? { attributes[attribute] }

    static func all(in page: String) -> [PageTag] {
        page.split(separator: "<", omittingEmptySubsequences: false).dropFirst()
            .compactMap { PageTag(String($0)) }
    }

    /// - Parameter piece: From behind `<` up to the next one.
    private init?(_ piece: String) {
        var rest = Array(piece.utf8)[...]
        name = PageTag.word(&rest)
        guard !name.isEmpty else { return nil }
        attributes = [:]
        while let first = rest.first, first != UInt8(ascii: ">") {
            let attribute = PageTag.word(&rest)
            guard !attribute.isEmpty else {
                rest = rest.dropFirst()
                continue
            }
            attributes[attribute] = rest.first == UInt8(ascii: "=") ? PageTag.quoted(&rest) : ""
        }
        text = PageTag.plain(rest.dropFirst())
    }

    private static func word(_ rest: inout ArraySlice<UInt8>) -> String {
        let ends = Set(" \n\t>=\"".utf8)
        let word = rest.prefix { !ends.contains($0) }
        rest = rest.dropFirst(word.count)
        return String(decoding: word, as: UTF8.self)
    }

    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String {
        rest = rest.dropFirst(2)
        let value = rest.prefix { $0 != UInt8(ascii: "\"") }
        rest = rest.dropFirst(value.count + 1)
        return plain(value)
    }

    private static let entities = [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#34;", "\""),
        ("&amp;", "&"),
    ]

    private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
