/// Japanese words however they are spelled: in kana of either kind and width, in Latin of either.
public enum Spelling {
    /// The words of a text, folded so that spellings of one word come out alike.
    ///
    /// Katakana become hiragana, small kana large and half-width kana full; long-vowel marks, marks
    /// of zero width and variation selectors go; full-width Latin becomes lower-case ASCII; a few
    /// kanji that names are written with become their usual forms; numbers in kanji become digits.
    /// What is neither letter nor digit ends a word.
    public static func folded(_ text: String) -> [String] {
        var fold = Fold()
        for scalar in text.unicodeScalars { fold.take(scalar) }
        return fold.words()
    }
}

/// One pass over a text.
private struct Fold {
    private var finished: [String] = []
    private var word = String.UnicodeScalarView()

    mutating func take(_ raw: Unicode.Scalar) {
        if isLongVowelMark(raw) { return }
        let scalar = KanaTables.hiragana(KanaTables.fullWidth(raw.narrow))
        if let mark = KanaTables.voicing(scalar) { return voice(mark) }
        if isMark(scalar) { return }
        guard isWordly(scalar) else { return endWord() }
        let usual = KanaTables.usual[scalar] ?? scalar
        word.append(contentsOf: usual.properties.lowercaseMapping.unicodeScalars)
    }

    mutating func words() -> [String] {
        endWord()
        return finished
    }

    private mutating func endWord() {
        if !word.isEmpty { finished.append(String(KanjiNumerals.inDigits(word))) }
        word.removeAll()
    }

    private mutating func voice(_ mark: KanaTables.Voicing) {
        guard let last = word.last, let voiced = KanaTables.voiced(last, mark) else { return }
        word.removeLast()
        word.append(KanaTables.usual[voiced] ?? voiced)
    }

    /// A dash after kana is a long vowel that was typed with the wrong key.
    private func isLongVowelMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30FC, 0xFF70, 0x301C, 0xFF5E: true
        default: scalar.isDash && word.last.map(KanaTables.isHiragana) ?? false
        }
    }

    /// What shows nothing, and what is set above or below a letter.
    private func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format, .nonspacingMark, .enclosingMark: true
        default: false
        }
    }

    private func isWordly(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
