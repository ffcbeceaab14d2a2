extension TemplateValue {
    /// What templates see of any value: a struct's stored properties become an object's.
    ///
    /// Everything inside is read here, once, however often tags ask for it.
    public init(reflecting value: Any) {
        switch value {
        case let value as String: self = .text(value)
        case let value as Bool: self = .truth(value)
        case let value as Int: self = .text(String(value))
        case let value as any TemplateObject: self = .object(value)
        default: self.init(value, by: Mirror(reflecting: value))
        }
    }

    private init(_ value: Any, by mirror: Mirror) {
        switch mirror.displayStyle {
        case .optional:
            self = mirror.children.first.map { TemplateValue(reflecting: $0.value) } ?? .absent
        case .collection, .set:
            self = .list(mirror.children.map { TemplateValue(reflecting: $0.value) })
        case .struct, .class, .tuple:
            let fields = mirror.children.compactMap { child in
                child.label.map { (name: $0, value: TemplateValue(reflecting: child.value)) }
            }
            let text = (value as? any CustomStringConvertible)?.description ?? ""
            self = .object(TemplateFields(fields, text: text))
        default:
            self = .text(String(describing: value))
        }
    }
}
