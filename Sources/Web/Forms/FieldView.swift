public import Templates

/// A field as the part `field` shows it.
public struct FieldView: Sendable, TemplateObject {
    let name: String
    private let field: FormField
    private let values: [String]
    private let error: String?
    private let warning: String?

    init(_ field: FormField, values: [String], error: String?, warning: String?) {
        name = field.name
        self.field = field
        self.values = values
        self.error = error
        self.warning = warning
    }

    var label: String { field.label }
    private var id: String { "f-\(name)" }
    private var value: String { values.first ?? "" }

    public func value(named key: String) -> TemplateValue? {
        switch key {
        case "name": .text(name)
        case "id": .text(id)
        case "label": .text(field.label)
        case "hint": .optional(field.hint)
        case "value": .text(value)
        case "error": .optional(error)
        case "warning": .optional(warning)
        case "isRequired": .truth(field.isRequired)
        case "autocomplete": .text(field.autocomplete ?? "off")
        case "inputmode": .text(inputmode)
        case "type": .text(type)
        case "options": .objects(options)
        case "describedBy": .optional(describedBy)
        case "isTicked": .truth(!value.isEmpty)
        default: shapes(key)
        }
    }

    private func shapes(_ key: String) -> TemplateValue? {
        switch key {
        case "isGroup": .truth(field.shape == .radio || field.shape == .several)
        case "isBox": .truth(isBox)
        case "isLines": .truth(field.shape == .lines)
        case "isSelect": .truth(field.shape == .select)
        case "isCheck": .truth(field.shape == .check)
        case "isHidden": .truth(field.shape == .hidden)
        case "isWide": .truth(field.length.upperBound > 20)
        default: nil
        }
    }

    private var isBox: Bool {
        switch field.shape {
        case .line, .password, .narrow, .kana, .day: true
        default: false
        }
    }

    private var type: String {
        switch field.shape {
        case .password: "password"
        case .day: "date"
        case .radio: "radio"
        case .several: "checkbox"
        case .narrow(.email): "email"
        case .narrow(.tel): "tel"
        default: "text"
        }
    }

    private var inputmode: String {
        if case .narrow(let keyboard) = field.shape { keyboard.rawValue } else { "text" }
    }

    /// What a screen reader reads after the label; nil where there is nothing.
    private var describedBy: String? {
        let ids = [
            field.hint.map { _ in "\(id)-hint" }, error.map { _ in "\(id)-error" },
            warning.map { _ in "\(id)-warning" },
        ]
        let text = ids.compactMap(\.self).joined(separator: " ")
        return text.isEmpty ? nil : text
    }

    private var options: [OptionView] {
        field.options.enumerated().map { number, option in
            // The first option has the field's own id, so that the error summary's link finds it.
            OptionView(
                option: option,
                id: number == 0 ? id : "\(id)-\(number)",
                isChosen: values.contains(option.value)
            )
        }
    }

    private struct OptionView: TemplateObject {
        let option: FormOption
        let id: String
        let isChosen: Bool

        func value(named key: String) -> TemplateValue? {
            switch key {
            case "optionID": .text(id)
            case "optionValue": .text(option.value)
            case "optionLabel": .text(option.label)
            case "optionHint": .optional(option.hint)
            case "isChosen": .truth(isChosen)
            default: nil
            }
        }
    }
}
