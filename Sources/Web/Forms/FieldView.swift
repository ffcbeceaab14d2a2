public import Mustache

/// A field as the part `field` shows it.
public struct FieldView: Sendable, MustacheParent {
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

    public func child(named key: String) -> Any? {
        switch key {
        case "name": name
        case "id": id
        case "label": field.label
        case "hint": Reflected.view(of: field.hint as Any)
        case "value": value
        case "error": Reflected.view(of: error as Any)
        case "warning": Reflected.view(of: warning as Any)
        case "isRequired": field.isRequired
        case "autocomplete": field.autocomplete ?? "off"
        case "inputmode": inputmode
        case "type": type
        case "options": options
        case "describedBy": Reflected.view(of: describedBy as Any)
        case "isTicked": !value.isEmpty
        default: shapes(key)
        }
    }

    private func shapes(_ key: String) -> Any? {
        switch key {
        case "isGroup": field.shape == .radio || field.shape == .several
        case "isBox": isBox
        case "isLines": field.shape == .lines
        case "isSelect": field.shape == .select
        case "isCheck": field.shape == .check
        case "isHidden": field.shape == .hidden
        case "isWide": field.length.upperBound > 20
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

    private struct OptionView: MustacheParent {
        let option: FormOption
        let id: String
        let isChosen: Bool

        func child(named key: String) -> Any? {
            switch key {
            case "optionID": id
            case "optionValue": option.value
            case "optionLabel": option.label
            case "optionHint": Reflected.view(of: option.hint as Any)
            case "isChosen": isChosen
            default: nil
            }
        }
    }
}
