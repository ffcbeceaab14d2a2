import Counter
import Hummingbird
import VaultAPI
import Web

/// Setting, changing or giving up a password.
struct PasswordHandlers: Sendable {
    private let vault: VaultDesk
    private let form: AccountForm

    init(pages: PageRenderer, door: MemberDoor, vault: VaultDesk) {
        self.vault = vault
        let fields = Form(
            FormField.password("password", "新しいパスワード").optional()
                .hinted("15文字以上。空のまま変更すると、パスワードをやめて、確認コードだけで入るようになります。")
                .autocompleted("new-password")
        )
        form = AccountForm(pages: pages, door: door, goal: .password, form: fields) {
            AccountFormPage(
                "パスワードの変更",
                lead: "変更すると、ほかの端末では、もう一度お入りいただくことになります。変更したことを、メールでもお知らせします。",
                form: $0,
                names: ["password"],
                action: MemberPath.password,
                button: "変更する",
                wasDone: $1
            )
        }
    }

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/account/password", use: show)
        router.post("/account/password", use: update)
    }

    @Sendable private func show(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await form.show(request, context)
    }

    @Sendable private func update(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await form.answer(request, context) { session, answers in
            let change = answers.secret("password").map(SetCredential.Kind.password) ?? .noPassword
            do {
                _ = try await vault.ask(SetCredential(token: session.token, change: change))
                return AccountFormPage.done(MemberPath.password)
            } catch VaultRefusal.malformed {
                answers.complain(RegistrationHandlers.weakPassword, at: "password")
                return nil
            }
        }
    }
}
