import Basics
import Ordering
import Storage
import Synchronization
import TestKit
import Testing
import VaultAPI

/// The shop's database with a filled shelf, and the stores on it.
struct Shop {
    let database: Database
    var checkouts: CheckoutStore { CheckoutStore(database) }
    var orders: OrderStore { OrderStore(database) }
    var outbox: OutboxStore { OutboxStore(database) }
    var placing: PlacingStore {
        PlacingStore(database, goods: Shelf.goods, sellers: Shelf.sellers)
    }

    static func with(_ engine: Engine, _ test: (Shop) async throws -> Void) async throws {
        try await TestDatabase.with(engine, migrations: Shelf.migrations) { database in
            try await Shelf.fill(database)
            try await test(Shop(database: database))
        }
    }

    /// Opens a checkout that has been confirmed with the total of this moment.
    func confirmed(_ counts: [GoodsID: Int]) async throws -> Checkout {
        var checkout = Sample.checkout(counts)
        try await checkouts.open(checkout, by: .mint())
        let offers = try await database.read { [checkout] in
            try Shelf.goods.offers($0, checkout.basket.lines.map(\.goods))
        }
        checkout.isOfAge = true
        checkout.quoted = Quote(checkout, offers: offers, at: Sample.noon).total
        try await checkouts.change(checkout, at: Sample.noon) { [checkout] in $0 = checkout }
        return checkout
    }

    func placed(_ counts: [GoodsID: Int]) async throws -> Order {
        let checkout = try await confirmed(counts)
        _ = try await placing.place(checkout, at: Sample.noon)
        return try #require(try await orders.find(checkout.key))
    }

    func stock(_ goods: GoodsID) async throws -> Int {
        try await Shelf.stock(goods, in: database)
    }
}

struct PlacingTests {
    @Test(
        "placing takes the stock and writes order, parcels and outbox",
        arguments: TestDatabase.engines
    )
    func place(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let checkout = try await shop.confirmed([1: 2, 2: 1])
            let placement = try await shop.placing.place(checkout, at: Sample.noon)
            #expect(placement == .placed)
            let order = try #require(try await shop.orders.find(checkout.key))
            #expect(order.state == .received)
            #expect(order.parcels.count == 2)
            #expect(order.total == checkout.quoted)
            #expect(try await shop.stock(1) == 18)
            #expect(try await shop.outbox.due(at: Sample.noon).count == 1)
            let hashes = try await shop.checkouts.placed(byTokenHashes: ["x"])
            #expect(hashes.isEmpty)
        }
    }

    @Test("a second press makes no second order", arguments: TestDatabase.engines)
    func secondPress(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let checkout = try await shop.confirmed([1: 2])
            for _ in 0..<3 {
                let placement = try await shop.placing.place(checkout, at: Sample.noon)
                #expect(placement == .placed)
            }
            #expect(try await shop.stock(1) == 18)
            #expect(try await shop.orders.orders(in: nil, limit: 10).count == 1)
            #expect(try await shop.outbox.waiting() == 1)
        }
    }

    @Test(
        "what another tab changed after the check is not placed unseen",
        arguments: TestDatabase.engines
    )
    func changedMeanwhile(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let checkout = try await shop.confirmed([1: 2])
            try await shop.checkouts.change(checkout, at: Sample.noon) {
                $0.quoted = Money(yen: 1)
            }
            let placement = try await shop.placing.place(checkout, at: Sample.noon)
            guard case .changed = placement else {
                Issue.record("placed what nobody has seen: \(placement)")
                return
            }
            #expect(try await shop.checkouts.find(checkout.id)?.state == .open)
            #expect(try await shop.stock(1) == 20)
            // Whoever confirms with an older page confirms what is there now.
            let total = checkout.quoted ?? .zero
            let confirmation = try await shop.placing.confirm(
                checkout,
                isOfAge: true,
                total: total,
                at: Sample.noon
            )
            guard case .stands(let confirmed, _) = confirmation else {
                Issue.record("not confirmed: \(confirmation)")
                return
            }
            #expect(try await shop.placing.place(confirmed, at: Sample.noon) == .placed)
        }
    }

    @Test("two orders never have one number", arguments: TestDatabase.engines)
    func numberTaken(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let first = try await shop.placed([1: 1])
            let taken = Mutex(2)
            let free = OrderNumber.mint()
            let placing = PlacingStore(shop.database, goods: Shelf.goods, sellers: Shelf.sellers) {
                taken.withLock { left in
                    defer { left -= 1 }
                    return left > 0 ? first.number : free
                }
            }
            let checkout = try await shop.confirmed([1: 2])
            #expect(try await placing.place(checkout, at: Sample.noon) == .placed)
            #expect(try await shop.orders.find(checkout.key)?.number == free)
            #expect(try await shop.stock(1) == 17)
        }
    }

    @Test("sixteen who race for five pieces get five", arguments: TestDatabase.engines)
    func race(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            var checkouts: [Checkout] = []
            for _ in 0..<16 { checkouts.append(try await shop.confirmed([2: 1])) }
            let placements = try await withThrowingTaskGroup(of: PlacingStore.Placement.self) {
                group in
                for checkout in checkouts {
                    group.addTask { try await shop.placing.place(checkout, at: Sample.noon) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let placed = placements.count { if case .placed = $0 { true } else { false } }
            #expect(placed == 5)
            #expect(try await shop.stock(2) == 0)
            #expect(try await shop.orders.orders(in: .received, limit: 100).count == 5)
        }
    }

    @Test("a price that changed is shown before it is charged", arguments: TestDatabase.engines)
    func priceChanged(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let checkout = try await shop.confirmed([1: 1])
            try await Shelf.set(1, stock: 20, price: Money(yen: 4_200), in: shop.database)
            guard
                case .changed(let quote) = try await shop.placing.place(
                    checkout,
                    at: Sample.noon
                )
            else {
                Issue.record("placed at a price that nobody confirmed")
                return
            }
            #expect(quote.goodsTotal.yen == 4_200)
            #expect(try await shop.orders.find(checkout.key) == nil)
            #expect(try await shop.stock(1) == 20)
        }
    }

    @Test(
        "what is sold out in between is told, and nothing is taken",
        arguments: TestDatabase.engines
    )
    func soldOut(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let checkout = try await shop.confirmed([1: 2, 2: 2])
            try await Shelf.set(2, stock: 1, price: Sample.crab.price, in: shop.database)
            guard
                case .changed(let quote) = try await shop.placing.place(
                    checkout,
                    at: Sample.noon
                )
            else {
                Issue.record("sold what is not there")
                return
            }
            #expect(quote.problems == [.tooFew(2, left: 1)])
            #expect(try await shop.stock(1) == 20)
        }
    }

    @Test(
        "a checkout that is over, or that never was, places nothing",
        arguments: TestDatabase.engines
    )
    func gone(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let checkout = try await shop.confirmed([1: 1])
            let late = Sample.noon.adding(hours: 3)
            #expect(try await shop.placing.place(checkout, at: late) == .gone)
            let never = Sample.checkout([1: 1])
            #expect(try await shop.placing.place(never, at: Sample.noon) == .gone)
            #expect(try await shop.checkouts.find(checkout.id)?.state == .open)
        }
    }

    @Test(
        "what the sweep has given up cannot be placed any more, what stands is left alone",
        arguments: TestDatabase.engines
    )
    func givenUp(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let slow = try await shop.confirmed([1: 1])
            let order = try await shop.placed([1: 1])
            let standing = try await shop.orders.settle([slow.key, order.key])
            #expect(standing == [order.key])
            #expect(try await shop.placing.place(slow, at: Sample.noon) == .gone)
            #expect(try await shop.orders.find(order.key) != nil)
            #expect(try await shop.orders.settle([slow.key, order.key]) == [order.key])
        }
    }
}

