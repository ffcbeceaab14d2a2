import Basics
public import Counter
import Foundation
public import Hummingbird
import VaultAPI
public import Web

/// The pages of what came over from the shop before this one.
public struct OldShopRoom: Sendable {
    private let pages: PageRenderer
    private let key: TokenKey
    private let store: OldShopStore
    private let vault: VaultDesk

    public init(pages: PageRenderer, key: TokenKey, store: OldShopStore, vault: VaultDesk) {
        self.pages = pages
        self.key = key
        self.store = store
        self.vault = vault
    }

    /// The room's templates.
    public static var templates: TemplateFolder { TemplateFolder("old-shop", in: .module) }

    /// Adds the room's addresses to the counter's router.
    public func addRoutes(to router: Router<CounterContext>) {
        router.get("/account/old-orders", use: index)
        router.get("/account/old-orders/:order", use: show)
    }

    @Sendable private func index(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await member(request) { session in
            let member = session.claims.principal
            let page = OldOrdersPage(
                points: try await store.points(of: member),
                orders: try await store.orders(of: member)
            )
            return pages.render(page, in: context)
        }
    }

    @Sendable private func show(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let key = context.parameters.get("order")?.removingPercentEncoding ?? ""
        return try await member(request) { session in
            guard let found = try await store.order(key, of: session.claims.principal) else {
                throw Problem.notFound
            }
            let lines = try await lines(found.lines, session)
            return pages.render(OldOrderPage(found.order, lines), in: context)
        }
    }

    private func lines(_ lines: [OldOrderLine], _ session: Session) async throws
        -> [OldOrderPage.Line]
    {
        var names: [Handle<Subject>: String] = [:]
        for handle in Set(lines.compactMap(\.recipient)) {
            let name = try await name(of: handle, session)
            names[handle] = name.map { $0 + " 様" } ?? "(消去済み)"
        }
        return lines.map { line in
            OldOrderPage.Line(
                goods: line.goods.isEmpty ? line.kind : line.goods,
                count: line.count,
                amount: line.price * line.count,
                recipient: line.kind == "商品"
                    ? line.recipient.flatMap { names[$0] } ?? "ご本人" : nil
            )
        }
    }

    /// Nil for who was erased.
    private func name(
        of handle: Handle<Subject>,
        _ session: Session
    ) async throws -> String? {
        let fields: [PersonalField] = [.familyName, .givenName]
        let message = Open(
            token: session.token,
            handle: handle,
            fields: fields,
            purpose: .orderView
        )
        do {
            let values = try await vault.ask(message).fields
            return fields.compactMap { values[$0]?.revealed }.joined(separator: " ")
        } catch VaultRefusal.erased {
            return nil
        }
    }

    private func member(
        _ request: Request,
        _ answer: (Session) async throws -> Response
    ) async throws -> Response {
        let session = try await telling {
            try await TokenCookie.member.session(of: request, by: key)
        }
        guard let session else { return .redirect(to: OldShopPages.signIn, type: .normal) }
        do {
            // Whether the session stands only the vault knows.
            _ = try await vault.ask(CheckSession(token: session.token))
            return try await answer(session)
        } catch let refusal as VaultRefusal {
            guard [.expired, .ended, .erased, .needsFreshCode].contains(refusal) else {
                throw refusal.problem
            }
            return .redirect(to: OldShopPages.signIn, type: .normal)
        }
    }
}
