import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// Changing the e-mail address: a code to the old one and a code to the new one, both asked.
struct EmailHandlers: Sendable {
    let pages: PageRenderer
    let door: MemberDoor
    let vault: VaultDesk

    private let form = Form(.email("email", "新しいメールアドレス"))
    private let codes = Form(
        FormField.code("old", "いままでのアドレスに届いた確認コード", length: 1...12),
        FormField.code("new", "新しいアドレスに届いた確認コード", length: 1...12)
    )

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/account/email", use: show)
        router.post("/account/email", use: create)
        router.get("/account/email/:challenge", use: showCodes)
        router.post("/account/email/:challenge", use: finish)
    }

    @Sendable private func show(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .account) { _ in
            let wasDone = try request.query().value("done") != nil
            return pages.render(page(form.view(), wasDone: wasDone), in: context)
        }
    }

    @Sendable private func create(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .account) { session in
            let answers = try await form.read(request, in: context)
            guard answers.isSound, let email = answers.secret("email") else {
                return pages.render(page(answers.view), status: .unprocessableContent, in: context)
            }
            let begin = EmailBegin(token: session.token, email: email)
            let challenge = try await vault.ask(begin).challenge
            return .redirect(to: MemberPath.email(challenge), type: .normal)
        }
    }

    @Sendable private func showCodes(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let challenge = try challenge(context)
        return try await door.member(request, goal: .account) { _ in
            pages.render(page(challenge, codes.view()), in: context)
        }
    }

    @Sendable private func finish(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let challenge = try challenge(context)
        return try await door.member(request, goal: .account) { session in
            var answers = try await codes.read(request, in: context)
            if answers.isSound, let old = answers.secret("old"), let new = answers.secret("new") {
                let finish = EmailFinish(
                    token: session.token,
                    challenge: challenge,
                    codeFromOld: old,
                    codeFromNew: new
                )
                do {
                    _ = try await vault.ask(finish)
                    return .redirect(to: MemberPath.email + "?done=1", type: .normal)
                } catch VaultRefusal.wrongProof {
                    answers.complain(SignInHandlers.wrongProof, at: "new")
                }
            }
            return pages.render(
                page(challenge, answers.view),
                status: .unprocessableContent,
                in: context
            )
        }
    }

    private func page(_ form: FormView, wasDone: Bool = false) -> AccountFormPage {
        AccountFormPage(
            "メールアドレスの変更",
            lead: "いままでのアドレスと新しいアドレスの両方に、確認コードをお送りします。いままでのアドレスでメールを受け取れない方は、お電話でご相談ください。",
            form: form,
            names: ["email"],
            action: MemberPath.email,
            button: "確認コードを送る",
            wasDone: wasDone
        )
    }

    private func page(_ challenge: Handle<Challenge>, _ form: FormView) -> AccountFormPage {
        AccountFormPage(
            "メールアドレスの確認",
            lead: "届いた確認コードを、それぞれ入力してください。30分のあいだお使いいただけます。",
            form: form,
            names: ["old", "new"],
            action: MemberPath.email(challenge),
            button: "変更する"
        )
    }

    private func challenge(_ context: CounterContext) throws -> Handle<Challenge> {
        guard let challenge = context.parameters.get("challenge").flatMap({ Handle<Challenge>($0) })
        else { throw Problem.notFound }
        return challenge
    }
}
