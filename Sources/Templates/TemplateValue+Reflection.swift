extension TemplateValue {
    /// What templates see of any value: a struct's stored properties become an object's.
    ///
    /// Everything inside is read here, once, however often tags ask for it.
    ///
    /// - Parameters:
    ///   - value: A struct, a list, an optional, a text, a number, a truth.
    ///   - hidden: A property of a struct's own that no tag asks for.
    public init(reflecting value: Any, hiding hidden: String? = nil) {
        switch value {
        case let value as String: self = .text(value)
        case let value as Bool: self = .truth(value)
        case let value as Int: self = .text(String(value))
        case let value as any TemplateObject: self = .object(value)
        default: self.init(value, by: Mirror(reflecting: value), hiding: hidden)
        }
    }

    private init(_ value: Any, by mirror: Mirror, hiding hidden: String?) {
        switch mirror.displayStyle {
        case .optional:
            self = mirror.children.first.map { TemplateValue(reflecting: $0.value) } ?? .absent
        case .collection, .set:
            self = .list(mirror.children.map { TemplateValue(reflecting: $0.value) })
        case .struct, .class, .tuple:
            let fields = mirror.children.compactMap { child in
                child.label.flatMap { label in
                    label == hidden
                        ? nil : (name: label, value: TemplateValue(reflecting: child.value))
                }
            }
            let text = (value as? any CustomStringConvertible)?.description ?? ""
            self = .object(TemplateFields(fields, text: text))
        default:
            self = .text(String(describing: value))
        }
    }
}