struct QuoteTests {
    private func quote(_ checkout: Checkout) -> Quote {
        let offers = Dictionary(uniqueKeysWithValues: Shelf.known.map { ($0.goods, $0) })
        return Quote(checkout, offers: offers, at: Sample.noon)
    }

    @Test("sake waits for the word of age")
    func age() {
        var checkout = Sample.checkout([3: 1])
        #expect(quote(checkout).problems == [.ageNotSaid])
        checkout.isOfAge = true
        #expect(quote(checkout).problems.isEmpty)
    }

    @Test("each thing that stands in the way is named")
    func problems() {
        var checkout = Sample.checkout([1: 1, 2: 9])
        checkout.recipients[0].shares = [1: 2]
        checkout.recipients[0].deliveries = [
            ParcelKind(Sample.pear): DeliveryChoice(day: Sample.day("2026-12-02"))
        ]
        checkout.recipients[0].isOrderer = false
        checkout.payment = .cashOnDelivery
        let subject = checkout.recipients[0].subject
        #expect(
            quote(checkout).problems == [
                .tooFew(2, left: 5), .dayImpossible(subject, ParcelKind(Sample.pear)),
                .sharesUneven, .paymentNotOffered,
            ]
        )
    }

    @Test("a のし is put on what can have it, and asked about out of season")
    func gifts() {
        var checkout = Sample.checkout([1: 1, 2: 1])
        checkout.recipients[0].gift.noshi = .init(occasion: .yearEnd, place: .inner)
        let pears = ParcelKind(Sample.pear)
        func choose(_ day: String, _ accepts: Bool = false) {
            checkout.recipients[0].deliveries = [
                pears: DeliveryChoice(day: Sample.day(day), acceptsSeason: accepts),
                // The crab takes no 内のし: its day asks nothing.
                ParcelKind(Sample.crab): DeliveryChoice(day: Sample.day("2027-01-01")),
            ]
        }
        choose("2026-12-31")
        #expect(quote(checkout).problems.isEmpty)
        #expect(quote(checkout).parcels.map { $0.gift.noshi != nil } == [true, false])
        choose("2027-01-01")
        let subject = checkout.recipients[0].subject
        #expect(quote(checkout).problems == [.season(subject, pears, .yearEndTooLate)])
        choose("2027-01-01", true)
        #expect(quote(checkout).problems.isEmpty)
    }

    @Test("each parcel has its own day; what ripens late holds nothing else back")
    func ownDays() {
        var checkout = Sample.checkout([4: 1, 5: 1, 6: 1])
        let wanted = Sample.day("2026-12-10")
        checkout.recipients[0].deliveries = [
            ParcelKind(Sample.butter): DeliveryChoice(day: wanted, window: .morning),
            // A day for what takes none is no day.
            ParcelKind(Sample.squid): DeliveryChoice(day: wanted),
        ]
        let quote = quote(checkout)
        #expect(quote.problems.isEmpty)
        #expect(quote.parcels.map(\.plan.shop) == [10, 12, 13])
        #expect(quote.parcels.map(\.day) == [nil, wanted, nil])
        #expect(quote.parcels.map(\.window) == [nil, .morning, nil])
        #expect(
            quote.parcels.map(\.earliest) == [
                Sample.day("2027-09-02"), Sample.day("2026-12-03"), Sample.day("2026-12-03"),
            ]
        )
    }

    @Test("cash on delivery adds its fee for each parcel")
    func collection() {
        var checkout = Sample.checkout([1: 1, 2: 1])
        checkout.payment = .cashOnDelivery
        #expect(quote(checkout).feeTotal.yen == 330 + 440)
    }
}
