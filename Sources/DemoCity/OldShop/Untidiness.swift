/// How untidy the old shop's exports are: of a hundred, so many.
///
/// Real exports are so; an import that has only seen tidy ones has seen none.
public enum Untidiness {
    static let membersWithoutEmail = 6
    static let guestsWithoutEmail = 10
    /// Members with the address of another member: families, and who registered twice.
    static let sharedEmail = 2
    static let emptyKana = 12
    /// In half-width katakana or in hiragana instead of katakana.
    static let otherKana = 6
    static let emptySex = 25
    static let emptyBirthDate = 30
    /// The columns of the prefecture are empty; it stands at the head of the address.
    static let prefectureInAddress = 12
    /// Both lines of the address in the first.
    static let joinedAddress = 18
    static let phonesWithoutHyphens = 45
    static let fullWidthPhones = 3
    static let postcodesWithHyphen = 40
    static let pricesWithDecimals = 40
    static let pricesWithComma = 3
    /// `2018/12/08 12:34` and `2018年12月8日`; the others are `2018-12-08 12:34:56`.
    static let datesWithSlashes = 25
    static let datesInKanji = 10
    static let memos = 2

    /// The shares in words, for people who are about to make such files.
    public static let words = """
        Of a hundred members \(membersWithoutEmail) have no e-mail and \(sharedEmail) another \
        member's; of the others who order, \(guestsWithoutEmail) have none. Of a hundred, kana \
        are empty for \(emptyKana) and otherwise written for \(otherKana), sex for \(emptySex), \
        birth date for \(emptyBirthDate); the prefecture stands in the address of \
        \(prefectureInAddress), both lines of it in one for \(joinedAddress); telephones are \
        without hyphens for \(phonesWithoutHyphens); amounts have decimals for \
        \(pricesWithDecimals); dates are in three forms. All mail is at example.jp and its like, \
        all telephones go on with a 0 where none can, and are nobody's.
        """
}
