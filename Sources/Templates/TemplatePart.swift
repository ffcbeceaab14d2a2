/// A piece of a template as it was read.
public indirect enum TemplatePart: Sendable, Hashable {
    /// Text that is shown as it stands, in UTF-8.
    case text([UInt8])
    /// `{{name}}`
    case variable(TemplateName)
    /// `{{#name}}…{{/name}}`
    case section(TemplateName, [TemplatePart])
    /// `{{^name}}…{{/name}}`
    case inverted(TemplateName, [TemplatePart])
    /// `{{>part}}`
    case partial(String)
    /// `{{>*name}}`: the template that a value names.
    case namedPartial(TemplateName)
}

/// What a tag asks for: a name, one inside another (`shop.name`), or `.`, the innermost value.
public struct TemplateName: Sendable, Hashable, CustomStringConvertible {
    /// As it stands in the tag.
    public let description: String
    let first: String?
    let rest: [String]

    init(_ text: String) {
        description = text
        let steps = text.split(separator: ".").map(String.init)
        first = steps.first
        rest = Array(steps.dropFirst())
    }
}
