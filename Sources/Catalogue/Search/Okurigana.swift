/// Kana that are written after a kanji by one and left out by another: 干し柿 and 干柿.
enum Okurigana {
    /// A folded word without its okurigana; nil where it has none, or too little would be left.
    ///
    /// Particles (の, と, に …) are words of their own and stay.
    static func without(_ word: String) -> String? {
        guard word.unicodeScalars.contains(where: isKanji) else { return nil }
        var bare: [Unicode.Scalar] = []
        var tail: [Unicode.Scalar] = []
        var followsKanji = false
        for scalar in word.unicodeScalars {
            if followsKanji && tail.count < longest && endings.contains(scalar) {
                tail.append(scalar)
                continue
            }
            // Longer kana after a kanji are another word.
            let isCut = isKanji(scalar) || !isKana(scalar)
            if !isCut { bare += tail }
            tail = []
            bare.append(scalar)
            followsKanji = isKanji(scalar)
        }
        guard bare.count >= 2 && bare.count < word.unicodeScalars.count else { return nil }
        return text(bare)
    }

    static func isKanji(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isIdeographic
    }

    private static let longest = 2
    private static let endings = Set("いえきぎけげしじせちつてびべみめりるれわ".unicodeScalars)

    static func isKana(_ scalar: Unicode.Scalar) -> Bool {
        (0x3041...0x30FF).contains(scalar.value)
    }

    private static func text(_ scalars: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
