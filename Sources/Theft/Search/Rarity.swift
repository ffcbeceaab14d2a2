/// How unlikely it is that chance makes a text, in bits; README has the arithmetic.
struct Rarity: Equatable {
    /// Where it is read as UTF-8, and as any of the encodings with shorter letters.
    var utf8Bits: Int
    var otherBits: Int

    /// Below so many bits, ciphertext might make it: it is not searched for.
    static let leastBits = 60
    /// What every byte of a text is worth at least, whatever it is part of.
    static let leastBitsOfByte = 7

    init(of symbols: [UInt16]) {
        utf8Bits = 0
        otherBits = 0
        for symbol in symbols {
            let bits = Rarity.bits(symbol)
            utf8Bits += bits.utf8
            otherBits += bits.other
        }
    }

    var isEnough: Bool { utf8Bits >= Rarity.leastBits }

    /// A kanji takes three bytes of UTF-8 and two elsewhere.
    ///
    /// A kana of Shift_JIS is one byte at its shortest and two kana fold to it; in UTF-8 it counts
    /// as two bytes, as kana are in every text. A letter is written in two cases.
    private static func bits(_ symbol: UInt16) -> (utf8: Int, other: Int) {
        switch symbol {
        case 0x30...0x39: (8, 8)
        case 0x61...0x7A: (7, 7)
        case 0...0x7F: (8, 8)
        case 0x3040...0x30FF: (16, 7)
        case 0x80...0x7FF: (15, 15)
        default: (24, 16)
        }
    }
}
