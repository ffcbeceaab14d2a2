import Hummingbird
import Web
import Wire
import WitnessAPI

/// An officer agrees to a statement, or rejects it, each by one touch.
struct StatementHandlers: Sendable {
    let pages: PageRenderer
    let witness: OfficersPort

    private let form = Form(KeyCredential.fields)

    func addRoutes(to router: Router<CounterContext>) {
        router.post("/statements/:hash/approvals/ceremonies") { request, context in
            try await begin(.approve, request, context)
        }
        router.post("/statements/:hash/approvals", use: finish)
        router.post("/statements/:hash/rejections/ceremonies") { request, context in
            try await begin(.reject, request, context)
        }
        router.post("/statements/:hash/rejections", use: finish)
    }

    private func begin(_ verdict: Verdict, _ request: Request, _ context: CounterContext)
        async throws -> Response
    {
        guard let session = SessionCookie.session(of: request) else { return door }
        guard let hash = context.parameters.get("hash").flatMap(Base64URL.decode) else {
            throw Problem.notFound
        }
        let begin = JudgeBegin(session: session, statement: hash, verdict: verdict)
        do {
            return try KeyOptions(try await witness.ask(begin)).response()
        } catch WitnessRefusal.expired {
            return board
        } catch let refusal as WitnessRefusal {
            throw refusal.problem
        }
    }

    /// What the touch was for, the witness knows by the ceremony's number.
    @Sendable private func finish(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        guard let session = SessionCookie.session(of: request) else { return door }
        let answer = try KeyAnswer(try await form.read(request, in: context))
        let finish = JudgeFinish(
            session: session,
            number: answer.number,
            touch: try answer.touch
        )
        _ = try await telling { try await witness.ask(finish) }
        return board
    }

    private var door: Response { .redirect(to: ApprovalsPath.home, type: .normal) }
    private var board: Response { .redirect(to: ApprovalsPath.board, type: .normal) }
}
