import Counter
import Hummingbird
import Web

/// The frame of a form on my page: shown, read, acted on, and asked again with what was wrong.
struct AccountForm: Sendable {
    let pages: PageRenderer
    let door: MemberDoor
    let goal: SignInGoal
    let form: Form
    /// Fills what the button beside the postcode asks for.
    var fill: (@Sendable (inout Answers) -> Void)?
    /// The page around the form; true where it was just done.
    let page: @Sendable (FormView, Bool) -> AccountFormPage

    func show(
        _ request: Request,
        _ context: CounterContext,
        filled values: (Session) async throws -> [String: String] = { _ in [:] }
    ) async throws -> Response {
        try await door.member(request, goal: goal) { session in
            let view = form.view(try await values(session))
            let wasDone = try request.query().value("done") != nil
            return pages.render(page(view, wasDone), in: context)
        }
    }

    /// Acts on answers that fit their form, and goes on to the address that `act` gives.
    ///
    /// Without an address, `act` has complained of something and the form is asked again.
    func answer(
        _ request: Request,
        _ context: CounterContext,
        _ act: (Session, inout Answers) async throws -> String?
    ) async throws -> Response {
        try await door.member(request, goal: goal) { session in
            var answers = try await form.read(request, in: context)
            if let fill, answers.isTicked("fill") {
                fill(&answers)
                return pages.render(page(answers.withoutErrors.view, false), in: context)
            }
            if answers.isSound, let address = try await act(session, &answers) {
                return .redirect(to: address, type: .normal)
            }
            return pages.render(
                page(answers.view, false),
                status: .unprocessableContent,
                in: context
            )
        }
    }
}

extension AccountFormPage {
    /// The address of a form's page after it was done.
    static func done(_ path: String) -> String { path + "?done=1" }
}
