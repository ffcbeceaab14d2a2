import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// Where the basket arrives at the counter, and a checkout begins.
struct HandOverHandlers: Sendable {
    let desk: OrderingDesk
    /// Which checkout this browser began last, so that signing in comes back to it.
    private let last = HostCookie("last-checkout")

    init(_ desk: OrderingDesk) { self.desk = desk }

    /// Takes the basket over; a token that was used before leads to what it began.
    @Sendable func create(_ request: Request, _ context: CounterContext) async throws -> Response {
        let submission = try await request.submission(in: context)
        guard let token = HandOverToken(try submission.value("token") ?? "") else {
            throw Problem.malformed
        }
        if let known = try await desk.checkouts.find(by: token) { return begin(known) }
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
            return begin(try await desk.checkouts.find(by: token) ?? checkout)
        }
        return begin(checkout)
    }

    private func begin(_ checkout: Checkout) -> Response {
        .redirect(to: OrderingPath.checkout(checkout.id))
    }

    /// The first page; where another checkout is under way, the customer chooses.
    @Sendable func show(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            var response = Response.redirect(to: visit.path(visit.nextPage))
            if visit.checkout.orderer == nil,
                let other = try await underWay(request, visit.checkout)
            {
                let page = UnderWayPage(earlier: other, new: visit.checkout)
                response = desk.pages.render(page, in: context)
            }
            last.set(visit.checkout.id.text, for: 2 * 3_600, on: &response)
            return response
        }
    }

    /// Back to the checkout that this browser began last.
    @Sendable func resume(_ request: Request, _ context: CounterContext) async throws -> Response {
        guard let id = last.value(in: request).flatMap({ Handle<Checkout>($0) }) else {
            return .redirect(to: desk.pages.site.market.address(OrderingPath.basket))
        }
        return .redirect(to: OrderingPath.checkout(id))
    }

    private func underWay(_ request: Request, _ new: Checkout) async throws -> Checkout? {
        guard let session = try await desk.session(.checkout, of: request) else { return nil }
        let found = try await desk.checkouts.open(
            orderer: session.claims.principal,
            at: desk.clock.now()
        )
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
        newAddress = OrderingPath.checkout(new.id, "orderer")
        newCount = new.basket.lines.map(\.count).reduce(0, +)
    }
}
