import Basics
import Ordering
import Testing

struct PostageTests {
    private let table = PostageTable.city

    @Test("every prefecture has a zone with a rate")
    func everyPrefecture() {
        for prefecture in Prefecture.all {
            #expect(table.base[PostageZone(prefecture)] != nil)
        }
        #expect(PostageZone(Sample.prefecture("鳥取県")) == .chugoku)
        #expect(PostageZone(Sample.prefecture("静岡県")) == .chubu)
        #expect(PostageZone(Sample.prefecture("鹿児島県")) == .kyushu)
        #expect(PostageZone(Sample.prefecture("長野県")) == .shinetsuKanto)
    }

    @Test(
        "weight, cold and distance each add to it",
        arguments: [
            (2_000, Temperature.ambient, "鳥取県", 830), (2_001, .ambient, "鳥取県", 1_060),
            (2_000, .chilled, "東京都", 1_270), (12_000, .frozen, "北海道", 3_005),
            (30_000, .ambient, "沖縄県", 2_860),
        ]
    )
    func rate(grams: Int, temperature: Temperature, prefecture: String, yen: Int) {
        let to = Destination(prefecture: Sample.prefecture(prefecture))
        #expect(table.postage(grams: grams, temperature: temperature, to: to).yen == yen)
    }

    @Test("an island costs more, takes longer, and knows no hours")
    func island() {
        let oki = Destination(prefecture: Sample.prefecture("島根県"), isIsland: true)
        let matsue = Destination(prefecture: Sample.prefecture("島根県"))
        let difference =
            table.postage(grams: 1, temperature: .ambient, to: oki)
            - table.postage(grams: 1, temperature: .ambient, to: matsue)
        #expect(difference == table.islandSurcharge)
        #expect(oki.transitDays == matsue.transitDays + 2)
        #expect(oki.windows.isEmpty)
        #expect(matsue.windows.count == 5)
    }

    @Test(
        "islands are known by their postcodes",
        arguments: [
            ("685-0012", true), ("6840404", true), ("684-0033", false), ("100-0001", false),
            ("100-0101", true), ("680-8571", false), ("907-0012", true), ("685", false),
            ("", false),
        ]
    )
    func islandPostcodes(postcode: String, isIsland: Bool) {
        #expect(IslandPostcodes.contain(postcode) == isIsland)
    }

    @Test("an estimate counts each shop and temperature")
    func estimate() {
        let lines = [Sample.line(Sample.pear), Sample.line(Sample.crab), Sample.line(Sample.sake)]
        let estimate = PostageEstimate(lines, to: Sample.tokyo)
        #expect(estimate.parcels.map(\.postage.yen) == [1_280, 1_270])
        #expect(estimate.total.yen == 2_550)
    }
}

struct TaxTests {
    @Test("tax is rounded once a rate, not line by line")
    func roundedOnce() {
        let lines = (0..<3).map { _ in (rate: TaxRate.reduced, amount: Money(yen: 100)) }
        let summary = TaxSummary(lines + [(rate: .standard, amount: Money(yen: 830))])
        #expect(summary.rates.map(\.rate) == [.reduced, .standard])
        #expect(summary.rates.map(\.tax.yen) == [22, 75])
        #expect(summary.total.yen == 1_130)
    }
}

struct PaymentTests {
    @Test("cash on delivery only where every parcel comes to the orderer; a card not yet")
    func offered() {
        #expect(PaymentWay.offered(everyRecipientIsOrderer: true).contains(.cashOnDelivery))
        #expect(!PaymentWay.offered(everyRecipientIsOrderer: false).contains(.cashOnDelivery))
        #expect(!PaymentWay.offered(everyRecipientIsOrderer: true).contains(.card))
    }

    @Test("the fee goes by each parcel's amount, and ends where the carrier's table ends")
    func fee() {
        #expect(CollectionFee.fee(collecting: Money(yen: 10_000))?.yen == 330)
        #expect(CollectionFee.fee(collecting: Money(yen: 10_001))?.yen == 440)
        #expect(CollectionFee.fee(collecting: Money(yen: 300_001)) == nil)
        #expect(CollectionFee.fee(parcels: [5_000, 50_000].map(Money.init(yen:)))?.yen == 990)
        #expect(CollectionFee.fee(parcels: [5_000, 500_000].map(Money.init(yen:))) == nil)
    }

    @Test("the instructions tell the account, or the slip, and the last day")
    func instructions() {
        let placed = Sample.day("2026-12-08")
        let slip = SlipNumber("12345678901")
        let transfer = PaymentInstructions(.bankTransfer, slip: slip, placed: placed).lines
        #expect(transfer.contains { $0.contains("2026年12月15日(火)") })
        #expect(!transfer.contains { $0.contains("12345678901") })
        let store = PaymentInstructions(.convenienceStore, slip: slip, placed: placed).lines
        #expect(store.contains { $0.contains("12345678901") })
    }
}
