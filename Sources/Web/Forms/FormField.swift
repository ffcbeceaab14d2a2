/// A field of a form: its name, its words, its length and its form.
public struct FormField: Sendable {
    /// The parameter's name.
    public let name: String
    /// What people call it: お名前.
    public let label: String
    /// What is typed into, or chosen from.
    public var shape: Shape
    /// Least and most characters, as people count them, once something is typed.
    public var length: ClosedRange<Int>
    public var isRequired = true
    /// Words between the label and the box.
    public var hint: String?
    /// The browser's autocomplete token (HTML, section 4.10.18.7): `postal-code`.
    public var autocomplete: String?
    /// What may be chosen.
    public var options: [FormOption] = []
    /// What the normalised text must fulfil, in this order.
    public var checks: [FormCheck] = []

    public init(_ name: String, _ label: String, _ shape: Shape, length: ClosedRange<Int>) {
        self.name = name
        self.label = label
        self.shape = shape
        self.length = length
    }

    /// How a field is shown and read.
    public enum Shape: Sendable, Equatable {
        /// One line of words.
        case line
        /// Several lines.
        case lines
        /// One line that is never shown again.
        case password
        /// Digits, Latin letters and signs, which are read in half width.
        case narrow(keyboard: Keyboard)
        /// A reading, which is read in full-width katakana.
        case kana
        /// A day, `2026-12-08`.
        case day
        /// One of few, all shown.
        case radio
        /// One of many, in a list that opens.
        case select
        /// Yes or no.
        case check
        /// Any number of the options.
        case several
        /// Not shown; a wrong value is no slip of a person's and is refused whole.
        case hidden
    }

    /// The keyboard that a telephone offers.
    public enum Keyboard: String, Sendable {
        case text, email, tel, numeric
    }
}

/// One of the things that can be chosen.
public struct FormOption: Sendable, Equatable {
    public var value: String
    public var label: String
    public var hint: String?

    public init(_ value: String, _ label: String, hint: String? = nil) {
        self.value = value
        self.label = label
        self.hint = hint
    }
}

/// A rule for a field's text: the words of complaint, or nil where it is well.
public struct FormCheck: Sendable {
    let complaint: @Sendable (String) -> String?

    public init(_ complaint: @escaping @Sendable (String) -> String?) {
        self.complaint = complaint
    }
}
