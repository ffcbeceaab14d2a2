import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

extension Checkout {
    /// Takes out what is no longer there, from the last recipients first.
    mutating func adjust(to offers: [GoodsID: Offer], at now: Moment) {
        for line in basket.lines {
            let offer = offers[line.goods]
            let isOpen = offer?.orderedUntil.map { Day(now) <= $0 } ?? true
            let there = isOpen ? max(0, offer?.stock ?? 0) : 0
            guard there < line.count else { continue }
            basket.set(there, of: line.goods)
            takeBack(given(of: line.goods) - there, of: line.goods)
        }
        recipients.removeAll { $0.shares.isEmpty }
    }

    private func given(of goods: GoodsID) -> Int {
        recipients.compactMap { $0.shares[goods] }.reduce(0, +)
    }

    private mutating func takeBack(_ count: Int, of goods: GoodsID) {
        var rest = count
        for index in recipients.indices.reversed() where rest > 0 {
            let given = recipients[index].shares[goods] ?? 0
            let left = max(0, given - rest)
            recipients[index].shares[goods] = left == 0 ? nil : left
            rest -= given - left
        }
    }
}

/// 「在庫のない商品を外す」: goes on with what is there, and with all that was typed.
struct AdjustmentHandlers: Sendable {
    let desk: OrderingDesk

    init(_ desk: OrderingDesk) { self.desk = desk }

    @Sendable func create(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            _ = try visit.token
            let offers = try await desk.offers(visit.checkout)
            let now = desk.clock.now()
            let adjusted = try await desk.checkouts.change(visit.checkout, at: now) {
                $0.adjust(to: offers, at: now)
            }
            guard let adjusted, !adjusted.basket.isEmpty else { throw desk.gone }
            return .redirect(to: visit.path(adjusted.nextPage))
        }
    }
}
