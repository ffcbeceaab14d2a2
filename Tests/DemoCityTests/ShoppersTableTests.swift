import Basics
import Catalogue
import DemoCity
import Merchants
import Storage
import TestKit
import Testing

/// What a shopper of the demonstration would call right: the words, and what the first goods hold.
@Suite("A shopper's searches")
struct ShoppersTableTests {
    /// Words; what each of the first goods' names holds one of; how many goods that is held for.
    private static let table: [(String, [String], Int)] = [
        ("二十世紀梨", ["二十世紀梨"], 10), ("20世紀梨", ["二十世紀梨"], 10), ("にじっせいきなし", ["二十世紀梨"], 10),
        ("新甘泉", ["新甘泉"], 8), ("しんかんせん", ["新甘泉"], 8), ("松葉がに", ["松葉がに"], 5),
        ("松葉ガニ", ["松葉がに"], 5), ("松葉蟹", ["松葉がに"], 5), ("まつばがに", ["松葉がに"], 5),
        ("ﾏﾂﾊﾞｶﾞﾆ", ["松葉がに"], 5), ("らっきょう", ["らっきょう"], 10), ("ラッキョウ", ["らっきょう"], 10),
        ("和牛", ["牛"], 10), ("わぎゅう", ["牛"], 5), ("詰合せ", ["詰め合わせ", "詰合せ"], 1),
        ("つめあわせ", ["詰め合わせ", "詰合せ"], 1), ("コーヒー", ["コーヒー", "珈琲"], 2), ("牛乳", ["牛乳"], 3),
        ("和紙", ["和紙"], 5), ("味噌", ["味噌", "みそ"], 3), ("みそ", ["味噌", "みそ"], 2), ("そば", ["そば"], 3),
        ("蕎麦", ["そば"], 3), ("白いか", ["白いか"], 2), ("二十世紀梨 五キロ", ["5kg"], 5),
        ("二十世紀梨 5キロ", ["5kg"], 5), ("梨", pears, 20), ("なし", pears, 20),
    ]
    private static let pears = ["二十世紀梨", "新甘泉", "あきづき", "王秋", "なつひめ", "梨の食べくらべ"]

    @Test("the first goods are what was meant", arguments: TestDatabase.engines)
    func meant(_ engine: Engine) async throws {
        let migrations =
            [ChangeLog.migration] + MerchantMigrations.shop + CatalogueMigrations.shop
        try await TestDatabase.with(engine, migrations: migrations) { database in
            let city = try DemoCity()
            try await database.write { tx in
                for shop in city.shops() { try MerchantStore(tx).put(shop) }
                let store = CatalogueStore(tx, engine)
                for category in city.categories() { try store.put(category) }
                for goods in city.goods(today: Day(number: 20_779)) { try store.put(goods) }
            }
            for (words, expected, count) in ShoppersTableTests.table {
                let query = GoodsListQuery(words: SearchQuery(words))
                let list = try await database.read { try CatalogueStore($0, engine).list(query) }
                let names = list.cards.prefix(count).map(\.name)
                #expect(names.count == count, "\(words): \(names)")
                #expect(
                    names.allSatisfy { name in expected.contains { name.contains($0) } },
                    "\(words): \(names)"
                )
            }
        }
    }
}
