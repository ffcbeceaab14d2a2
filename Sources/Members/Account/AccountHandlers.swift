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
        guard try await telling({ try await isRemembered(session) }) else {
            var response = Response.redirect(to: MemberPath.signIn, type: .normal)
            TokenCookie.remembered.clear(on: &response)
            return response
        }
        return try await page(session.claims.principal, name: nil, request, context)
    }

    /// Whether the vault still counts a remembered browser: it opens nothing to it, but asks a fresh
    /// code of one that is, and tells one that was signed out that its time is over.
    private func isRemembered(_ session: Session) async throws -> Bool {
        let open = Open(
            token: session.token,
            handle: session.claims.principal,
            fields: [],
            purpose: .account
        )
        do {
            _ = try await vault.ask(open)
            return false
        } catch VaultRefusal.needsFreshCode {
            return true
        } catch let refusal as VaultRefusal where refusal.asksForSignIn {
            return false
        }
    }

    private func page(
        _ member: Handle<Subject>,
        name: String?,
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let rows = try await orders.orders(member).map(AccountPage.OrderRow.init)
        let page = AccountPage(
            name: name,
            isWelcome: try request.query().value("welcome") != nil,
            orders: rows,
            hasOrders: !rows.isEmpty,
            market: pages.site.market.text
        )
        return pages.render(page, in: context)
    }
}
