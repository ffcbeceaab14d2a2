import Basics

/// Somebody in the old shop's files: invented, and nobody's likeness.
struct OldPerson {
    var family: OldNames.Name
    var given: OldNames.Name
    var isWoman: Bool
    var born: Day
    /// Empty for private persons.
    var company: String
    var town: OldTown
    var block: String
    /// Empty where there is none.
    var building: String
    /// With hyphens.
    var phone: String
    /// Empty where there is none.
    var email: String
    /// How this one's columns are written, the same in every row.
    var habits: Habits

    struct Habits {
        var kana: Kana
        var prefectureInAddress: Bool
        var joinedAddress: Bool
        var postcodeHyphen: Bool
        var tellsSex: Bool
        var tellsBirthDate: Bool
    }

    enum Kana { case katakana, halfWidth, hiragana, none }
}

/// Makes the old shop's people, each from its number alone: none of them is ever kept.
struct OldPeople {
    let names: OldNames
    let seed: String

    /// Numbered from 1 in the order in which they registered.
    func member(_ number: Int) -> OldPerson {
        var person = plain("m\(number)", emailless: Untidiness.membersWithoutEmail)
        if shares(number) { person.email = lender(to: number).email }
        return person
    }

    /// Somebody who orders without being a member.
    func guest(_ number: Int) -> OldPerson {
        plain("g\(number)", emailless: Untidiness.guestsWithoutEmail)
    }

    /// Somebody to whom another sends: the same few year after year.
    func recipient(_ number: Int, of orderer: String) -> OldPerson {
        plain("\(orderer)r\(number)", emailless: 100)
    }

    private func shares(_ number: Int) -> Bool {
        var chance = Chance("\(seed)/shares/\(number)")
        return number > 1 && chance.happens(Untidiness.sharedEmail)
    }

    /// The member before with an address of its own.
    private func lender(to number: Int) -> OldPerson {
        var candidate = number - 1
        while candidate > 1 {
            if !shares(candidate) {
                let person = plain("m\(candidate)", emailless: Untidiness.membersWithoutEmail)
                if !person.email.isEmpty { return person }
            }
            candidate -= 1
        }
        return plain("m1", emailless: Untidiness.membersWithoutEmail)
    }

    private func plain(_ key: String, emailless: Int) -> OldPerson {
        var chance = Chance("\(seed)/\(key)")
        let isWoman = chance.happens(56)
        let born = Day(number: chance.number(-14_600...10_000))
        let age = born.year < 1950 ? 0 : born.year < 1975 ? 1 : 2
        let family = chance.commonly(names.family)
        let given = names.givenName(of: .init(isWoman: isWoman, age: age), by: &chance)
        let town = names.town(by: &chance)
        let isCompany = chance.happens(4)
        let company = isCompany ? chance.pick(names.companies) : ""
        let mailbox = OldContacts.email(family, given, key, isCompany, by: &chance)
        return OldPerson(
            family: family,
            given: given,
            isWoman: isWoman,
            born: born,
            company: company.replacing("{}", with: family.kanji),
            town: town,
            block: block(by: &chance),
            building: building(by: &chance),
            phone: OldContacts.phone(in: town.prefecture, by: &chance),
            email: chance.happens(emailless) ? "" : mailbox,
            habits: habits(by: &chance)
        )
    }

    private func block(by chance: inout Chance) -> String {
        let (a, b, c) = (chance.number(1...9), chance.number(1...28), chance.number(1...20))
        return switch chance.number(1...10) {
        case 1...5: "\(a)-\(b)-\(c)"
        case 6: "\(a)丁目\(b)-\(c)"
        case 7: "\(a)丁目\(b)番\(c)号"
        case 8: "\(a * 100 + b)番地\(c)"
        case 9: "\(a * 100 + b)番地"
        default: "\(a)－\(b)－\(c)"
        }
    }

    private func building(by chance: inout Chance) -> String {
        guard chance.happens(30) else { return "" }
        let room = "\(chance.number(1...8))0\(chance.number(1...9))"
        return chance.pick(names.buildings) + room + (chance.happens(50) ? "号室" : "")
    }

    private func habits(by chance: inout Chance) -> OldPerson.Habits {
        let other = Untidiness.emptyKana + Untidiness.otherKana
        let kana: OldPerson.Kana =
            switch chance.number(1...100) {
            case ...Untidiness.emptyKana: .none
            case ...other: chance.happens(50) ? .halfWidth : .hiragana
            default: .katakana
            }
        return OldPerson.Habits(
            kana: kana,
            prefectureInAddress: chance.happens(Untidiness.prefectureInAddress),
            joinedAddress: chance.happens(Untidiness.joinedAddress),
            postcodeHyphen: chance.happens(Untidiness.postcodesWithHyphen),
            tellsSex: !chance.happens(Untidiness.emptySex),
            tellsBirthDate: !chance.happens(Untidiness.emptyBirthDate)
        )
    }
}
