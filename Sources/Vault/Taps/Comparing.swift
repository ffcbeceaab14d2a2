import Basics
import VaultAPI

/// 照合: what a caller says, held against what is kept.
enum Comparing {
    /// Over all who work at one case.
    static let tries = 3

    /// Of each field that was typed, whether it is the same; what was never given is not.
    static func verdicts(_ typed: PersonalFields, _ kept: PersonalFields) -> [PersonalField: Bool] {
        var verdicts: [PersonalField: Bool] = [:]
        for (field, value) in typed {
            verdicts[field] =
                kept[field].map { isSame(value.revealed, $0.revealed, in: field) } ?? false
        }
        return verdicts
    }

    /// However it is spelt: kana of either kind, either width, hyphens, the usual forms of kanji.
    private static func isSame(_ typed: String, _ kept: String, in field: PersonalField) -> Bool {
        switch field {
        case .phone, .senderPhone:
            same(PhoneNumber(typed)?.digits, PhoneNumber(kept)?.digits, else: typed, kept)
        case .postcode, .senderPostcode:
            same(PostalCode(typed)?.digits, PostalCode(kept)?.digits, else: typed, kept)
        case .email:
            same(
                EmailAddress(typed)?.normalised,
                EmailAddress(kept)?.normalised,
                else: typed,
                kept
            )
        default: folded(typed) == folded(kept)
        }
    }

    private static func same(_ a: String?, _ b: String?, else typed: String, _ kept: String) -> Bool
    {
        guard let a, let b else { return folded(typed) == folded(kept) }
        return a == b
    }

    private static func folded(_ text: String) -> String { Spelling.folded(text).joined() }
}
