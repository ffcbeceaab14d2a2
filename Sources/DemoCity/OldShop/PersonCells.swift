import Basics

/// A person as the old shop's columns have one, in that person's own untidiness.
struct PersonCells {
    private let person: OldPerson

    init(_ person: OldPerson) { self.person = person }

    /// From お名前(姓) to 住所2: ten columns, which members, orderers and recipients have alike.
    var nameAndAddress: [String] {
        let postcode = person.town.postcode
        let hyphenated = "\(postcode.prefix(3))-\(postcode.suffix(4))"
        return [
            person.family.kanji, person.given.kanji, kana(person.family), kana(person.given),
            person.company, person.habits.postcodeHyphen ? hyphenated : postcode,
        ] + address
    }

    /// From 性別(ID) to 誕生日: five columns.
    func sexToBirthDate(_ form: OldTime.Form) -> [String] {
        let habits = person.habits
        let sex = person.isWoman ? ["2", "女性"] : ["1", "男性"]
        let born = OldTime(day: person.born, second: 0).written(form)
        return (habits.tellsSex ? sex : ["", ""]) + ["", "", habits.tellsBirthDate ? born : ""]
    }

    var email: String { person.email }

    /// Each time as it was typed that time.
    func phone(by chance: inout Chance) -> String {
        switch chance.number(1...100) {
        case ...Untidiness.phonesWithoutHyphens: person.phone.replacing("-", with: "")
        case ...(Untidiness.phonesWithoutHyphens + Untidiness.fullWidthPhones): wide(person.phone)
        default: person.phone
        }
    }

    /// 都道府県(ID), 都道府県(名称), 住所1, 住所2.
    private var address: [String] {
        let habits = person.habits
        let prefecture = person.town.prefecture
        let house = person.block + (person.building.isEmpty ? "" : " " + person.building)
        let town = (habits.prefectureInAddress ? prefecture.name : "") + person.town.name
        let columns =
            habits.prefectureInAddress ? ["", ""] : [String(prefecture.code), prefecture.name]
        return columns + (habits.joinedAddress ? [town + house, ""] : [town, house])
    }

    private func kana(_ name: OldNames.Name) -> String {
        switch person.habits.kana {
        case .katakana: name.kana
        case .none: ""
        case .hiragana: shifted(name.kana, by: 0x60)
        case .halfWidth: HalfKana.narrowed(name.kana)
        }
    }

    private func shifted(_ kana: String, by step: UInt32) -> String {
        var text = String.UnicodeScalarView()
        for scalar in kana.unicodeScalars {
            let isKatakana = (0x30A1...0x30F6).contains(scalar.value)
            text.append(isKatakana ? Unicode.Scalar(scalar.value - step) ?? scalar : scalar)
        }
        return String(text)
    }

    private func wide(_ text: String) -> String {
        var wide = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            wide.append(scalar.isASCII ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar)
        }
        return String(wide)
    }
}

/// Katakana in half width (JIS X 0201), voicing marks as characters of their own.
enum HalfKana {
    static func narrowed(_ kana: String) -> String {
        kana.map { narrow[$0] ?? String($0) }.joined()
    }

    private static let narrow: [Character: String] = {
        let plain = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
        var table: [Character: String] = [:]
        for (place, character) in plain.enumerated() {
            guard let scalar = Unicode.Scalar(0xFF66 + UInt32(place)) else { continue }
            table[character] = String(Character(scalar))
        }
        for (voiced, base) in zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ", "カキクケコサシスセソタチツテトハヒフヘホウ") {
            table[voiced] = (table[base] ?? "") + "ﾞ"
        }
        for (voiced, base) in zip("パピプペポ", "ハヒフヘホ") {
            table[voiced] = (table[base] ?? "") + "ﾟ"
        }
        return table
    }()
}
