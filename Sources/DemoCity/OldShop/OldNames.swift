import Basics

/// Names, towns and words of the old shop's people, as they are written down in `Goods/`.
struct OldNames {
    let family: [Name]
    private let given: [Generation: [Name]]
    let buildings: [String]
    /// `{}` stands for a family's name.
    let companies: [String]
    let memos: [String]
    let wishes: [String]
    private let nearTowns: [OldTown]
    private let farTowns: [OldTown]

    struct Name {
        var kanji: String
        var kana: String
    }

    struct Generation: Hashable {
        var isWoman: Bool
        /// 0 born before 1950, 1 before 1975, 2 since.
        var age: Int
    }

    init() throws {
        let written: WrittenPeople = try Written.read("old-people")
        family = written.family.compactMap(Name.init)
        let lists = [
            written.manOld, written.manMiddle, written.manYoung, written.womanOld,
            written.womanMiddle, written.womanYoung,
        ]
        var given: [Generation: [Name]] = [:]
        for (place, list) in lists.enumerated() {
            let generation = Generation(isWoman: place > 2, age: place % 3)
            given[generation] = list.compactMap(Name.init)
        }
        self.given = given
        (buildings, companies) = (written.buildings, written.companies)
        (memos, wishes) = (written.memos, written.wishes)
        let towns = try (Written.read("towns") as [WrittenTowns]).flatMap(\.all)
        nearTowns = towns.filter { $0.prefecture.code == 31 }
        farTowns = towns.filter { $0.prefecture.code != 31 }
    }

    func givenName(of generation: Generation, by chance: inout Chance) -> Name {
        chance.commonly(given[generation] ?? family)
    }

    /// Thirty of a hundred live in the city's own prefecture.
    func town(by chance: inout Chance) -> OldTown {
        chance.happens(30) ? chance.pick(nearTowns) : chance.pick(farTowns)
    }
}

extension OldNames.Name {
    /// From `佐藤 サトウ`.
    fileprivate init?(_ written: String) {
        let parts = written.split(separator: " ")
        guard parts.count == 2 else { return nil }
        (kanji, kana) = (String(parts[0]), String(parts[1]))
    }
}

/// A real town with its real postcode (Japan Post's list); house numbers in it are drawn by lot.
struct OldTown {
    var prefecture: Prefecture
    var postcode: String
    var name: String
}

private struct WrittenPeople: Decodable {
    /// The commonest first.
    var family: [String]
    var manOld: [String]
    var manMiddle: [String]
    var manYoung: [String]
    var womanOld: [String]
    var womanMiddle: [String]
    var womanYoung: [String]
    var buildings: [String]
    var companies: [String]
    var memos: [String]
    var wishes: [String]
}

private struct WrittenTowns: Decodable {
    var prefecture: Prefecture
    /// Each `6800011 鳥取市 東町`.
    var towns: [String]

    var all: [OldTown] {
        towns.map { town in
            let parts = town.split(separator: " ")
            return OldTown(
                prefecture: prefecture,
                postcode: String(parts.first ?? ""),
                name: parts.dropFirst().joined()
            )
        }
    }
}

extension Chance {
    /// One of a list that begins with the commonest: it is about seven times as frequent as the last.
    mutating func commonly<Element>(_ choices: [Element]) -> Element {
        let even = Double(next() >> 11) / 9_007_199_254_740_992
        return choices[Int(Double(choices.count) * (even + 3 * even * even) / 4)]
    }
}
