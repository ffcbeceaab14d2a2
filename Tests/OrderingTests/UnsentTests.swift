import Basics
import Ordering
import Storage
import TestKit
import Testing
import VaultAPI

@Suite("Parcels that wait to be sent")
struct UnsentTests {
    @Test(
        "are those of accepted orders, paid where that comes first",
        arguments: TestDatabase.engines
    )
    func waiting(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let order = try await shop.placed([1: 1, 2: 1])
            let numbers = Set(order.parcels.map(\.shop))
            func unsent() async throws -> [Int] {
                var found: [Int] = []
                for number in numbers.sorted() {
                    found += try await shop.orders.unsent(by: number, limit: 10).map(\.1.position)
                }
                return found.sorted()
            }
            #expect(try await unsent().isEmpty)
            try await shop.placing.accept(order.key, at: Sample.noon)
            #expect(try await unsent().isEmpty)
            try await shop.placing.recordPayment(order.key, at: Sample.noon)
            #expect(try await unsent() == order.parcels.map(\.position))
            try await shop.placing.dispatch(
                order.key,
                parcel: 1,
                carrier: "いなば運送",
                tracking: "123456789012",
                at: Sample.noon
            )
            #expect(try await unsent() == order.parcels.map(\.position).filter { $0 != 1 })
            #expect(try await shop.orders.unsent(by: ShopID(rawValue: 999), limit: 10).isEmpty)
        }
    }
}
