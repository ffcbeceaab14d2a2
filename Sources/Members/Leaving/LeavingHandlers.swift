import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// 退会: what goes at once, what tax law makes the shops keep, and a box to tick.
struct LeavingPage: Page {
    static let template = "members/leaving"
    var head: PageHead {
        PageHead(
            title,
            crumbs: [Crumb("マイページ", MemberPath.account), Crumb(title)],
            scripts: ["once.js"]
        )
    }
    let title = "退会"
    let form: FormView
    let action = MemberPath.leaving
}

/// The page after leaving.
struct LeftPage: Page {
    static let template = "members/left"
    var head: PageHead { PageHead("退会の手続きが終わりました") }
    let market: String
}

/// Leaving: the vault erases, the shop forgets.
struct LeavingHandlers: Sendable {
    let pages: PageRenderer
    let door: MemberDoor
    let vault: VaultDesk
    let store: AddressBookStore
    let keepsakes: KeepsakesPort

    private let form = Form(.check("sure", "上の内容を読み、退会します"))

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/account/leaving", use: show)
        router.post("/account/leaving", use: create)
        router.get("/left", use: left)
    }

    @Sendable private func show(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .leaving) { _ in
            pages.render(LeavingPage(form: form.view()), in: context)
        }
    }

    @Sendable private func create(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .leaving) { session in
            let answers = try await form.read(request, in: context)
            guard answers.isSound else {
                let page = LeavingPage(form: answers.view)
                return pages.render(page, status: .unprocessableContent, in: context)
            }
            try await leave(session)
            var response = Response.redirect(to: MemberPath.left, type: .normal)
            TokenCookie.member.clear(on: &response)
            TokenCookie.remembered.clear(on: &response)
            return response
        }
    }

    @Sendable private func left(_ request: Request, _ context: CounterContext) -> Response {
        pages.render(LeftPage(market: pages.site.market.text), in: context)
    }

    /// The member last: with it gone nobody could go on, should a kill come in between.
    private func leave(_ session: Session) async throws {
        let member = session.claims.principal
        for contact in try await store.contacts(of: member) {
            _ = try await vault.ask(Erase(token: session.token, handle: contact))
        }
        try await store.removeAll(of: member)
        try await keepsakes.forget(member)
        _ = try await vault.ask(Erase(token: session.token, handle: member))
    }
}
