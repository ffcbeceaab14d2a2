import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// Who was invited makes a first key.
struct EnrolmentHandlers: Sendable {
    let pages: PageRenderer
    let door: OfficeDoor
    let vault: VaultDesk

    private let form = Form(KeyCredential.fields)

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/enrolment/:code", use: show)
        router.post("/enrolment/:code/ceremonies", use: begin)
        router.post("/enrolment/:code", use: create)
    }

    /// The same page for every code: only with a key on the line is the vault asked.
    @Sendable private func show(_ request: Request, _ context: CounterContext) throws -> Response {
        _ = try door.source(request, context)
        return pages.render(EnrolmentPage(code: try code(context).revealed), in: context)
    }

    @Sendable private func begin(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let begin = StaffEnrolBegin(
            invitation: try code(context),
            source: try door.source(request, context)
        )
        let offer = try await asking { try await vault.ask(begin) }
        return try KeyOptions(offer, site: pages.site.name).response()
    }

    @Sendable private func create(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let answer = try KeyAnswer(try await form.read(request, in: context))
        let finish = StaffEnrolFinish(
            invitation: try code(context),
            ceremony: answer.ceremony,
            registration: try answer.registration,
            source: try door.source(request, context)
        )
        let entry = try await asking { try await vault.ask(finish) }
        return welcome(entry, pages, context)
    }

    private func asking<Answer>(_ ask: () async throws -> Answer) async throws -> Answer {
        do {
            return try await ask()
        } catch VaultRefusal.wrongProof {
            throw Problem.invitationOver
        } catch let refusal as VaultRefusal {
            throw refusal.problem
        }
    }

    private func code(_ context: CounterContext) throws -> Secret<String> {
        guard let code = context.parameters.get("code"), Handle<EnrolmentPage>(code) != nil else {
            throw Problem.invitationOver
        }
        return Secret(code)
    }
}

extension Problem {
    /// 410: an invitation that was used, taken back, or is older than a day.
    static let invitationOver = Problem(
        .gone,
        title: "この招待は使えません",
        words: "招待は一度だけ、お届けから24時間のあいだ使えます。使い終わったか、時間がたった可能性があります。",
        "招待した方に、新しい招待をお求めください。"
    )
}

/// Where the first key is made.
struct EnrolmentPage: Page {
    static let template = "helpdesk/enrolment"
    var head: PageHead { PageHead("鍵の登録", scripts: ["keys.js"], styles: ["office.css"]) }
    let action: String
    let ceremonies: String

    init(code: String) {
        action = OfficePath.enrolment(code)
        ceremonies = OfficePath.enrolment(code) + "/ceremonies"
    }
}
