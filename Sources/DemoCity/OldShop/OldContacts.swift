import Basics

/// Telephones and mailboxes that can be nobody's.
enum OldContacts {
    /// Area codes of four digits by prefecture: only those that no code of three digits begins,
    /// and no code of five continues with a 0.
    private static let areaCodes: [Int: [String]] = [
        1: ["0123", "0138", "0142", "0166"], 21: ["0572", "0574"], 23: ["0562", "0565"],
        25: ["0748", "0749"], 29: ["0742", "0743"], 31: ["0857", "0857", "0858", "0859"],
        32: ["0852", "0853", "0855"], 40: ["0942", "0948"],
    ]

    /// With hyphens.
    ///
    /// What follows the area code, 070 or 090 begins with 0, which leads out of the local network: no
    /// exchange and no carrier's number can begin so (電気通信番号計画).
    static func phone(in prefecture: Prefecture, by chance: inout Chance) -> String {
        let last = digits(chance.number(0...9999), 4)
        if let codes = areaCodes[prefecture.code], chance.happens(65) {
            return "\(chance.pick(codes))-0\(chance.number(0...9))-\(last)"
        }
        let code = chance.happens(70) ? "090" : "070"
        return "\(code)-0\(chance.number(100...999))-\(last)"
    }

    /// At names that are kept for examples (RFC 2606; JPRS for `.jp`); no two keys have one mailbox.
    static func email(
        _ family: OldNames.Name,
        _ given: OldNames.Name,
        _ key: String,
        _ isCompany: Bool,
        by chance: inout Chance
    ) -> String {
        let (last, first) = (Romaji.spelled(family.kana), Romaji.spelled(given.kana))
        let local =
            switch chance.number(1...4) {
            case 1: "\(first).\(last)"
            case 2: "\(last)_\(first)"
            case 3: "\(last)\(first.prefix(1))"
            default: "\(first)"
            }
        let domains = isCompany ? ["example.co.jp"] : privateDomains
        return "\(local)-\(key)@\(chance.pick(domains))"
    }

    private static let privateDomains = [
        "example.jp", "example.jp", "example.ne.jp", "example.com", "example.net", "example.org",
    ]

    private static func digits(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// Katakana in Latin letters, as people write themselves in mail addresses: without long vowels.
enum Romaji {
    static func spelled(_ kana: String) -> String {
        var text = ""
        for character in kana {
            if let small = glides[character] {
                // シャ is sha, キャ kya.
                if text.hasSuffix("i") { text.removeLast() }
                text +=
                    text.hasSuffix("sh") || text.hasSuffix("ch") || text.hasSuffix("j")
                    ? small : "y" + small
            } else {
                text += letters[character] ?? ""
            }
        }
        return text
    }

    private static let glides: [Character: String] = ["ャ": "a", "ュ": "u", "ョ": "o"]

    private static let letters: [Character: String] = {
        let rows = [
            ("アイウエオ", "a i u e o"), ("カキクケコ", "ka ki ku ke ko"),
            ("サシスセソ", "sa shi su se so"), ("タチツテト", "ta chi tsu te to"),
            ("ナニヌネノ", "na ni nu ne no"), ("ハヒフヘホ", "ha hi fu he ho"),
            ("マミムメモ", "ma mi mu me mo"), ("ヤユヨ", "ya yu yo"), ("ラリルレロ", "ra ri ru re ro"),
            ("ワヲン", "wa o n"), ("ガギグゲゴ", "ga gi gu ge go"), ("ザジズゼゾ", "za ji zu ze zo"),
            ("ダヂヅデド", "da ji zu de do"), ("バビブベボ", "ba bi bu be bo"),
            ("パピプペポ", "pa pi pu pe po"),
        ]
        let pairs = rows.flatMap { zip($0.0, $0.1.split(separator: " ").map(String.init)) }
        return Dictionary(pairs.map { ($0.0, $0.1) }) { first, _ in first }
    }()
}
