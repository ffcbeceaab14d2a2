import Basics

extension FormCheck {
    /// Seven digits.
    static let postcode = FormCheck { text in
        PostalCode(text) == nil ? "郵便番号は7桁の数字で入力してください。" : nil
    }

    /// Ten or eleven digits that begin with 0.
    static let phone = FormCheck { text in
        PhoneNumber(text) == nil ? "電話番号は、市外局番から0で始まる10桁か11桁の数字で入力してください。" : nil
    }

    /// What mail systems of today take; whether it exists, a mail tells.
    static let email = FormCheck { text in
        EmailAddress(text) == nil ? "メールアドレスの形を確かめてください。例:hanako@example.jp" : nil
    }

    /// Full-width katakana, the long mark, the middle dot and spaces.
    static let katakana = FormCheck { text in
        text.unicodeScalars.allSatisfy {
            ("ァ"..."ヺ").contains($0) || "ー・ ".unicodeScalars.contains($0)
        }
            ? nil : "ひらがなかカタカナで入力してください。"
    }

    static let lettersAndDigits = FormCheck { text in
        text.utf8.allSatisfy { Character(Unicode.Scalar($0)).isLetterOrDigit }
            ? nil : "半角の英字と数字で入力してください。"
    }

    static let withoutEmoji = FormCheck { text in
        text.contains(where: \.isEmoji) ? "絵文字は、送り状などに印刷できないため使えません。" : nil
    }

    static let day = FormCheck { text in
        Day(text) == nil ? "日付を確かめてください。例:2026-12-08" : nil
    }

    static func integer(in range: ClosedRange<Int>) -> FormCheck {
        FormCheck { text in
            let value = text.allSatisfy(\.isDigit) ? Int(text) : nil
            guard let value, range.contains(value) else {
                return "\(range.lowerBound)から\(range.upperBound)までの数字で入力してください。"
            }
            return nil
        }
    }

    static func oneOf(_ options: [FormOption]) -> FormCheck {
        FormCheck { text in
            options.contains { $0.value == text } ? nil : "一覧の中からお選びください。"
        }
    }
}

extension Character {
    /// 0 to 9, in half width.
    var isDigit: Bool { ("0"..."9").contains(self) && utf8.count == 1 }
    /// 0 to 9, A to Z, a to z, in half width.
    var isLetterOrDigit: Bool {
        guard utf8.count == 1 else { return false }
        return ("0"..."9").contains(self) || ("A"..."Z").contains(self)
            || ("a"..."z").contains(self)
    }
    /// Shown as a picture: by itself, or because a selector asks for it.
    var isEmoji: Bool {
        unicodeScalars.contains { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }
    }
}
