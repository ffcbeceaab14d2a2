/// A template being filled.
struct Rendering {
    private let library: TemplateLibrary
    private let kind: TemplateKind
    private var stack: TemplateStack
    private(set) var bytes: [UInt8] = []

    init(of library: TemplateLibrary, as kind: TemplateKind, showing value: TemplateValue) {
        self.library = library
        self.kind = kind
        stack = TemplateStack(value)
        bytes.reserveCapacity(32 * 1024)
    }

    mutating func show(_ template: String) { show(library.parts(of: template) ?? []) }

    private mutating func show(_ parts: [TemplatePart]) {
        for part in parts {
            switch part {
            case .text(let text): bytes.append(contentsOf: text)
            case .variable(let name): show(stack.look(name) ?? .absent)
            case .section(let name, let inner): show(inner, in: stack.look(name) ?? .absent)
            case .inverted(let name, let inner):
                if stack.look(name)?.isEmpty ?? true { show(inner) }
            case .partial(let name): show(name)
            case .namedPartial(let name): show((stack.look(name) ?? .absent).shown)
            }
        }
    }

    private mutating func show(_ value: TemplateValue) {
        switch kind {
        case .html: bytes.append(escaping: value.shown)
        case .plainText: bytes.append(contentsOf: value.shown.utf8)
        }
    }

    private mutating func show(_ inner: [TemplatePart], in value: TemplateValue) {
        switch value {
        case .absent, .truth(false): break
        case .truth(true): show(inner)
        case .list(let values): for value in values { show(inner, inside: value) }
        case .text, .object: show(inner, inside: value)
        }
    }

    private mutating func show(_ inner: [TemplatePart], inside value: TemplateValue) {
        stack.enter(value)
        show(inner)
        stack.leave()
    }
}

extension [UInt8] {
    /// Text as it stands in HTML, between tags and in quoted attributes.
    mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { utf8 in
            var begin = 0
            for (place, byte) in utf8.enumerated() {
                guard let entity = entity(of: byte) else { continue }
                append(contentsOf: utf8[begin..<place])
                append(contentsOf: entity.utf8)
                begin = place + 1
            }
            append(contentsOf: utf8[begin...])
        }
    }

    private func entity(of byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
