import Basics
import Foundation
import TestKit
import Testing

@testable import Import

@Suite("The old shop's goods")
struct GoodsTests {
    private func row(_ number: Int, _ values: [String: String] = [:]) -> [String] {
        let usual = [
            "商品ID": "\(number)", "商品規格ID": "\(number * 10)", "公開ステータス(名称)": "公開",
            "商品名": "二十世紀梨", "規格分類1(名称)": "5kg", "商品コード": "nashi-\(number)", "在庫数": "12",
            "在庫数無制限フラグ": "0", "販売価格": "3500.00", "税率": "8", "商品カテゴリ(名称)": "果物,梨",
            "商品説明(詳細)": "<p>みずみずしい<b>甘さ</b>です。</p><br />丘で&amp;朝に", "商品画像": "a.jpg,b.jpg",
        ]
        let all = usual.merging(values) { $1 }
        return EccubeFour.goods.map { all[$0] ?? "" }
    }

    /// What became of some rows, and what the city has of them.
    private func bring(
        _ rows: [[String]],
        headings: [String] = EccubeFour.goods,
        to city: PlayedCity = PlayedCity()
    ) async throws -> (ImportSummary, [String: ImportedGoods], aside: [[String]]) {
        try await withTemporaryFolder { folder in
            let files = OldShopFiles(folder: folder)
            try files.write([headings] + rows, to: files.goods)
            let summary = try await Intake(city.ports).run(ImportFiles(goods: [files.goods]))
            let file = try #require(summary.files.first)
            #expect(file.done == file.rows)
            return (summary, city.now.goods, try file.setAsidePath.map(files.read) ?? [])
        }
    }

    @Test("come over as they were, text without HTML, choices with their goods' name")
    func whole() async throws {
        let (summary, goods, _) = try await bring([row(1)])
        let one = try #require(goods["1/10"])
        #expect(one.name == "二十世紀梨 5kg")
        #expect(one.description == "みずみずしい甘さです。\n\n丘で&朝に")
        #expect(one.priceHundredths == 350_000)
        #expect(one.taxPercent == 8)
        #expect(one.stock == 12)
        #expect(one.wasPublic)
        #expect(one.category == "果物,梨")
        #expect(summary.goods.taken == 1)
        #expect(summary.goods.withPictures == 1)
    }

    @Test("what the file does not tell stays unknown and is counted")
    func unknown() async throws {
        let (summary, goods, _) = try await bring([
            row(1, ["税率": "", "在庫数": "", "在庫数無制限フラグ": "1", "公開ステータス(名称)": "非公開"])
        ])
        let one = try #require(goods["1/10"])
        #expect(one.taxPercent == nil)
        #expect(one.stock == nil)
        #expect(!one.wasPublic)
        #expect(summary.goods.withoutTaxRate == 1)
        #expect(summary.goods.withoutLimit == 1)
    }

    @Test("a price without tax keeps its part of a yen")
    func hundredths() async throws {
        let (_, goods, _) = try await bring([row(1, ["販売価格": "925.93"])])
        #expect(goods["1/10"]?.priceHundredths == 92_593)
    }

    @Test("deleted and 廃止 are left out; what cannot be read is set aside with its reason")
    func notTaken() async throws {
        let (summary, _, aside) = try await bring(
            [
                row(1, ["公開ステータス(名称)": "廃止"]), row(2, ["販売価格": "時価"]),
                row(3, ["商品名": ""]), row(4, ["商品名": "=HYPERLINK(\"x\")"]),
                row(5, ["在庫数": "-3"]), row(6).dropLast(),
            ].map(Array.init)
        )
        #expect(summary.goods.taken == 0)
        #expect(summary.files.first?.leftOut == 1)
        #expect(
            aside.dropFirst().map { $0.last } == [
                "「販売価格」が数として読めません", "「商品名」が空です", "「商品名」が計算式になっています",
                "「在庫数」が数として読めません", "列が足りません(31列のところ30列)。途中で切れているかもしれません",
            ]
        )
    }

    @Test("run again it changes nothing, and goods that stand twice are taken once")
    func again() async throws {
        let city = PlayedCity()
        let rows = [row(1), row(1, ["商品名": "別の名"]), row(2)]
        let (first, kept, _) = try await bring(rows, to: city)
        #expect(first.files.first?.taken == 2)
        #expect(first.files.first?.known == 1)
        let (second, after, _) = try await bring(rows.reversed(), to: city)
        #expect(second.files.first?.taken == 0)
        #expect(after == kept)
        #expect(after["1/10"]?.name == "二十世紀梨 5kg")
    }

    @Test("killed in the middle it goes on")
    func killed() async throws {
        let city = PlayedCity(diesAfter: 2)
        let rows = (1...1000).map { row($0) }
        await #expect(throws: PlayedCity.Killed.self) { try await bring(rows, to: city) }
        #expect((1..<1000).contains(city.now.goods.count))
        city.revive()
        let (summary, goods, _) = try await bring(rows, to: city)
        #expect(goods.count == 1000)
        #expect(summary.goods.taken < 1000)
    }

    @Test("series 2's file is taken, its page in five parts")
    func seriesTwo() async throws {
        let values = [
            "商品ID": "7", "商品規格ID": "9", "商品名": "松葉がに", "表示ステータス(公開・非公開)": "1", "販売価格": "18000",
            "一覧-メインコメント": "朝の水揚げ", "詳細-メインコメント": "<div>朝の水揚げ</div>",
            "詳細-サブタイトル(1)": "食べ方", "詳細-サブコメント(1)": "ゆでて", "在庫無制限フラグ": "1",
        ]
        let row = EccubeTwo.goods.map { values[$0] ?? "" }
        let (_, goods, _) = try await bring([row], headings: EccubeTwo.goods)
        let one = try #require(goods["7/9"])
        #expect(one.description == "朝の水揚げ\n\n食べ方\n\nゆでて")
        #expect(one.wasPublic)
        #expect(one.stock == nil)
    }

    @Test(
        "HTML becomes what the page showed",
        arguments: [
            ("a<br>b<BR/>c", "a\n\nb\n\nc"), ("<ul><li>一</li><li>二</li></ul>", "一\n\n二"),
            ("<table><tr><th>内容量</th><td>5kg</td></tr></table>", "内容量 5kg"),
            ("前<script>alert('x')</script>後", "前後"), ("前<!-- 見え > ない -->後", "前後"),
            ("前<style>p{}", "前"), ("3 < 5 で 7 > 6", "3 < 5 で 7 > 6"), ("5<6", "5<6"),
            ("&lt;b&gt;&nbsp;&#9825;&#x2661;&unknown;&", "<b> ♡♡&unknown;&"),
            ("一行\r\n二行", "一行\n\n二行"), ("<img src=\"x\" onerror=\"y\">", ""), ("<<<p>a", "<<\n\na"),
        ]
    )
    func markup(html: String, plain: String) {
        #expect(Markup.plain(html) == plain)
    }

    @Test("a text that opens a hundred thousand tags and closes none is read at once")
    func hostileMarkup() {
        let began = ContinuousClock.now
        #expect(!Markup.plain(String(repeating: "<a", count: 30_000)).isEmpty)
        _ = Markup.plain(String(repeating: "<script>", count: 8_000))
        _ = Markup.plain(String(repeating: "&#", count: 30_000))
        _ = Markup.plain(String(repeating: "<5>", count: 20_000))
        #expect(ContinuousClock.now - began < .seconds(5))
    }
}
