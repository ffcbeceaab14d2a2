/// Reads a template's text.
struct TemplateReader {
    private let template: String
    private let text: [UInt8]
    private var place = 0

    static func parts(
        of text: String,
        named template: String
    ) throws(TemplateFault) -> [TemplatePart] {
        var reader = TemplateReader(template: template, text: Array(text.utf8))
        return try reader.parts(until: nil)
    }

    private init(template: String, text: [UInt8]) {
        self.template = template
        self.text = text
    }

    /// The parts up to the end of a section, or of the text.
    private mutating func parts(until section: String?) throws(TemplateFault) -> [TemplatePart] {
        var parts: [TemplatePart] = []
        while let open = find("{{") {
            var before = text[place..<open]
            let tag = try readTag(from: open)
            if tag.mark != nil, isAlone(from: open) {
                before = before.dropLast(before.reversed().prefix(while: \.isBlank).count)
                skipLine()
            }
            if !before.isEmpty { parts.append(.text(Array(before))) }
            if tag.mark == "/", let section, tag.words == section { return parts }
            if let part = try part(of: tag) { parts.append(part) }
        }
        if let section { throw unreadable("{{#\(section)}} has no end") }
        if place < text.count { parts.append(.text(Array(text[place...]))) }
        return parts
    }

    private struct Tag {
        /// `#`, `^`, `/`, `>` or `!`; nil for a variable.
        let mark: Character?
        let words: String
    }

    private mutating func readTag(from open: Int) throws(TemplateFault) -> Tag {
        place = open + 2
        guard let close = find("}}") else { throw unreadable("a tag has no end") }
        let content = String(decoding: text[place..<close], as: UTF8.self).trimmed
        place = close + 2
        switch content.first {
        case "{", "&": throw .unescaped(template: template)
        case "#", "^", "/", ">", "!":
            return Tag(mark: content.first, words: String(content.dropFirst()).trimmed)
        default: return Tag(mark: nil, words: content)
        }
    }

    private mutating func part(of tag: Tag) throws(TemplateFault) -> TemplatePart? {
        let name = TemplateName(tag.words)
        switch tag.mark {
        case "#": return .section(name, try parts(until: tag.words))
        case "^": return .inverted(name, try parts(until: tag.words))
        case "/": throw unreadable("{{/\(tag.words)}} ends nothing")
        case "!": return nil
        case ">" where tag.words.first == "*":
            return .namedPartial(TemplateName(String(tag.words.dropFirst())))
        case ">": return .partial(tag.words)
        default: return .variable(name)
        }
    }

    /// Whether only white space shares its line with the tag that was read last.
    private func isAlone(from open: Int) -> Bool {
        let before = text[..<open].last { !$0.isBlank }
        let after = text[place...].first { !$0.isBlank }
        return (before ?? .newLine) == .newLine && (after ?? .newLine) == .newLine
    }

    private mutating func skipLine() {
        place = text[place...].firstIndex(of: .newLine).map { $0 + 1 } ?? text.count
    }

    private func find(_ pair: StaticString) -> Int? {
        let byte = pair.utf8Start.pointee
        return text[place...].indices.dropLast().first { text[$0] == byte && text[$0 + 1] == byte }
    }

    private func unreadable(_ cause: String) -> TemplateFault {
        .unreadable(template: template, cause: cause)
    }
}

extension UInt8 {
    fileprivate static var newLine: UInt8 { UInt8(ascii: "\n") }
    fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
