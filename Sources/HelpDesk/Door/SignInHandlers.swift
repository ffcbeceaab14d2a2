import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// Signing in with a key, and nothing else.
struct SignInHandlers: Sendable {
    let pages: PageRenderer
    let door: OfficeDoor
    let vault: VaultDesk

    private let form = Form(KeyCredential.fields)

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/") { _, _ in Response.redirect(to: OfficePath.inquiries, type: .normal) }
        router.get("/sign-in", use: new)
        router.post("/sign-in/ceremonies", use: begin)
        router.post("/sign-in", use: create)
        router.post("/sign-out", use: destroy)
    }

    @Sendable private func new(_ request: Request, _ context: CounterContext) throws -> Response {
        _ = try door.source(request, context)
        return pages.render(SignInPage(words: nil), in: context)
    }

    @Sendable private func begin(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let source = try door.source(request, context)
        let asked = try await telling { try await vault.ask(StaffSignInBegin(source: source)) }
        return try KeyOptions(asked).response()
    }

    @Sendable private func create(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let source = try door.source(request, context)
        let answer = try KeyAnswer(try await form.read(request, in: context))
        let finish = StaffSignInFinish(
            ceremony: answer.ceremony,
            assertion: try answer.assertion,
            source: source
        )
        do {
            let entry = try await vault.ask(finish)
            return welcome(entry, pages, context)
        } catch let refusal as VaultRefusal where [.wrongProof, .expired].contains(refusal) {
            let page = SignInPage(words: "この鍵では入れませんでした。もう一度お試しください。")
            return pages.render(page, status: .unprocessableContent, in: context)
        } catch let refusal as VaultRefusal {
            throw refusal.problem
        }
    }

    @Sendable private func destroy(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try await door.end(request)
        var response = Response.redirect(to: OfficePath.signIn, type: .normal)
        TokenCookie.staff.clear(on: &response)
        return response
    }
}

/// The browser gets its session, and the person a greeting, which is opened for this page alone.
func welcome(_ entry: StaffEntry, _ pages: PageRenderer, _ context: CounterContext) -> Response {
    var response = pages.render(WelcomePage(entry), in: context)
    TokenCookie.staff.set(entry.token, on: &response)
    return response
}

/// Where a key is touched to come in.
struct SignInPage: Page {
    static let template = "helpdesk/sign-in"
    var head: PageHead { PageHead("事務局に入る", scripts: ["keys.js"], styles: ["office.css"]) }
    let words: String?
    let action = OfficePath.signIn
    let ceremonies = OfficePath.signInCeremonies
}

/// Who is in, is greeted once.
struct WelcomePage: Page {
    static let template = "helpdesk/welcome"
    var head: PageHead { PageHead("事務局", scripts: ["keys.js"], styles: ["office.css"]) }
    let name: String?
    let role: String
    /// Where this role works; nil where it has no desk yet.
    let desk: String?
    let deskName: String
    let hasDesk: Bool
    let needsSecondKey: Bool
    let keys = OfficePath.keys
    let approvals = OfficePath.keyApprovals
    let offers = OfficePath.keyOffers

    init(_ entry: StaffEntry) {
        name = entry.name?.revealed
        role = entry.role.japanese
        desk = OfficePath.desk(of: entry.role)
        deskName = entry.role == .shop ? "本日の送り状へ" : "受付をはじめる"
        hasDesk = desk != nil
        needsSecondKey = entry.keys < 2
    }
}
