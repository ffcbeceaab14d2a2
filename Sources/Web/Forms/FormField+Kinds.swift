extension FormField {
    /// One line of words: a name, a street.
    ///
    /// Without emoji, which labels and invoices cannot print.
    public static func line(_ name: String, _ label: String, upTo most: Int) -> FormField {
        FormField(name, label, .line, length: 1...most).checked(.withoutEmoji)
    }

    /// Several lines: a message, a remark.
    public static func lines(_ name: String, _ label: String, upTo most: Int) -> FormField {
        FormField(name, label, .lines, length: 1...most)
    }

    /// A reading: hiragana and half-width kana are taken and become full-width katakana.
    public static func kana(_ name: String, _ label: String, upTo most: Int) -> FormField {
        FormField(name, label, .kana, length: 1...most).checked(.katakana)
    }

    /// A postcode, read as seven digits without a hyphen.
    public static func postcode(_ name: String, _ label: String = "郵便番号") -> FormField {
        FormField(name, label, .narrow(keyboard: .numeric), length: 1...10)
            .hinted("例:680-0001(ハイフンはなくてもかまいません)")
            .autocompleted("postal-code").checked(.postcode)
    }

    /// A telephone number of Japan, read as digits.
    public static func phone(_ name: String, _ label: String = "電話番号") -> FormField {
        FormField(name, label, .narrow(keyboard: .tel), length: 1...20)
            .hinted("例:0857-00-0000(ハイフンはなくてもかまいません)")
            .autocompleted("tel").checked(.phone)
    }

    /// A mail address.
    public static func email(_ name: String, _ label: String = "メールアドレス") -> FormField {
        FormField(name, label, .narrow(keyboard: .email), length: 3...254)
            .hinted("例:hanako@example.jp").autocompleted("email").checked(.email)
    }

    /// A whole number within bounds.
    public static func number(
        _ name: String,
        _ label: String,
        in range: ClosedRange<Int>
    ) -> FormField {
        FormField(name, label, .narrow(keyboard: .numeric), length: 1...10)
            .checked(.integer(in: range))
    }

    /// A code that was mailed, or an order number: letters and digits, read in upper case.
    public static func code(_ name: String, _ label: String, length: ClosedRange<Int>) -> FormField
    {
        FormField(name, label, .narrow(keyboard: .text), length: length)
            .checked(.lettersAndDigits)
    }

    /// A password; never trimmed of anything inside, and never shown again.
    public static func password(
        _ name: String,
        _ label: String,
        length: ClosedRange<Int> = 1...128
    ) -> FormField {
        FormField(name, label, .password, length: length)
    }

    /// A day of the calendar.
    public static func day(_ name: String, _ label: String) -> FormField {
        FormField(name, label, .day, length: 1...10).checked(.day)
    }

    /// One of a few, as radio buttons.
    public static func radio(
        _ name: String,
        _ label: String,
        _ options: [FormOption]
    ) -> FormField {
        FormField(name, label, .radio, length: 1...200).offering(options)
    }

    /// One of many, as a list that opens.
    public static func select(
        _ name: String,
        _ label: String,
        _ options: [FormOption]
    ) -> FormField {
        FormField(name, label, .select, length: 1...200).offering(options)
    }

    /// Yes or no; where it is required, only yes will do.
    public static func check(_ name: String, _ label: String) -> FormField {
        FormField(name, label, .check, length: 1...10)
    }

    /// Any number of the options.
    public static func several(
        _ name: String,
        _ label: String,
        _ options: [FormOption]
    ) -> FormField {
        FormField(name, label, .several, length: 1...200).offering(options)
    }

    /// A value that our own page put there.
    public static func hidden(_ name: String, upTo most: Int = 200) -> FormField {
        FormField(name, name, .hidden, length: 1...most)
    }
}

extension FormField {
    /// The same, and may be left empty.
    public func optional() -> FormField { with { $0.isRequired = false } }
    /// The same, with words between label and box.
    public func hinted(_ hint: String) -> FormField { with { $0.hint = hint } }
    /// The same, with a token for the browser's memory.
    public func autocompleted(_ token: String) -> FormField { with { $0.autocomplete = token } }
    /// The same, with one more rule.
    public func checked(_ check: FormCheck) -> FormField { with { $0.checks.append(check) } }

    private func offering(_ options: [FormOption]) -> FormField {
        with { $0.options = options }.checked(.oneOf(options))
    }

    private func with(_ change: (inout FormField) -> Void) -> FormField {
        var field = self
        change(&field)
        return field
    }
}
