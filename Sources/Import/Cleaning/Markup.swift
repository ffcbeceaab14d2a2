import Basics

/// What a page of the old shop said in HTML, as plain text.
enum Markup {
    /// The lines that the page showed, each a paragraph of its own.
    ///
    /// Tags, comments, scripts and styles are gone, entities are the characters they stand for; a `<`
    /// that begins no tag stays. Nothing that comes out is HTML: it is shown as text.
    static func plain(_ html: String) -> String {
        entitiesRead(untagged(html)).split(whereSeparator: \.isNewline)
            .map { Cell.trimmed(String($0)).split(separator: " ").joined(separator: " ") }
            .filter { !$0.isEmpty }
            .joined(separator: "\n\n")
    }

    private static func untagged(_ html: String) -> String {
        var text = ""
        var rest = html[...]
        while let open = rest.firstIndex(of: "<") {
            text += rest[..<open]
            rest = rest[open...]
            if rest.hasPrefix("<!--") {
                rest = after("-->", in: rest)
                continue
            }
            guard let end = rest.firstIndex(of: ">") else { break }
            guard let name = tagName(rest) else {
                text.append(rest.removeFirst())
                continue
            }
            if hidden.contains(name) {
                rest = after(">", in: after("</\(name)", in: rest))
                continue
            }
            rest = rest[rest.index(after: end)...]
            text += lineTags.contains(name) ? "\n" : cellTags.contains(name) ? " " : ""
        }
        return text + rest
    }

    /// The name of the tag that a text begins with, in small letters; nil where it begins with none.
    private static func tagName(_ text: Substring) -> String? {
        var inside = text.dropFirst()
        if inside.first == "/" { inside.removeFirst() }
        let name = inside.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return name.first?.isLetter == true ? name.lowercased() : nil
    }

    /// Nothing where the sign does not come: what is never closed hides all that follows.
    private static func after(_ sign: String, in text: Substring) -> Substring {
        var rest = text
        while let start = rest.firstIndex(where: { $0 == sign.first }) {
            rest = rest[start...]
            if rest.prefix(sign.count).lowercased() == sign { return rest.dropFirst(sign.count) }
            rest.removeFirst()
        }
        return ""
    }

    private static let hidden: Set<String> = ["script", "style", "iframe", "object"]
    private static let cellTags: Set<String> = ["td", "th"]
    private static let lineTags: Set<String> = [
        "br", "p", "div", "tr", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5",
        "h6", "hr", "table", "section", "article", "blockquote", "pre", "center",
    ]

    private static func entitiesRead(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var plain = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "&") {
            plain += rest[..<open]
            rest = rest[open...]
            let body = rest.dropFirst().prefix { $0 != ";" && $0 != "&" && $0 != " " }.prefix(9)
            let end = rest.index(after: body.endIndex == rest.endIndex ? open : body.endIndex)
            if body.endIndex < rest.endIndex, rest[body.endIndex] == ";", let sign = sign(body) {
                plain += sign
                rest = rest[end...]
            } else {
                plain.append(rest.removeFirst())
            }
        }
        return plain + rest
    }

    private static func sign(_ name: Substring) -> String? {
        guard name.hasPrefix("#") else { return named[String(name)] }
        let digits = name.dropFirst()
        let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
        let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }

    private static let named = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "yen": "¥",
        "copy": "©", "reg": "®", "times": "×", "middot": "·", "hellip": "…", "deg": "°",
        "ensp": " ", "emsp": "　", "bull": "•", "rarr": "→", "larr": "←", "hearts": "♥",
    ]
}
