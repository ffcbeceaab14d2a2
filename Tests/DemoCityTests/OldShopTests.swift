import Basics
import Catalogue
import Foundation
import Import
import Testing

@testable import DemoCity

@Suite("the old shop's exports")
struct OldShopTests {
    /// Written once for all tests.
    private static let files = Result { try OldShopFiles(members: 1000) }

    private let files: OldShopFiles

    init() throws { files = try OldShopTests.files.get() }

    @Test("the same seed and size give the same bytes, another seed others")
    func repeats() throws {
        let once = try OldShopFiles(members: 40)
        #expect(try OldShopFiles(members: 40).bytes == once.bytes)
        #expect(try OldShopFiles(members: 40, seed: "8").bytes != once.bytes)
    }

    @Test("the notice's numbers are exact, others keep their proportion")
    func sizes() throws {
        #expect(OldShopSize.notice.guests == 10_075)
        #expect(OldShopSize(members: 27_270) == .notice)
        #expect(OldShopSize(members: 272_700)?.orders == 590_210)
        #expect(OldShopSize(members: 272_700)?.guests == 100_750)
        #expect(OldShopSize(members: 0) == nil && OldShopSize(members: 1, orders: -1) == nil)
        #expect(OldShopSize(members: .max) == nil && OldShopSize(members: 10_000_001) == nil)
    }

    @Test(
        "every guest of the notice's orders comes, and nobody else",
        arguments: [0, 1, 7, 59_021]
    )
    func guests(orders: Int) throws {
        let size = try #require(OldShopSize(members: 3000, orders: orders))
        let plan = OrderPlan(size: size, seed: "x")
        var met: Set<OrderPlan.Orderer> = []
        for order in 0..<orders { met.insert(plan.orderer(of: order)) }
        let guests = met.filter { if case .guest = $0 { true } else { false } }
        #expect(guests == Set((0..<size.guests).map { .guest($0 + 1) }))
        let members = Set((1...3000).map(OrderPlan.Orderer.member))
        #expect(met.subtracting(guests).isSubset(of: members))
    }

    @Test("members, orders and persons who are no members are as many as were asked for")
    func counts() {
        #expect(files.members.map { $0["会員ID"] } == (1...1000).map(String.init))
        let numbers = files.orders.map { Int($0["注文ID"]) ?? 0 }
        #expect(numbers == numbers.sorted() && Set(numbers) == Set(1...files.size.orders))
        let others = files.orders.filter { $0["会員ID"].isEmpty }.map { row in
            ["お名前(姓)", "お名前(名)", "郵便番号", "住所1", "住所2"].map { row[$0] }
                + [digits(row["TEL"])]
        }
        #expect(Set(others).count == files.size.guests)
        #expect(Set(files.orders.map { $0["注文詳細ID"] }).count == files.orders.count)
    }

    @Test("headings and columns are EC-CUBE 4's")
    func columns() {
        #expect(files.members.allSatisfy { $0.cells.count == EccubeFour.members.count })
        #expect(files.orders.allSatisfy { $0.cells.count == EccubeFour.orders.count })
        #expect(files.orders.allSatisfy { $0["出荷ID"].isEmpty == $0["配送先_お名前(姓)"].isEmpty })
        #expect(
            files.orders.allSatisfy { ($0["明細区分(名称)"] == "商品") == !$0["出荷ID"].isEmpty }
        )
        #expect(!(files.members + files.orders).contains { $0.cells.contains { $0.contains("?") } })
        let kinds = Set(files.orders.map { $0["明細区分(名称)"] })
        #expect(kinds == ["商品", "送料", "手数料", "割引", "ポイント"])
    }

    @Test("amounts are plausible and add up")
    func sums() {
        for rows in Dictionary(grouping: files.orders, by: { $0["注文ID"] }).values {
            guard let first = rows.first else { continue }
            func sum(_ kinds: Set<String>) -> Int {
                rows.filter { kinds.contains($0["明細区分(名称)"]) }
                    .map { $0.yen("価格") * $0.yen("個数") }.reduce(0, +)
            }
            #expect(sum(["商品"]) == first.yen("小計") && sum(["送料"]) == first.yen("送料"))
            #expect(sum(["割引", "ポイント"]) == -first.yen("値引き"))
            let total = sum(["商品", "送料", "手数料", "割引", "ポイント"])
            #expect(total == first.yen("合計") && total == first.yen("支払合計"))
            #expect((300...400_000).contains(total))
            #expect(first.yen("税金") * 10 < total)
        }
    }

    @Test("goods are the city's own, of the season, and December is the busiest month")
    func seasons() throws {
        let goods = try DemoCity(seed: "7").goods(today: OldCalendar.last)
        let names = Dictionary(goods.map { (String($0.id.rawValue), $0.name) }) { a, _ in a }
        let lines = files.orders.filter { $0["明細区分(名称)"] == "商品" }
        #expect(lines.allSatisfy { names[$0["商品ID"]] == $0["商品名"] })
        #expect(Set(lines.map { $0["商品ID"] }).count > 700)
        #expect(lines.filter { month($0["受注日"]) == 6 }.allSatisfy { !$0["商品名"].contains("松葉がに") })
        let orders = Dictionary(grouping: lines, by: { month($0["受注日"]) }).mapValues(\.count)
        #expect(orders.count == 12)
        #expect(orders.max { $0.value < $1.value }?.key == 12)
    }

    @Test("nothing happens after the last day, and nobody orders before he has registered")
    func times() throws {
        let rows =
            files.members.map { ($0, ["初回購入日", "最終購入日", "登録日", "更新日"]) }
            + files.orders.map { ($0, ["受注日", "入金日", "発送日", "出荷メール送信日"]) }
        for (row, headings) in rows {
            for heading in headings where !row[heading].isEmpty {
                let day = try #require(OldShopTests.day(row[heading]))
                #expect(OldCalendar.first <= day && day <= OldCalendar.last, "\(heading)")
            }
        }
        let registered = Dictionary(
            uniqueKeysWithValues: files.members.map { ($0["会員ID"], OldShopTests.day($0["登録日"])) }
        )
        for order in files.orders where !order["会員ID"].isEmpty {
            let since = try #require(registered[order["会員ID"]] ?? nil)
            #expect(since <= (try #require(OldShopTests.day(order["受注日"]))))
        }
    }

    private static func day(_ date: String) -> Day? {
        let parts = date.split(whereSeparator: { "-/年月日 ".contains($0) }).prefix(3).compactMap {
            Int($0)
        }
        return parts.count == 3 ? Day(year: parts[0], month: parts[1], day: parts[2]) : nil
    }

    private func month(_ date: String) -> Int {
        let parts = date.split(whereSeparator: { "-/年月".contains($0) })
        return parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    }

    private func digits(_ phone: String) -> String { PhoneNumber(phone)?.digits ?? phone }
}
