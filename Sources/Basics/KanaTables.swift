/// Kana of either kind and width, one beside the other.
enum KanaTables {
    enum Voicing { case voiced, halfVoiced }

    static func isHiragana(_ scalar: Unicode.Scalar) -> Bool {
        (0x3041...0x309F).contains(scalar.value)
    }

    /// Half-width kana (JIS X 0201) as full-width katakana.
    static func fullWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let index = Int(scalar.value) - 0xFF66
        return halfWidth.indices.contains(index) ? halfWidth[index] : scalar
    }

    /// Katakana as hiragana.
    static func hiragana(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x30A1...0x30F6, 0x30FD...0x30FE: Unicode.Scalar(scalar.value - 0x60) ?? scalar
        default: scalar
        }
    }

    /// 濁点 or 半濁点 that stands on its own: combining, spacing or half-width.
    static func voicing(_ scalar: Unicode.Scalar) -> Voicing? {
        switch scalar.value {
        case 0x3099, 0x309B, 0xFF9E: .voiced
        case 0x309A, 0x309C, 0xFF9F: .halfVoiced
        default: nil
        }
    }

    /// A hiragana with its 濁点 or 半濁点; nil where it takes none.
    static func voiced(_ scalar: Unicode.Scalar, _ mark: Voicing) -> Unicode.Scalar? {
        guard let index = plain.firstIndex(of: scalar) else { return nil }
        switch mark {
        case .voiced: return withMark[index]
        case .halfVoiced:
            guard let index = plainH.firstIndex(of: scalar) else { return nil }
            return withHalfMark[index]
        }
    }

    /// Letters that are spelled in more than one way, as search spells them.
    static let usual = Dictionary(
        uniqueKeysWithValues: zip(scalars(variants), scalars(usuals))
    )

    // Small kana are written large by old spellings and by half-width systems; ぢ, づ, ゐ, ゑ, ゔ
    // sound like what stands below them. The kanji are the variants that names of people, shops
    // and places come with.
    private static let variants =
        "ぁぃぅぇぉっゃゅょゎゕゖぢづゐゑゔ髙﨑邊邉齋齊濵濱澤國廣櫻惠眞圓德瀨禮寶淺邨蟹鷄芦龍"
    private static let usuals =
        "あいうえおつやゆよわかけじずいえぶ高崎辺辺斎斉浜浜沢国広桜恵真円徳瀬礼宝浅村蟹鶏葦竜"

    private static let halfWidth = scalars(
        "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
    )
    private static let plain = scalars("うかきくけこさしすせそたちつてとはひふへほ")
    private static let withMark = scalars("ゔがぎぐげござじずぜぞだぢづでどばびぶべぼ")
    private static let plainH = scalars("はひふへほ")
    private static let withHalfMark = scalars("ぱぴぷぺぽ")

    private static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
}
