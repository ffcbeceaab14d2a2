import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// A request for an order, by the person who placed it.
struct OrderVisit: Sendable {
    let order: Order
    let token: Token

    func path(_ page: String = "") -> String { OrderingPath.order(order.number, page) }

    func allows(_ step: OrderState.Step) -> Bool {
        order.state.allows(step, by: .customer, paying: order.payment)
    }
}

extension OrderingDesk {
    /// Serves a page of an order to its orderer or its member.
    ///
    /// Somebody else's order, and one that never was, are the same 404: numbers tell nothing.
    func serveOrder(
        _ request: Request,
        _ context: CounterContext,
        _ body: (OrderVisit) async throws -> Response
    ) async throws -> Response {
        guard let number = context.parameters.get("number").flatMap({ OrderNumber($0) }),
            let order = try await orders.find(number)
        else { throw OrderingDesk.noSuchOrder }
        guard let token = try await token(for: order, request) else {
            throw try await isKnown(to: request, order)
                ? OrderingDesk.signInFirst : OrderingDesk.noSuchOrder
        }
        return try await telling { try await body(OrderVisit(order: order, token: token)) }
    }

    private static let noSuchOrder = Problem.notFound.offering(
        Problem.Way("マイページへ", SitePath.account)
    )

    private static let signInFirst = Problem.expired.offering(
        Problem.Way("サインインして続ける", "/sign-in?for=account")
    )

    /// Whether this is the member's browser, remembered or signed in too long ago.
    private func isKnown(to request: Request, _ order: Order) async throws -> Bool {
        for cookie in [TokenCookie.remembered, .member] {
            let session = try await session(cookie, of: request)
            if let session, session.claims.principal == order.member { return true }
        }
        return false
    }

    private func token(for order: Order, _ request: Request) async throws -> Token? {
        if let guest = try await session(.orderView, of: request),
            guest.claims.principal == order.orderer
        {
            return guest.token
        }
        guard let member = try await member(request), member.claims.principal == order.member else {
            return nil
        }
        return member.token
    }
}
