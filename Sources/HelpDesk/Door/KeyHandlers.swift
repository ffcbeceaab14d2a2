import Counter
import Hummingbird
import VaultAPI
import Web

/// How many keys somebody has, and another one.
struct KeyHandlers: Sendable {
    let pages: PageRenderer
    let door: OfficeDoor
    let vault: VaultDesk

    private let form = Form(KeyCredential.fields)

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/keys", use: show)
        router.post("/keys/approvals", use: begin)
        router.post("/keys/offers", use: offer)
        router.post("/keys", use: create)
    }

    @Sendable private func show(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try await door.staff(request, context) { visit in
            pages.render(KeysPage(visit.role, keys: visit.keys), in: context)
        }
    }

    /// A key that is there is touched first: who only has the session can add none.
    @Sendable private func begin(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try await door.staff(request, context) { visit in
            let begin = StaffKeyBegin(token: visit.session.token, source: visit.source)
            return try KeyOptions(try await vault.ask(begin)).response()
        }
    }

    @Sendable private func offer(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let answer = try KeyAnswer(try await form.read(request, in: context))
        return try await door.staff(request, context) { visit in
            let offer = StaffKeyOffer(
                token: visit.session.token,
                ceremony: answer.ceremony,
                assertion: try answer.assertion,
                source: visit.source
            )
            return try KeyOptions(try await vault.ask(offer), site: pages.site.name).response()
        }
    }

    @Sendable private func create(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let answer = try KeyAnswer(try await form.read(request, in: context))
        return try await door.staff(request, context) { visit in
            let finish = StaffKeyFinish(
                token: visit.session.token,
                ceremony: answer.ceremony,
                registration: try answer.registration,
                source: visit.source
            )
            _ = try await vault.ask(finish)
            return .redirect(to: OfficePath.keys, type: .normal)
        }
    }
}

/// 鍵: how many there are, and the way to a second one.
struct KeysPage: Page {
    static let template = "helpdesk/keys"
    var head: PageHead { PageHead("鍵", scripts: ["keys.js"], styles: ["office.css"]) }
    let role: String
    let count: Int
    let needsSecondKey: Bool
    /// Where this role works; nil where it has no desk yet.
    let desk: String?
    let deskName: String
    let hasDesk: Bool
    let keys = OfficePath.keys
    let approvals = OfficePath.keyApprovals
    let offers = OfficePath.keyOffers

    init(_ role: StaffRole, keys count: Int) {
        self.role = role.japanese
        self.count = count
        needsSecondKey = count < 2
        desk = OfficePath.desk(of: role)
        deskName = role == .shop ? "本日の送り状へ" : "受付一覧へ"
        hasDesk = desk != nil
    }
}
