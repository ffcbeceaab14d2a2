public import Basics
import Foundation

/// What a person typed into a form: normalised values, what is wrong with them, and all of it as it
/// was typed, for the page that asks again.
public struct Answers: Sendable {
    /// What is wrong, in the order of the fields.
    public private(set) var errors: [FieldMessage] = []
    /// What looks odd and is let through.
    public private(set) var warnings: [FieldMessage] = []

    private let fields: [FormField]
    private var typed: [String: [String]] = [:]
    private var values: [String: [String]] = [:]

    init(fields: [FormField]) { self.fields = fields }

    /// Whether nothing is wrong.
    public var isSound: Bool { errors.isEmpty }

    /// A field's text; empty where it was left empty.
    public subscript(name: String) -> String { values[name]?.first ?? "" }

    /// A field's text; nil where it was left empty.
    public func text(_ name: String) -> String? { self[name].isEmpty ? nil : self[name] }

    /// A field's text as what it is: somebody's.
    public func secret(_ name: String) -> Secret<String>? { text(name).map(Secret.init) }

    /// All that was chosen of a ``FormField/Shape/several``.
    public func list(_ name: String) -> [String] { values[name] ?? [] }

    /// A number; nil where none stands.
    public func integer(_ name: String) -> Int? { Int(self[name]) }

    /// A day; nil where none stands.
    public func day(_ name: String) -> Day? { Day(self[name]) }

    /// Whether a box is ticked.
    public func isTicked(_ name: String) -> Bool { !self[name].isEmpty }

    /// Says what is wrong with a field, for rules that look at several fields or at the store.
    public mutating func complain(_ words: String, at name: String) {
        errors.append(FieldMessage(field: name, words: words))
    }

    /// Says what looks odd, and lets it through.
    public mutating func warn(_ words: String, at name: String) {
        warnings.append(FieldMessage(field: name, words: words))
    }

    /// Replaces what a field shows: an address that its postcode filled.
    public mutating func fill(_ value: String, at name: String) {
        typed[name] = [value]
        values[name] = [value]
    }

    /// The same without complaints: for a button that helps to fill the form and sends nothing yet.
    public var withoutErrors: Answers {
        var answers = self
        answers.errors = []
        return answers
    }

    /// The form for its page again, with what was typed and what is wrong.
    public var view: FormView {
        FormView(fields: fields, values: typed, errors: errors, warnings: warnings)
    }

    mutating func take(_ texts: [String], for field: FormField) throws(Problem) {
        typed[field.name] = texts
        let normal = texts.map(field.normalised).filter { !$0.isEmpty }
        values[field.name] = normal
        guard let words = field.complaint(about: normal) else { return }
        guard field.shape != .hidden else { throw .malformed }
        complain(words, at: field.name)
    }
}

/// Words about a field.
public struct FieldMessage: Sendable, Equatable {
    public var field: String
    public var words: String
}

extension FormField {
    /// A text in the form that this field keeps.
    func normalised(_ text: String) -> String {
        switch shape {
        case .lines: JapaneseText.tidied(text, keepsLines: true)
        case .password: text.precomposedStringWithCanonicalMapping
        case .kana: JapaneseText.katakana(text)
        case .narrow(let keyboard): narrowed(text, keyboard)
        default: JapaneseText.tidied(text)
        }
    }

    private func narrowed(_ text: String, _ keyboard: Keyboard) -> String {
        let narrow = JapaneseText.narrowed(text).filter { !$0.isWhitespace }
        return switch keyboard {
        case .tel, .numeric: narrow.filter { !"-()".contains($0) }
        case .text: narrow.uppercased()
        case .email: narrow
        }
    }

    /// What is wrong with the values, in words; nil where nothing is.
    func complaint(about values: [String]) -> String? {
        guard !values.isEmpty else { return isRequired ? demand : nil }
        for value in values {
            if let words = lengthComplaint(value) { return words }
            for check in checks {
                if let words = check.complaint(value) { return words }
            }
        }
        return nil
    }

    private var demand: String {
        switch shape {
        case .radio, .select, .several, .day: "「\(label)」をお選びください。"
        case .check: "「\(label)」をご確認のうえ、印をつけてください。"
        default: "「\(label)」を入力してください。"
        }
    }

    private func lengthComplaint(_ value: String) -> String? {
        let count = value.count
        // One character may be built of any number of marks: their sum has a limit too.
        guard count <= length.upperBound, value.unicodeScalars.count <= length.upperBound * 8 else {
            return "「\(label)」は\(length.upperBound)文字までで入力してください(いまは\(count)文字です)。"
        }
        guard count >= length.lowerBound else {
            return "「\(label)」は\(length.lowerBound)文字以上で入力してください。"
        }
        return nil
    }
}
