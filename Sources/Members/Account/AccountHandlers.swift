import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// マイページ: for a member with the name, for a remembered browser the states of orders.
struct AccountHandlers: Sendable {
    let pages: PageRenderer
    let door: MemberDoor
    let vault: VaultDesk
    let orders: OrdersPort
    let oldShop: OldShopPort

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/account", use: show)
    }

    @Sendable private func show(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        if case .remembered(let session) = try await door.visitor(request) {
            return try await remembered(session, request, context)
        }
        return try await door.member(request, goal: .account) { session in
            let open = Open(
                token: session.token,
                handle: session.claims.principal,
                fields: [.familyName, .givenName],
                purpose: .account
            )
            let fields = try await vault.ask(open).fields
            let name = [fields[.familyName], fields[.givenName]].compactMap { $0?.revealed }
                .filter { !$0.isEmpty }.joined(separator: " ")
            return try await page(session.claims.principal, name: name, request, context)
        }
    }

    private func remembered(
        _ session: Session,
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        guard try await door.isRemembered(session) else {
            var response = Response.redirect(to: MemberPath.signIn, type: .normal)
            TokenCookie.remembered.clear(on: &response)
            return response
        }
        return try await page(session.claims.principal, name: nil, request, context)
    }

    private func page(
        _ member: Handle<Subject>,
        name: String?,
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let cameAlong = try await !oldShop.belongings(member).isEmpty
        let page = AccountPage(
            name: name,
            isWelcome: try request.query().value("welcome") != nil,
            orders: try await orders.orders(member),
            oldShop: cameAlong ? oldShop.address : nil,
            market: pages.site.market
        )
        return pages.render(page, in: context)
    }
}
