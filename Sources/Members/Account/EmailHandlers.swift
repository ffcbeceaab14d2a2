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

    private var address: AccountForm {
        AccountForm(
            pages: pages,
            door: door,
            goal: .email,
            form: Form(.email("email", "新しいメールアドレス"))
        ) {
            AccountFormPage(
                "メールアドレスの変更",
                lead: "いままでのアドレスと新しいアドレスの両方に、確認コードをお送りします。いままでのアドレスでメールを受け取れない方は、お電話でご相談ください。",
                form: $0,
                names: ["email"],
                action: MemberPath.email,
                button: "確認コードを送る",
                wasDone: $1
            )
        }
    }

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
        try await address.show(request, context)
    }

    @Sendable private func create(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await address.answer(request, context) { session, answers in
            guard let email = answers.secret("email") else { return nil }
            let begin = EmailBegin(token: session.token, email: email)
            return MemberPath.email(try await vault.ask(begin).challenge)
        }
    }

    @Sendable private func showCodes(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await codes(of: challenge(context)).show(request, context)
    }

    @Sendable private func finish(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let challenge = try challenge(context)
        return try await codes(of: challenge).answer(request, context) { session, answers in
            guard let new = answers.secret("new") else { return nil }
            // Who had none has no code of an old address; whether that is so the vault knows.
            let old = answers.secret("old") ?? Secret("")
            let finish = EmailFinish(
                token: session.token,
                challenge: challenge,
                codeFromOld: old,
                codeFromNew: new
            )
            do {
                _ = try await vault.ask(finish)
                return AccountFormPage.done(MemberPath.email)
            } catch VaultRefusal.wrongProof {
                answers.complain(SignInHandlers.wrongProof, at: "new")
                return nil
            }
        }
    }

    private func codes(of challenge: Handle<Challenge>) -> AccountForm {
        let form = Form(
            FormField.code("old", "いままでのアドレスに届いた確認コード", length: 1...12)
                .hinted("いままでのご登録がない方は、空のままにしてください").optional(),
            FormField.code("new", "新しいアドレスに届いた確認コード", length: 1...12)
        )
        return AccountForm(pages: pages, door: door, goal: .email, form: form) { view, _ in
            AccountFormPage(
                "メールアドレスの確認",
                lead: "届いた確認コードを、それぞれ入力してください。30分のあいだお使いいただけます。",
                form: view,
                names: ["old", "new"],
                action: MemberPath.email(challenge),
                button: "変更する"
            )
        }
    }

    private func challenge(_ context: CounterContext) throws -> Handle<Challenge> {
        guard let challenge = context.parameters.get("challenge").flatMap({ Handle<Challenge>($0) })
        else { throw Problem.notFound }
        return challenge
    }
}
