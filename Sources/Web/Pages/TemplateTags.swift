/// A template as a tree of its tags: what ``TemplateCheck`` walks.
indirect enum TemplateTag: Equatable {
    case variable(String)
    case section(String, [TemplateTag])
    case inverted(String, [TemplateTag])
    case partial(String)
    /// `{{>*name}}`: the partial that a property names.
    case dynamicPartial(String)

    /// The tags of a text that the library has parsed already: sections are closed.
    static func parse(_ text: String) -> [TemplateTag] {
        var rest = text[...]
        return parse(&rest, until: nil)
    }

    private static func parse(_ rest: inout Substring, until end: String?) -> [TemplateTag] {
        var tags: [TemplateTag] = []
        while let open = rest.firstRange(of: "{{") {
            rest = rest[open.upperBound...]
            guard let close = rest.firstRange(of: "}}") else { break }
            let content = rest[..<close.lowerBound].trimming()
            rest = rest[close.upperBound...]
            let name = content.dropFirst().trimming()
            switch content.first {
            case "!": continue
            case "/" where name == end: return tags
            case "#": tags.append(.section(name, parse(&rest, until: name)))
            case "^": tags.append(.inverted(name, parse(&rest, until: name)))
            case ">" where name.first == "*":
                tags.append(.dynamicPartial(String(name.dropFirst())))
            case ">": tags.append(.partial(name))
            default: tags.append(.variable(content))
            }
        }
        return tags
    }
}

extension Substring {
    fileprivate func trimming() -> String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
