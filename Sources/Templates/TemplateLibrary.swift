/// Templates by name, read once.
public struct TemplateLibrary: Sendable {
    private let templates: [String: [TemplatePart]]

    /// Reads texts by their templates' names.
    public init(_ texts: [String: String]) throws(TemplateFault) {
        var templates: [String: [TemplatePart]] = [:]
        for (name, text) in texts {
            templates[name] = try TemplateReader.parts(of: text, named: name)
        }
        self.templates = templates
    }

    /// A template as it was read; nil where there is none of this name.
    public func parts(of template: String) -> [TemplatePart]? { templates[template] }

    /// A template filled with a value, in UTF-8; empty where there is none of this name.
    public func render(
        _ template: String,
        showing value: TemplateValue,
        as kind: TemplateKind = .html
    ) -> [UInt8] {
        var rendering = Rendering(of: self, as: kind, showing: value)
        rendering.show(template)
        return rendering.bytes
    }
}

/// What a template makes.
public enum TemplateKind: Sendable {
    /// What is shown is escaped.
    case html
    /// What is shown stands as it is.
    case plainText
}

/// Why templates cannot be used; found as they are read.
public enum TemplateFault: Error, Equatable {
    /// `{{{x}}}` or `{{&x}}`: everything is escaped here.
    case unescaped(template: String)
    /// It cannot be read.
    case unreadable(template: String, cause: String)
    /// Two templates have this name.
    case twice(template: String)
}
