import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// Setting, changing or giving up a password.
struct PasswordHandlers: Sendable {
    let pages: PageRenderer
    let door: MemberDoor
    let vault: VaultDesk

    private let form = Form(
        FormField.password("password", "新しいパスワード").optional()
            .hinted("15文字以上。空のまま変更すると、パスワードをやめて、確認コードだけで入るようになります。")
            .autocompleted("new-password")
    )

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/account/password", use: show)
        router.post("/account/password", use: update)
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

    @Sendable private func update(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .account) { session in
            var answers = try await form.read(request, in: context)
            let change = answers.secret("password").map(SetCredential.Kind.password) ?? .noPassword
            if answers.isSound {
                do {
                    _ = try await vault.ask(
                        SetCredential(token: session.token, change: change)
                    )
                    return .redirect(to: MemberPath.password + "?done=1", type: .normal)
                } catch VaultRefusal.malformed {
                    answers.complain(RegistrationHandlers.weakPassword, at: "password")
                }
            }
            return pages.render(page(answers.view), status: .unprocessableContent, in: context)
        }
    }

    private func page(_ form: FormView, wasDone: Bool = false) -> AccountFormPage {
        AccountFormPage(
            "パスワードの変更",
            lead: "変更すると、ほかの端末では、もう一度お入りいただくことになります。",
            form: form,
            names: ["password"],
            action: MemberPath.password,
            button: "変更する",
            wasDone: wasDone
        )
    }
}
