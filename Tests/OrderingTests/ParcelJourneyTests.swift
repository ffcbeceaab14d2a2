import Basics
import HTTPTypes
import Logging
import Ordering
import Testing
import VaultAPI
import Web

/// Butter, pears of next September and squid without 日付指定: three parcels, three days.
@Suite("A day for each parcel", .serialized)
struct ParcelJourneyTests {
    /// The days that a page offers for one parcel.
    private func days(_ page: String, _ kind: String) -> [String] {
        guard let start = page.firstRange(of: "name=\"day-\(kind)\"") else { return [] }
        let select = page[start.upperBound...].prefix { $0 != "\u{0}" }
        let end = select.firstRange(of: "</select>")?.lowerBound ?? select.endIndex
        return select[..<end].split(separator: "<option value=\"").dropFirst().map {
            String($0.prefix { $0 != "\"" })
        }.filter { !$0.isEmpty }
    }

    @Test("the page offers each parcel its own days, and they arrive at every page and paper")
    func threeParcels() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gift) = try await customer.toOneself([(4, 1), (5, 1), (6, 1)])
            try await customer.counter.get(gift)
            let page = customer.counter.page
            #expect(days(page, "12-chilled").first == "2026-12-03")
            #expect(days(page, "12-chilled").count == DeliveryDates.daysOffered)
            #expect(days(page, "10-ambient").first == "2027-09-02")
            #expect(days(page, "13-frozen").isEmpty)
            #expect(page.contains("日付指定不可"))
            for name in ["店10(常温便)", "店12(冷蔵便)", "店13(冷凍便)"] {
                #expect(page.contains("<legend>\(name)</legend>"))
            }
            let counts = ["count-4": "1", "count-5": "1", "count-6": "1"]
            let refused = try await customer.fill(
                gift,
                counts.merging(["day-10-ambient": "2026-12-10"]) { $1 }
            )
            #expect(refused.status == .unprocessableContent)
            let chosen = try await customer.fill(
                gift,
                counts.merging([
                    "day-12-chilled": "2026-12-10", "window-12-chilled": "morning",
                    "day-10-ambient": "2027-09-05", "window-13-frozen": "from18",
                ]) { $1 }
            )
            #expect(chosen.location == checkout + "/payment")
            try await customer.counter.get(checkout + "/recipients")
            #expect(customer.counter.page.contains("店12(冷蔵便) 2026年12月10日(木) 午前中"))
            try await customer.fill(checkout + "/payment", ["payment": "bankTransfer"])
            let told = [
                "2026年12月10日(木) 午前中", "2027年9月5日(日)",
                "2026年12月3日(木)以降、準備ができしだいお届けします 18時〜20時",
            ]
            try await expect(told, at: checkout + "/confirmation", customer)
            try await customer.place(checkout)
            try await expect(told, at: checkout + "/thanks", customer)
            try await placed(town, customer, told)
        }
    }

    private func expect(_ told: [String], at path: String, _ customer: Customer) async throws {
        try await customer.counter.get(path)
        for words in told {
            #expect(customer.counter.page.contains(words), "\(path) lacks \(words)")
        }
    }

    private func placed(_ town: Town, _ customer: Customer, _ told: [String]) async throws {
        let order = try #require(try await town.shop.orders.orders(in: nil, limit: 1).first)
        #expect(
            order.parcels.map(\.day) == [Sample.day("2027-09-05"), Sample.day("2026-12-10"), nil]
        )
        #expect(order.parcels.map(\.window) == [nil, .morning, .from18])
        let token = try await town.vault.token(for: order.orderer, use: .orderView)
        customer.counter.setCookie("__Host-order", token.secret.revealed)
        try await expect(told, at: "/orders/\(order.number)", customer)
        let relay = OutboxRelay(town.shop.outbox, orders: town.shop.orders, vault: town.vault.desk)
        await relay.run(at: Sample.noon, Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() })
        guard case .orderReceived(let facts) = await town.vault.letters.values.first else {
            Issue.record("no letter tells of the order")
            return
        }
        #expect(facts.sellers.flatMap(\.parcels).map(\.delivery.day) == order.parcels.map(\.day))
    }

    @Test("a day that can be met no longer when the order is placed is told beside its parcel")
    func tooLate() async throws {
        try await Town.with { town in
            town.clock.advance(hours: 2)
            let customer = Customer(town)
            let (checkout, gift) = try await customer.toOneself([(1, 1), (4, 1)])
            let counts = ["count-1": "1", "count-4": "1"]
            try await customer.fill(
                gift,
                counts.merging([
                    "day-10-ambient": "2026-12-04", "day-12-chilled": "2026-12-10",
                ]) { $1 }
            )
            try await customer.fill(checkout + "/payment", ["payment": "bankTransfer"])
            try await customer.counter.get(checkout + "/confirmation")
            let total = try #require(customer.counter.value(of: "total"))
            town.clock.advance(hours: 1)
            let late = try await customer.counter.post(
                checkout + "/confirmation",
                ["total": total]
            )
            #expect(late.status == .conflict)
            #expect(late.text.contains("「二十世紀梨」は、選ばれたお届け日・時間帯にはお届けできません"))
            #expect(late.text.split(separator: "この日・時間帯にはお届けできません").count == 2)
            #expect(try await town.shop.orders.orders(in: nil, limit: 1).isEmpty)
            try await customer.fill(
                gift,
                counts.merging([
                    "day-10-ambient": "2026-12-05", "day-12-chilled": "2026-12-10",
                ]) { $1 }
            )
            #expect(try await customer.place(checkout).location == checkout + "/thanks")
            let order = try #require(try await town.shop.orders.orders(in: nil, limit: 1).first)
            #expect(
                order.parcels.map(\.day) == [Sample.day("2026-12-05"), Sample.day("2026-12-10")]
            )
        }
    }

    @Test("one parcel is asked for without a name or a frame")
    func alone() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (_, gift) = try await customer.toOneself([(1, 1), (3, 1)])
            try await customer.counter.get(gift)
            #expect(!customer.counter.page.contains("<legend>店"))
            #expect(!customer.counter.page.contains("別々の荷物"))
            #expect(days(customer.counter.page, "10-ambient").first == "2026-12-04")
        }
    }

    @Test("a parcel that new numbers bring in is shown once before it is kept")
    func newParcel() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gift) = try await customer.toOneself([(1, 2), (4, 1)])
            try await customer.fill(gift, ["count-1": "2", "count-4": "0"])
            let wider = try await customer.fill(gift, ["count-1": "2", "count-4": "1"])
            #expect(wider.status == .ok)
            #expect(wider.text.contains("荷物が増えました"))
            #expect(wider.text.contains("name=\"day-12-chilled\""))
            let kept = try await customer.counter.post(
                gift,
                ["count-1": "2", "count-4": "1", "day-12-chilled": ""]
            )
            #expect(kept.location == checkout + "/payment")
        }
    }

    @Test("a day that is copied to somebody too far away is told before the payment")
    func copiedTooFar() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gift) = try await customer.toOneself([(1, 2)])
            try await customer.fill(
                gift,
                ["count-1": "1", "day-10-ambient": "2026-12-04"]
            )
            var far = Customer.mother
            far.merge(["postcode": "9000001", "prefecture": "沖縄県", "warned": "yes"]) { $1 }
            try await customer.fill(checkout + "/recipients/new", far)
            try await customer.counter.get(checkout + "/recipients")
            try await customer.counter.post(gift.replacing("/gift", with: "/copies"))
            try await customer.counter.get(checkout + "/recipients")
            #expect(customer.counter.page.contains("この日・時間帯にはお届けできません"))
            let stopped = try await customer.counter.post(checkout + "/recipients")
            #expect(stopped.status == .unprocessableContent)
            #expect(stopped.text.contains("お届けできない荷物があります"))
        }
    }

    @Test("御歳暮 is asked about for the parcel that comes too late, and for no other")
    func season() async throws {
        try await Town.with { town in
            town.clock.advance(hours: 24 * 20)
            let customer = Customer(town)
            let (checkout, gift) = try await customer.toOneself([(1, 1), (4, 1)])
            var fields = [
                "count-1": "1", "count-4": "1", "noshi": "yearEnd", "place": "outer",
                "day-10-ambient": "2026-12-30", "day-12-chilled": "2027-01-03",
            ]
            let asked = try await customer.fill(gift, fields)
            #expect(asked.status == .unprocessableContent)
            #expect(asked.text.contains("name=\"season-12-chilled\""))
            #expect(!asked.text.contains("name=\"season-10-ambient\""))
            fields["season-12-chilled"] = "yes"
            #expect(try await customer.fill(gift, fields).location == checkout + "/payment")
            try await customer.fill(checkout + "/payment", ["payment": "bankTransfer"])
            #expect(try await customer.place(checkout).location == checkout + "/thanks")
        }
    }
}
