public import Templates

/// A form as its template sees it: `form.errors`, and each field by its name for the part `field`.
///
/// A page holds it as a property: `{{#form}}{{>errors}}{{#name}}{{>field}}{{/name}}{{/form}}`.
public struct FormView: Sendable, TemplateObject {
    private let fields: [String: FieldView]
    private let errors: [FieldMessage]
    private let warnings: [FieldMessage]

    init(
        fields: [FormField],
        values: [String: [String]],
        errors: [FieldMessage],
        warnings: [FieldMessage]
    ) {
        let views = fields.map { field in
            FieldView(
                field,
                values: field.shape == .password ? [] : values[field.name] ?? [],
                error: errors.first { $0.field == field.name }?.words,
                warning: warnings.first { $0.field == field.name }?.words
            )
        }
        self.fields = Dictionary(
            views.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        self.errors = errors
        self.warnings = warnings
    }

    /// A field by its name, for pages that lay out fields in rows of their own.
    public subscript(name: String) -> FieldView? { fields[name] }

    public func value(named name: String) -> TemplateValue? {
        switch name {
        case "hasErrors": .truth(!errors.isEmpty)
        case "errors": .objects(errors.map(line))
        default: fields[name].map(TemplateValue.object)
        }
    }

    /// In the summary, away from its field, a complaint names it.
    private func line(_ error: FieldMessage) -> TemplateFields {
        let label = fields[error.field]?.label ?? ""
        let words = error.words.contains(label) ? error.words : "\(label):\(error.words)"
        return ["id": .text("f-\(error.field)"), "words": .text(words)]
    }
}
