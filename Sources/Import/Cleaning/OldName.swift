import Basics

/// A name as this shop keeps it.
enum OldName {
    /// Family and given name, where the old shop had both in one of the two fields.
    static func split(family: String, given: String) -> (family: String, given: String) {
        guard given.isEmpty || family.isEmpty else { return (family, given) }
        let whole = family.isEmpty ? given : family
        let parts = whole.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard parts.count == 2 else { return (whole, "") }
        return (String(parts[0]), String(parts[1]))
    }

    /// Readings in full-width katakana, from whichever kana and width they were typed in.
    static func kana(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isOther) else { return text }
        let wide =
            text.unicodeScalars.contains { (0xFF66...0xFF9F).contains($0.value) }
            ? HalfWidthKana.widened(text) : text
        var kana = String.UnicodeScalarView()
        for scalar in wide.unicodeScalars {
            let isHiragana = (0x3041...0x3096).contains(scalar.value)
            kana.append(isHiragana ? Unicode.Scalar(scalar.value + 0x60) ?? scalar : scalar)
        }
        return String(kana)
    }

    private static func isOther(_ scalar: Unicode.Scalar) -> Bool {
        (0x3041...0x3096).contains(scalar.value) || (0xFF66...0xFF9F).contains(scalar.value)
    }
}

/// Half-width katakana (JIS X 0201) made wide, voicing marks joined to what they voice.
enum HalfWidthKana {
    private static let wide = Array(
        "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン".unicodeScalars
    )

    static func widened(_ text: String) -> String {
        var kana = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF66...0xFF9D: kana.append(wide[Int(scalar.value) - 0xFF66])
            case 0xFF9E: voice(&kana, by: 1)
            case 0xFF9F: voice(&kana, by: 2)
            default: kana.append(scalar)
            }
        }
        return String(kana)
    }

    /// In Unicode the voiced kana stands one behind the plain one, the half-voiced two.
    private static func voice(_ kana: inout String.UnicodeScalarView, by step: UInt32) {
        guard let last = kana.last else { return }
        if last == "ウ", step == 1 {
            kana.removeLast()
            kana.append("ヴ")
        } else if (0x30AB...0x30DB).contains(last.value),
            let voiced = Unicode.Scalar(last.value + step)
        {
            kana.removeLast()
            kana.append(voiced)
        }
    }
}
