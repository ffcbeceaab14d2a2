import Basics
import Hummingbird
import Web
import WitnessAPI

/// Who was invited makes a key.
struct OfficerKeyHandlers: Sendable {
    let pages: PageRenderer
    let witness: OfficersPort

    private let form = Form(KeyCredential.fields)

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/officers/:code", use: show)
        router.post("/officers/:code/ceremonies", use: begin)
        router.post("/officers/:code/keys", use: create)
    }

    /// The same page for every code: only with a key on the line is the witness asked.
    @Sendable private func show(_ request: Request, _ context: CounterContext) throws -> Response {
        pages.render(OfficerKeyPage(code: try code(context).revealed), in: context)
    }

    @Sendable private func begin(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let begin = OfficerKeyBegin(try code(context))
        let offer = try await asking { try await witness.ask(begin) }
        return try KeyOptions(offer, site: pages.site.city).response()
    }

    @Sendable private func create(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let answer = try KeyAnswer(try await form.read(request, in: context))
        let finish = OfficerKeyFinish(
            code: try code(context),
            number: answer.number,
            clientData: try answer.clientData,
            attestation: try answer.attestation
        )
        let made = try await asking { try await witness.ask(finish) }
        return pages.render(OfficerKeyMadePage(made), in: context)
    }

    private func asking<Answer>(_ ask: () async throws -> Answer) async throws -> Answer {
        do {
            return try await ask()
        } catch WitnessRefusal.expired {
            throw Problem.invitationOver
        } catch let refusal as WitnessRefusal {
            throw refusal.problem
        }
    }

    private func code(_ context: CounterContext) throws -> Secret<String> {
        guard let code = context.parameters.get("code"), Handle<OfficerKeyPage>(code) != nil else {
            throw Problem.invitationOver
        }
        return Secret(code)
    }
}

/// Where an officer's key is made.
struct OfficerKeyPage: Page {
    static let template = "approvals/officer-key"
    var head: PageHead {
        PageHead("責任者の鍵の登録", scripts: ["keys.js"], styles: ["approvals.css"])
    }
    let action: String
    let ceremonies: String

    init(code: String) {
        action = ApprovalsPath.officerKeys(code)
        ceremonies = ApprovalsPath.ceremonies(ApprovalsPath.officer(code))
    }
}

/// What is to be written down of a key that was made.
struct OfficerKeyMadePage: Page {
    static let template = "approvals/officer-key-made"
    var head: PageHead { PageHead("責任者の鍵ができました", styles: ["approvals.css"]) }
    let officer: String
    let fingerprint: String
    let waits: Bool

    init(_ made: OfficerKeyMade) {
        (officer, fingerprint, waits) = (made.officer, made.fingerprint, made.waits)
    }
}
