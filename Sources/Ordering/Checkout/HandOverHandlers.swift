import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// Where the basket arrives at the counter, and a checkout begins.
struct HandOverHandlers: Sendable {
    let desk: OrderingDesk

    init(_ desk: OrderingDesk) { self.desk = desk }

    /// Takes the basket over; a token that was used before leads to what it began.
    @Sendable func create(_ request: Request, _ context: CounterContext) async throws -> Response {
        let submission = try await request.submission(in: context)
        guard let token = HandOverToken(try submission.value("token") ?? "") else {
            throw Problem.malformed
        }
        if let known = try await desk.checkouts.find(by: token) { return resume(known) }
        let now = desk.clock.now()
        guard let basket = try await desk.baskets.handedOver(token, at: now), !basket.isEmpty else {
            throw desk.gone
        }
        let checkout = Checkout(basket: basket, member: nil, at: now)
        killPoint("checkout.before-open")
        do {
            try await desk.checkouts.open(checkout, by: token)
            killPoint("checkout.opened")
        } catch CheckoutStore.OpenError.tokenUsed {
            return resume(try await desk.checkouts.find(by: token) ?? checkout)
        }
        return .redirect(to: OrderingPath.checkout(checkout.id, "orderer"))
    }

    private func resume(_ checkout: Checkout) -> Response {
        .redirect(to: OrderingPath.checkout(checkout.id))
    }

    /// To the first page that has not been filled in.
    @Sendable func show(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            var response = Response.redirect(to: visit.path(visit.checkout.nextPage))
            HostCookie.lastCheckout.set(visit.checkout.id.text, for: 2 * 3_600, on: &response)
            return response
        }
    }

    /// Back to the checkout that this browser began last.
    @Sendable func resume(_ request: Request, _ context: CounterContext) async throws -> Response {
        let last = HostCookie.lastCheckout.value(in: request)
        guard let id = last.flatMap({ Handle<Checkout>($0) }) else {
            return .redirect(to: desk.pages.site.market.address(OrderingPath.basket))
        }
        return .redirect(to: OrderingPath.checkout(id))
    }
}

extension HostCookie {
    /// Which checkout this browser began last, so that signing in comes back to it.
    static let lastCheckout = HostCookie("last-checkout")
}

extension OrderingDesk {
    /// Another checkout that this browser's guest has under way.
    func underWay(_ request: Request, beside new: Checkout) async throws -> Checkout? {
        guard let session = try await session(.checkout, of: request) else { return nil }
        let found = try await checkouts.open(orderer: session.claims.principal, at: clock.now())
        return found?.id == new.id ? nil : found
    }
}

/// 「ご注文手続きの途中です」: continue the earlier one or go on with the new basket.
struct UnderWayPage: Page {
    static let template = "ordering/under-way"

    let head = PageHead("ご注文手続きの途中です")
    let earlierAddress: String
    let earlierCount: Int
    let newAddress: String
    let newCount: Int

    init(earlier: Checkout, new: Checkout) {
        earlierAddress = OrderingPath.checkout(earlier.id)
        earlierCount = earlier.basket.lines.map(\.count).reduce(0, +)
        newAddress = OrderingPath.checkout(new.id, "orderer") + "?new=yes"
        newCount = new.basket.lines.map(\.count).reduce(0, +)
    }
}
