import Hummingbird
import Web
import WitnessAPI

/// An officer comes in by a touch, sees what waits, and goes.
struct LookHandlers: Sendable {
    let pages: PageRenderer
    let witness: OfficersPort

    private let form = Form(KeyCredential.fields)

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/", use: new)
        router.get("/statements", use: show)
        router.post("/looks/ceremonies", use: begin)
        router.post("/looks", use: create)
        router.post("/sign-out", use: destroy)
    }

    @Sendable private func new(_ request: Request, _ context: CounterContext) -> Response {
        guard SessionCookie.session(of: request) == nil else {
            return .redirect(to: ApprovalsPath.board, type: .normal)
        }
        return pages.render(LookPage(words: nil), in: context)
    }

    @Sendable private func show(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        guard let session = SessionCookie.session(of: request) else {
            return .redirect(to: ApprovalsPath.home, type: .normal)
        }
        do {
            let board = try await witness.ask(AskBoard(session))
            return pages.render(BoardPage(board), in: context)
        } catch WitnessRefusal.expired {
            var response = pages.render(LookPage(words: LookPage.over), in: context)
            SessionCookie.clear(on: &response)
            return response
        } catch let refusal as WitnessRefusal {
            throw refusal.problem
        }
    }

    @Sendable private func begin(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try KeyOptions(try await telling { try await witness.ask(LookBegin()) }).response()
    }

    @Sendable private func create(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let answer = try KeyAnswer(try await form.read(request, in: context))
        let finish = LookFinish(number: answer.number, touch: try answer.touch)
        do {
            let session = try await witness.ask(finish)
            var response = Response.redirect(to: ApprovalsPath.board, type: .normal)
            SessionCookie.set(session, on: &response)
            return response
        } catch let refusal as WitnessRefusal where [.wrongProof, .expired].contains(refusal) {
            return pages.render(
                LookPage(words: LookPage.refused),
                status: .unprocessableContent,
                in: context
            )
        } catch let refusal as WitnessRefusal {
            throw refusal.problem
        }
    }

    @Sendable private func destroy(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        if let session = SessionCookie.session(of: request) {
            _ = try? await witness.ask(EndLook(session))
        }
        var response = Response.redirect(to: ApprovalsPath.home, type: .normal)
        SessionCookie.clear(on: &response)
        return response
    }
}

/// Where a key is touched to look.
struct LookPage: Page {
    static let template = "approvals/look"
    static let refused = "この鍵では開けませんでした。責任者の鍵に触れて、もう一度お試しください。"
    static let over = "時間がたったため、閉じました。もう一度、鍵に触れてください。"
    var head: PageHead {
        PageHead("責任者の承認", scripts: ["keys.js"], styles: ["approvals.css"])
    }
    let words: String?
    let action = ApprovalsPath.looks
    let ceremonies = ApprovalsPath.lookCeremonies
}
