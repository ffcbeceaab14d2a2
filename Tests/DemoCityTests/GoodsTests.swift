import Basics
import Catalogue
import DemoCity
import Merchants
import Testing

private let november = Day("2026-11-22") ?? Day(number: 0)

@Suite("the demonstration city's goods")
struct GoodsTests {
    let city: DemoCity
    let goods: [Goods]
    let shops: [Shop]

    init() throws {
        city = try DemoCity()
        goods = city.goods(today: november)
        shops = city.shops()
    }

    @Test("sixty shops sell fifteen hundred goods")
    func counts() {
        #expect(shops.count == 60)
        #expect(goods.count == 1500)
        #expect(Set(goods.map(\.id)) == Set((1...1500).map(GoodsID.init(rawValue:))))
        #expect(Dictionary(grouping: goods, by: \.shop).values.allSatisfy { $0.count == 25 })
    }

    @Test("no shop sells two goods of one name, or tells of two in the same words")
    func noTwins() {
        #expect(Set(goods.map { "\($0.shop)\($0.name)" }).count == 1500)
        #expect(Set(goods.map { "\($0.shop)\($0.description)" }).count == 1500)
    }

    @Test("the same seed and day make the same city, another seed another")
    func repeats() throws {
        #expect(try DemoCity().goods(today: november) == goods)
        #expect(try DemoCity(seed: "other").goods(today: november) != goods)
    }

    @Test("every one of the goods is whole")
    func whole() {
        let below = Set(city.categories().filter { $0.parent != nil }.map(\.slug))
        for one in goods {
            #expect(below.contains(one.category), "\(one.name)")
            #expect((5...100).contains(one.name.count) && !one.reading.isEmpty)
            let first = one.description.split(separator: "\n\n").first ?? ""
            #expect((2...4).contains(first.filter { $0 == "。" }.count), "\(first)")
            #expect((300...60_000).contains(one.price.yen) && one.price.yen % 10 == 0)
            #expect((10...35_000).contains(one.weightGrams) && !one.contents.isEmpty)
            #expect((2...3).contains(one.pictures.count))
            #expect((0...200).contains(one.stock) && (1...14).contains(one.dispatch.leadDays))
        }
    }

    @Test("alcohol is taxed at 10 %, food at 8 %, crafts at 10 % and never spoil")
    func tax() {
        for one in goods {
            if one.isAlcohol { #expect(one.taxRate == .standard, "\(one.name)") }
            if one.bestBeforeDays != nil && !one.isAlcohol && one.category != "gift-set" {
                #expect(one.taxRate == .reduced, "\(one.name)")
            }
        }
        let sake = goods.filter { ["nihonshu", "wine-beer"].contains($0.category) }
        #expect(sake.count > 60 && sake.allSatisfy(\.isAlcohol))
        #expect(goods.filter(\.isAlcohol).count == sake.count)
    }

    @Test("allergens are told where a kind has them")
    func allergens() {
        func all(_ word: String, have allergen: Allergen) -> Bool {
            goods.filter { $0.name.contains(word) }.allSatisfy { $0.allergens.contains(allergen) }
        }
        #expect(all("松葉がに", have: .crab))
        #expect(all("もさえび", have: .shrimp))
        #expect(all("大山そば", have: .buckwheat))
        #expect(all("白いか", have: .squid))
        #expect(all("チーズ", have: .milk))
        #expect(all("平飼いたまご", have: .egg))
        #expect(all("砂丘長いも", have: .yam))
    }

    @Test(
        "seasons never go stale: whatever the day, nothing is promised for the past",
        arguments: ["2026-11-22", "2027-01-02", "2028-02-29", "2030-08-25", "2030-12-31"]
    )
    func seasons(text: String) throws {
        let today = try #require(Day(text))
        for one in city.goods(today: today) {
            if let earliest = one.dispatch.earliest {
                #expect(earliest > today && earliest < today.adding(days: 366), "\(one.name)")
            }
        }
    }

    @Test("pears wait for their season, crabs are landed in November")
    func seasonOfPears() throws {
        let pear = try #require(goods.first { $0.name.contains("二十世紀梨") })
        #expect(pear.dispatch.earliest == Day("2027-08-22"))
        #expect(pear.dispatch.lastOrderForYearEnd == nil)
        let crab = try #require(goods.first { $0.name.contains("松葉がに") })
        #expect(crab.dispatch.earliest == nil)
        #expect(crab.dispatch.lastOrderForYearEnd == Day("2026-12-20"))
        #expect(!crab.dispatch.acceptsDeliveryDate)
    }

    @Test("a shop's のし is never more than it offers")
    func noshi() {
        for shop in shops {
            let used = goods.filter { $0.shop == shop.id }.flatMap(\.noshi)
            #expect(shop.noshi.inner || !used.contains(.inner))
            #expect(shop.noshi.outer || !used.contains(.outer))
        }
    }
}
