/// Which kana makes the one before it long: おう, えい, and a vowel after itself.
enum LongVowels {
    static func lengthens(_ vowel: Unicode.Scalar, _ before: Unicode.Scalar) -> Bool {
        guard let row = rows[vowel] else { return false }
        return row.contains(before)
    }

    private static let a = Set("あかさたなはまやらわがざだばぱ".unicodeScalars)
    private static let i = Set("いきしちにひみりぎじびぴ".unicodeScalars)
    private static let u = Set("うくすつぬふむゆるぐずぶぷ".unicodeScalars)
    private static let e = Set("えけせてねへめれげぜでべぺ".unicodeScalars)
    private static let o = Set("おこそとのほもよろをごぞどぼぽ".unicodeScalars)

    private static let rows: [Unicode.Scalar: Set<Unicode.Scalar>] = [
        "あ": a, "い": i.union(e), "う": u.union(o), "え": e, "お": o,
    ]
}
