import Foundation

/// What is typed on Japanese keyboards, brought into one form.
public enum JapaneseText {
    /// One line or several, as people meant it.
    ///
    /// Composed (NFC), without control, zero-width and direction-changing characters, and without
    /// white space at its ends. 髙, 﨑 and the old forms of names stay as they are.
    public static func tidied(_ text: String, keepsLines: Bool = false) -> String {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        var scalars = String.UnicodeScalarView()
        for scalar in lines.unicodeScalars {
            switch scalar {
            case "\n": scalars.append(keepsLines ? "\n" : " ")
            case "\t": scalars.append(" ")
            default: if !isInvisible(scalar) { scalars.append(scalar) }
            }
        }
        return composed(String(scalars)).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Full-width letters, digits and signs in half width, and every kind of dash as `-`.
    public static func narrowed(_ text: String) -> String {
        var narrow = String.UnicodeScalarView()
        for scalar in tidied(text).unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: narrow.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
            case 0x3000: narrow.append(" ")
            case 0x2010...0x2015, 0x2212, 0x30FC, 0xFF70: narrow.append("-")
            default: narrow.append(scalar)
            }
        }
        return String(narrow)
    }

    /// A reading in full-width katakana.
    public static func katakana(_ text: String) -> String {
        let wide = tidied(text).precomposedStringWithCompatibilityMapping
        var kana = String.UnicodeScalarView()
        for scalar in wide.unicodeScalars {
            let shifted = ("ぁ"..."ゖ").contains(scalar) ? scalar.value + 0x60 : scalar.value
            kana.append(Unicode.Scalar(shifted) ?? scalar)
        }
        return String(kana)
    }

    /// NFC, except that CJK compatibility ideographs stay.
    ///
    /// NFC replaces them by their everyday forms, and they stand in people's names.
    private static func composed(_ text: String) -> String {
        var result = ""
        var run = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xF900...0xFAFF, 0x2F800...0x2FA1F:
                result += String(run).precomposedStringWithCanonicalMapping
                result.unicodeScalars.append(scalar)
                run = String.UnicodeScalarView()
            default: run.append(scalar)
            }
        }
        return result + String(run).precomposedStringWithCanonicalMapping
    }

    /// Controls, zero-width characters, direction marks, tags; variation selectors and the joiner
    /// of emoji stay: they choose how a name is written.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200C, 0x200E, 0x200F,
            0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFF, 0xE0000...0xE007F:
            true
        default: false
        }
    }
}
