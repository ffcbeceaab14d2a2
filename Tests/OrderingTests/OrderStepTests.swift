import Basics
import Ordering
import Storage
import TestKit
import Testing
import VaultAPI

struct OrderStepTests {
    @Test("a member's records name everybody of every order", arguments: TestDatabase.engines)
    func records(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let member = Handle<Subject>.mint()
            var placed: [Order] = []
            for _ in 0..<2 {
                let checkout = try await shop.confirmed([1: 2])
                try await shop.checkouts.change(checkout, at: Sample.noon) { $0.member = member }
                _ = try await shop.placing.place(checkout, at: Sample.noon)
                placed.append(try #require(try await shop.orders.find(checkout.key)))
            }
            _ = try await shop.placed([1: 1])
            let records = try await MemberRecords(shop.orders).records(of: member)
            #expect(Set(records.map(\.orderer)) == Set(placed.map(\.orderer)))
            #expect(records.allSatisfy { $0.recipients.map(\.person) == [$0.orderer] })
            let parcel = try #require(records.first?.recipients.first?.parcels.first)
            #expect(parcel.goods.count == 1 && parcel.goods[0].hasSuffix("×2"))
            #expect(parcel.tracking == nil)
        }
    }

    @Test("cancelling gives the stock back, once", arguments: TestDatabase.engines)
    func cancel(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let order = try await shop.placed([1: 3])
            try await shop.placing.cancel(order.key, by: .customer, at: Sample.noon)
            #expect(try await shop.stock(1) == 20)
            await #expect(throws: PlacingStore.StepError.notNow(.cancelled)) {
                try await shop.placing.cancel(order.key, by: .customer, at: Sample.noon)
            }
            #expect(try await shop.stock(1) == 20)
        }
    }

    @Test(
        "an order goes its whole way, with a letter for each step",
        arguments: TestDatabase.engines
    )
    func wholeWay(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let order = try await shop.placed([1: 1, 2: 1])
            let placing = shop.placing
            #expect(order.state.progress == .received)
            try await placing.accept(order.key, at: Sample.noon)
            await #expect(throws: PlacingStore.StepError.notNow(.accepted)) {
                try await placing.cancel(order.key, by: .customer, at: Sample.noon)
            }
            try await placing.recordPayment(order.key, at: Sample.noon)
            try await dispatch(order.key, parcel: 1, placing)
            #expect(try await shop.orders.find(order.key)?.state == .partlyDispatched)
            await #expect(throws: PlacingStore.StepError.noSuchParcel) {
                try await dispatch(order.key, parcel: 1, placing)
            }
            try await dispatch(order.key, parcel: 2, placing)
            try await placing.complete(order.key, at: Sample.noon)
            #expect(try await shop.orders.find(order.key)?.state == .completed)
            #expect(try await shop.orders.find(order.key)?.state.progress == .completed)
            #expect(try await shop.orders.events(of: order.key).count == 6)
            #expect(try await shop.outbox.waiting() == 5)
        }
    }

    private func dispatch(
        _ key: Handle<OrderKey>,
        parcel: Int,
        _ placing: PlacingStore
    ) async throws {
        try await placing.dispatch(
            key,
            parcel: parcel,
            carrier: "いなば運送",
            tracking: "123456789012",
            at: Sample.noon
        )
    }

    @Test("what the vault did not take is tried again later", arguments: TestDatabase.engines)
    func postponed(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            for _ in 0..<2 { _ = try await shop.placed([1: 1]) }
            let entry = try #require(try await shop.outbox.due(at: Sample.noon).first)
            // Two rounds that meet have failed once.
            for _ in 0..<2 { try await shop.outbox.postpone(entry, at: Sample.noon) }
            #expect(try await shop.outbox.due(at: Sample.noon).count == 1)
            let later = try await shop.outbox.due(at: Sample.noon.adding(seconds: 2))
            #expect(later.map(\.attempts).sorted() == [0, 1])
            try await shop.outbox.markDone([entry.id])
            #expect(try await shop.outbox.waiting() == 1)
        }
    }

    @Test("what waits since an older version is told too", arguments: TestDatabase.engines)
    func olderJobs(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let order = try await shop.placed([1: 1])
            let old = [
                "claim": #"{"claim":{}}"#, "old": #"{"letter":{"_0":{"memberLeft":{}}}}"#,
            ]
            _ = try await shop.database.write { tx in
                try tx.run("DELETE FROM outbox")
                for (name, text) in old {
                    try tx.run(
                        """
                        INSERT INTO outbox (id, order_key, job, created, due)
                        VALUES (\(name), \(order.key), \(text), \(Sample.noon), \(Sample.noon))
                        """
                    )
                }
            }
            let jobs = try await shop.outbox.due(at: Sample.noon).map(\.job)
            guard jobs.count == 2, case .claim = jobs[0], case .letter(.memberLeft) = jobs[1] else {
                Issue.record("other jobs")
                return
            }
        }
    }

    @Test(
        "what was told is forgotten after a month, what waits never",
        arguments: TestDatabase.engines
    )
    func forgotten(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            for _ in 0..<2 { _ = try await shop.placed([1: 1]) }
            let told = try #require(try await shop.outbox.due(at: Sample.noon).first)
            try await shop.outbox.markDone([told.id])
            #expect(try await shop.outbox.forget(at: Sample.noon.adding(days: 29)) == 0)
            #expect(try await shop.outbox.forget(at: Sample.noon.adding(days: 31)) == 1)
            #expect(try await shop.outbox.waiting() == 1)
        }
    }

    @Test("a member sees their own orders", arguments: TestDatabase.engines)
    func members(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let member = Handle<Subject>.mint()
            var checkout = try await shop.confirmed([1: 1])
            checkout.member = member
            let wanted = checkout
            try await shop.checkouts.change(wanted, at: Sample.noon) { $0 = wanted }
            _ = try await shop.placing.place(checkout, at: Sample.noon)
            #expect(try await shop.orders.orders(of: member).map(\.key) == [checkout.key])
            #expect(try await shop.orders.orders(of: .mint()).isEmpty)
            #expect(try await shop.orders.settle([checkout.key, .mint()]) == [checkout.key])
        }
    }
}
