import Basics

/// What a cell's text loses before it means anything.
public enum Cell {
    /// Without spaces of any width at its ends; line ends and control characters become spaces.
    static func trimmed(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE3 })
        else { return text }
        let line = text.singleLine.unicodeScalars
        let end = line.lastIndex { !isSpace($0) }
        guard let start = line.firstIndex(where: { !isSpace($0) }), let end else { return "" }
        return String(line[start...end])
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\u{3000}" || scalar == "\u{A0}"
    }

    /// A heading however its brackets and letters are spelled.
    static func foldedHeading(_ heading: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in heading.unicodeScalars where !isSpace(scalar) && scalar != "\u{FEFF}" {
            folded.append(narrow(scalar))
        }
        return String(folded).uppercased()
    }

    /// Full-width Latin letters, digits and signs as ASCII.
    static func narrowed(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map(narrow)))
    }

    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x3000: " "
        default: scalar
        }
    }

    /// What a spreadsheet takes for the beginning of a formula.
    private static func beginsFormula(_ scalar: Unicode.Scalar) -> Bool {
        ["=", "+", "-", "@", "\t", "\r"].contains(scalar)
    }

    /// With a `'` before what a spreadsheet would take for a formula, however many stand there.
    static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first(where: { $0 != "'" }), beginsFormula(first)
        else { return text }
        return "'" + text
    }

    /// The text behind ``guarded(_:)``, and behind the `="…"` that keeps a spreadsheet from dropping
    /// a telephone's first 0; nil where a formula stands there.
    static func unguarded(_ text: String) -> String? {
        guard let first = text.unicodeScalars.first, first == "'" || first == "=" || first == "@"
        else { return text }
        if first == "'", guarded(text) != text { return String(text.dropFirst()) }
        if first == "'" { return text }
        guard text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count >= 3 else { return nil }
        let inside = text.dropFirst(2).dropLast()
        return inside.contains("\"") ? nil : String(inside)
    }
}
