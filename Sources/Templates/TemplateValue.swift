/// What a tag of a template may show.
public enum TemplateValue: Sendable {
    case text(String)
    case truth(Bool)
    case list([TemplateValue])
    case object(any TemplateObject)
    /// An optional that is empty: nothing is shown, and nothing of its name is sought further out.
    case absent
}

/// What answers a template's tags by name.
public protocol TemplateObject: Sendable {
    /// What it has of a name; nil where the name is to be sought further out.
    func value(named name: String) -> TemplateValue?
    /// What a tag shows that names the object itself.
    var text: String { get }
}

extension TemplateObject {
    public var text: String { "" }
}

extension TemplateValue {
    /// A text, or absent.
    public static func optional(_ text: String?) -> TemplateValue { text.map(Self.text) ?? .absent }

    /// An object of names and values.
    public static func fields(_ fields: TemplateFields) -> TemplateValue { .object(fields) }

    /// A list of texts.
    public static func texts(_ texts: [String]) -> TemplateValue { .list(texts.map(Self.text)) }

    /// A list of objects.
    public static func objects(_ objects: [some TemplateObject]) -> TemplateValue {
        .list(objects.map(Self.object))
    }

    /// Whether a section of it is left out.
    var isEmpty: Bool {
        switch self {
        case .text, .object: false
        case .truth(let truth): !truth
        case .list(let values): values.isEmpty
        case .absent: true
        }
    }

    /// What a tag shows of it.
    public var shown: String {
        switch self {
        case .text(let text): text
        case .truth(let truth): "\(truth)"
        case .object(let object): object.text
        case .list, .absent: ""
        }
    }
}
