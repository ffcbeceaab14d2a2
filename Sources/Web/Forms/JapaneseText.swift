import Basics
import Foundation

/// What is typed on Japanese keyboards, brought into the one form that is kept.
///
/// What is only looked for is folded further: ``Spelling``.
public enum JapaneseText {
    /// One line or several, as people meant it.
    ///
    /// Composed (NFC), without control, zero-width and direction-changing characters, and without
    /// white space at its ends. 髙, 﨑 and the old forms of names stay as they are.
    public static func tidied(_ text: String, keepsLines: Bool = false) -> String {
        if isTidy(text) { return text }
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        var scalars = String.UnicodeScalarView()
        for scalar in lines.unicodeScalars {
            switch scalar {
            case "\n": scalars.append(keepsLines ? "\n" : " ")
            case "\t": scalars.append(" ")
            default: if !scalar.isControl, !scalar.isInvisible { scalars.append(scalar) }
            }
        }
        return composed(String(scalars)).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Whether it is one word of ASCII, as most fields are: codes, numbers, choices, addresses of mail.
    private static func isTidy(_ text: String) -> Bool {
        text.utf8.allSatisfy { UInt8(ascii: "!")...UInt8(ascii: "~") ~= $0 }
    }

    /// Full-width letters, digits and signs in half width, and every kind of dash as `-`.
    public static func narrowed(_ text: String) -> String {
        let narrow = tidied(text).unicodeScalars.map { $0.isDash ? "-" : $0.narrow }
        return String(String.UnicodeScalarView(narrow))
    }

    /// A reading in full-width katakana.
    public static func katakana(_ text: String) -> String {
        let wide = tidied(text).precomposedStringWithCompatibilityMapping
        return String(String.UnicodeScalarView(wide.unicodeScalars.map(\.katakana)))
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
}
