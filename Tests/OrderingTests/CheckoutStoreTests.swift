import Basics
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Ordering

struct CheckoutStoreTests {
    @Test("a checkout is found again as it was written", arguments: TestDatabase.engines)
    func roundTrip(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: Shelf.migrations) { database in
            let store = CheckoutStore(database)
            var checkout = Checkout(
                basket: Sample.basket([1: 3, 2: 1]),
                member: nil,
                at: Sample.noon
            )
            try await store.open(checkout, by: .mint())
            #expect(try await store.find(checkout.id) == checkout)
            checkout.orderer = .init(subject: .mint(), destination: Sample.tottori)
            checkout.recipients = [
                .init(
                    subject: .mint(),
                    isOrderer: false,
                    destination: Destination(prefecture: Sample.prefecture("長崎県"), isIsland: true),
                    gift: GiftChoice(
                        noshi: .init(occasion: .yearEnd, place: .outer),
                        hasCard: true
                    ),
                    hasOwnSender: true,
                    deliveries: [
                        ParcelKind(Sample.pear): DeliveryChoice(
                            day: Sample.day("2026-12-20"),
                            window: .from18,
                            acceptsSeason: true
                        ),
                        ParcelKind(Sample.crab): DeliveryChoice(day: Sample.day("2026-12-24")),
                    ],
                    shares: [1: 2, 2: 1]
                ),
                .init(
                    subject: .mint(),
                    isOrderer: false,
                    destination: Sample.tokyo,
                    shares: [1: 1]
                ),
            ]
            checkout.payment = .convenienceStore
            checkout.isOfAge = true
            checkout.arePeopleFixed = true
            checkout.browser = BrowserMark(sqlValue: .text("MARK"))
            checkout.quoted = Money(yen: 1)
            let wanted = checkout
            try await store.change(checkout, at: Sample.noon) { $0 = wanted }
            #expect(try await store.find(checkout.id) == wanted)
        }
    }

    @Test("what is alike lies alike in its row, in whatever order it was chosen")
    func alike() {
        let days = (1...30).map { ParcelKind(shop: ShopID(rawValue: $0), temperature: .chilled) }
        let goods = (1...30).map { GoodsID(rawValue: $0) }
        func checkout(_ order: (Int) -> Int) -> Checkout {
            var checkout = Sample.checkout([1: 1])
            for place in days.indices.map(order) {
                checkout.recipients[0].deliveries[days[place]] = .open
                checkout.recipients[0].shares[goods[place]] = place
            }
            return checkout
        }
        var first = checkout { $0 }
        let second = checkout { 29 - $0 }
        first.recipients[0].subject = second.recipients[0].subject
        first.orderer = second.orderer
        #expect(first.draft == second.draft)
    }

    @Test("a change stands on what another tab has changed since", arguments: TestDatabase.engines)
    func stale(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: Shelf.migrations) { database in
            let store = CheckoutStore(database)
            let read = Sample.checkout([1: 1])
            try await store.open(read, by: .mint())
            try await store.change(read, at: Sample.noon) { $0.isOfAge = true }
            let changed = try await store.change(read, at: Sample.noon) {
                $0.payment = .convenienceStore
            }
            #expect(changed?.isOfAge == true)
            #expect(changed?.payment == .convenienceStore)
            #expect(try await store.find(read.id) == changed)
        }
    }

    @Test("a hand-over's token begins one checkout", arguments: TestDatabase.engines)
    func tokenOnce(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: Shelf.migrations) { database in
            let store = CheckoutStore(database)
            let token = HandOverToken.mint()
            try await store.open(Sample.checkout([1: 1]), by: token)
            await #expect(throws: CheckoutStore.OpenError.tokenUsed) {
                try await store.open(Sample.checkout([1: 1]), by: token)
            }
        }
    }

    @Test("a checkout that is over is not changed any more", arguments: TestDatabase.engines)
    func over(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: Shelf.migrations) { database in
            let store = CheckoutStore(database)
            let checkout = Sample.checkout([1: 1])
            try await store.open(checkout, by: .mint())
            let late = Sample.noon.adding(hours: 2).adding(seconds: 1)
            try await store.change(checkout, at: late) { $0.isOfAge = true }
            #expect(try await store.find(checkout.id)?.isOfAge == false)
        }
    }

    @Test(
        "a checkout that was not placed is forgotten after a day, a placed one after its basket",
        arguments: TestDatabase.engines
    )
    func forgotten(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: Shelf.migrations) { database in
            let store = CheckoutStore(database)
            let (open, placed) = (Sample.checkout([1: 1]), Sample.checkout([1: 2]))
            try await store.open(open, by: .mint())
            try await store.open(placed, by: .mint())
            _ = try await database.write { tx in
                try tx.run("UPDATE checkout SET state = 'placed' WHERE id = \(placed.id)")
            }
            let over = Sample.noon.adding(hours: Checkout.validHours)
            #expect(try await store.forget(at: over.adding(days: 1)) == 0)
            #expect(try await store.forget(at: over.adding(days: 1).adding(seconds: 1)) == 1)
            #expect(try await store.find(open.id) == nil)
            #expect(try await store.forget(at: over.adding(days: 31)) == 0)
            #expect(try await store.forget(at: over.adding(days: 32)) == 1)
            #expect(try await store.find(placed.id) == nil)
        }
    }
}

struct SharingTests {
    @Test("one recipient's choices are given to the others")
    func sameForAll() {
        var checkout = Checkout(basket: Sample.basket([1: 4]), member: nil, at: Sample.noon)
        checkout.recipients = (0..<2).map { _ in
            .init(subject: .mint(), isOrderer: false, destination: Sample.tokyo)
        }
        let first = checkout.recipients[0].subject
        checkout.update(first) {
            $0.shares = [1: 2]
            $0.gift.hasCard = true
            $0.deliveries = [
                ParcelKind(Sample.pear): DeliveryChoice(day: Sample.day("2026-12-20")),
                ParcelKind(Sample.crab): DeliveryChoice(window: .morning),
            ]
        }
        checkout.giveAll(theSameAs: first)
        #expect(checkout.recipients.allSatisfy { $0.shares == [1: 2] && $0.gift.hasCard })
        #expect(checkout.recipients[1].deliveries == checkout.recipients[0].deliveries)
        #expect(checkout.left(of: 1) == 0)
        #expect(checkout.shareCheck.isEven)
    }
}
