import Testing

@testable import Theft

@Suite("What is searched for, and what is not")
struct PartTests {
    private func wanted(_ values: [(ValueKind, String)]) -> Wanted {
        Wanted(values.map { KnownValue($0.0, $0.1, source: "typed.jsonl:1") })
    }

    @Test("what chance could make is counted, not searched for")
    func tooShort() {
        let counts = wanted([(.familyName, "山田"), (.name, "山田 一"), (.street, "1-2-3")]).counts
        #expect(counts.tooShort == 2 && counts.searched == 1)
        #expect(counts.kinds == ["name": 1])
    }

    @Test("what everybody knows is counted, not searched for")
    func open() {
        let values = wanted([(.postcode, "6800001"), (.city, "鳥取市"), (.prefecture, "鳥取県")])
        #expect(values.counts == ValueCounts(known: 3, public: 3))
        #expect(values.patterns.count == 0)
    }

    @Test("what stands in the catalogue is left out, and its other parts stay")
    func catalogue() {
        let all = wanted([(.street, "湖山ヶ丘一丁目118番地"), (.building, "砂丘温泉会館")])
        let found = Set((0..<all.patterns.count).filter { all.patterns.origins[$0].value == 1 })
        let rest = all.without(public: found)
        #expect(rest.counts.public == 1 && rest.counts.searched == 1)
        #expect(all.counts.kinds == ["street": 1, "building": 1])
        #expect(rest.counts.kinds == ["street": 1, "building": 0])
        #expect(rest.patterns.count == all.patterns.count - found.count)
    }

    @Test("a birth date of lately is a day like any other")
    func birthDates() {
        #expect(Parts.of("1961-01-31 00:00:00", .birthDate).count == 1)
        #expect(Parts.of("2019/04/01", .birthDate).isEmpty)
    }

    @Test("two kanji are searched for in no encoding, three in UTF-8, four in all")
    func kanji() {
        #expect(!Rarity(of: Array("山田".utf16)).isEnough)
        #expect(Rarity(of: Array("鹿野丸".utf16)).isEnough)
        #expect(Rarity(of: Array("鹿野丸".utf16)).otherBits < Rarity.leastBits)
        #expect(Rarity(of: Array("山田太郎".utf16)).otherBits >= Rarity.leastBits)
    }

    @Test("fields of a form name the kinds")
    func kinds() {
        #expect(ValueKind(field: "senderStreet") == .street)
        #expect(ValueKind(field: "email") == .email)
        #expect(ValueKind(field: "giftMessage") == .message)
    }
}
