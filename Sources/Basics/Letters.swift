/// What single letters of Japanese typing are, wherever text is tidied, folded or printed.
extension Unicode.Scalar {
    /// Full-width letters, digits, signs and the space in half width; anything else as it is.
    package var narrow: Unicode.Scalar {
        switch value {
        case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
        case 0x3000: " "
        default: self
        }
    }

    /// Hiragana as katakana; anything else as it is.
    package var katakana: Unicode.Scalar {
        (0x3041...0x3096).contains(value) ? Unicode.Scalar(value + 0x60) ?? self : self
    }

    /// Hyphens, dashes and minus signs of either width, and the long-vowel mark typed for them.
    package var isDash: Bool {
        switch value {
        case 0x2D, 0x2010...0x2015, 0x2212, 0x30FC, 0xFE63, 0xFF0D, 0xFF70: true
        default: false
        }
    }

    /// Characters of no width or form (Unicode category Cc).
    package var isControl: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F: true
        default: false
        }
    }

    /// What shows nothing or turns the direction of writing (Unicode UAX #9), tags among it.
    ///
    /// Variation selectors and the joiner of emoji are not: they choose how a name is written.
    package var isInvisible: Bool {
        switch value {
        case 0xAD, 0x61C, 0x180E, 0x200B, 0x200C, 0x200E, 0x200F, 0x2028...0x202E,
            0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFF, 0xE0000...0xE007F:
            true
        default: false
        }
    }
}
