import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// A member's own name, address and telephone.
struct ProfileHandlers: Sendable {
    let pages: PageRenderer
    let door: MemberDoor
    let vault: VaultDesk
    let address: AddressForm

    private var form: Form {
        Form(address.fields + [.hidden("version"), .hidden("fill").optional()])
    }

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/account/profile", use: show)
        router.post("/account/profile", use: update)
    }

    @Sendable private func show(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .profile) { session in
            let open = Open(
                token: session.token,
                handle: session.claims.principal,
                fields: address.fields.compactMap { PersonalField(rawValue: $0.name) },
                purpose: .account
            )
            let answer = try await vault.ask(open)
            var values = AddressForm.values(of: answer.fields)
            values["version"] = String(answer.version)
            let wasDone = try request.query().value("done") != nil
            return pages.render(page(form.view(values), wasDone: wasDone), in: context)
        }
    }

    @Sendable private func update(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .profile) { session in
            var answers = try await form.read(request, in: context)
            if answers.isTicked("fill") {
                address.fill(&answers)
                return pages.render(page(answers.withoutErrors.view), in: context)
            }
            guard answers.isSound else {
                return pages.render(
                    page(answers.view),
                    status: .unprocessableContent,
                    in: context
                )
            }
            let change = Change(
                token: session.token,
                handle: session.claims.principal,
                version: answers.integer("version"),
                fields: address.personalFields(of: answers)
            )
            _ = try await vault.ask(change)
            return .redirect(to: MemberPath.profile + "?done=1", type: .normal)
        }
    }

    private func page(_ form: FormView, wasDone: Bool = false) -> AccountFormPage {
        AccountFormPage(
            "お名前・ご住所の変更",
            lead: "変更は、これからのご注文に使われます。すでにいただいたご注文は変わりません。",
            form: form,
            names: ["version"],
            hasAddress: true,
            action: MemberPath.profile,
            button: "変更する",
            wasDone: wasDone
        )
    }
}
