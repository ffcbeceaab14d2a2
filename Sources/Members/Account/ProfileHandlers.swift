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

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/account/profile", use: show)
        router.post("/account/profile", use: update)
    }

    @Sendable private func show(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await frame.show(request, context) { session in
            let open = Open(
                token: session.token,
                handle: session.claims.principal,
                fields: address.fields.compactMap { PersonalField(rawValue: $0.name) },
                purpose: .account
            )
            let answer = try await vault.ask(open)
            var values = AddressForm.values(of: answer.fields)
            values["version"] = String(answer.version)
            return values
        }
    }

    @Sendable private func update(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await frame.answer(request, context) { session, answers in
            let change = Change(
                token: session.token,
                handle: session.claims.principal,
                version: answers.integer("version"),
                fields: address.personalFields(of: answers)
            )
            _ = try await vault.ask(change)
            return AccountFormPage.done(MemberPath.profile)
        }
    }

    private var frame: AccountForm {
        AccountForm(
            pages: pages,
            door: door,
            goal: .profile,
            form: Form(address.fields + [.hidden("version"), .hidden("fill").optional()]),
            fill: address.fill
        ) {
            AccountFormPage(
                "お名前・ご住所の変更",
                lead: "変更は、これからのご注文に使われます。すでにいただいたご注文は変わりません。",
                form: $0,
                names: ["version"],
                hasAddress: true,
                action: MemberPath.profile,
                button: "変更する",
                wasDone: $1
            )
        }
    }
}
