import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// The first time a member of the shop before this one comes in: its data, to look through, complete
/// and confirm.
struct ConfirmationHandlers: Sendable {
    let pages: PageRenderer
    let door: MemberDoor
    let vault: VaultDesk
    let address: AddressForm

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/account/confirmation", use: show)
        router.post("/account/confirmation", use: create)
    }

    @Sendable private func show(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let goal = try request.query().value("for")
        return try await frame.show(request, context) { session in
            let open = Open(
                token: session.token,
                handle: session.claims.principal,
                fields: address.fields.compactMap { PersonalField(rawValue: $0.name) },
                purpose: .account
            )
            let answer = try await vault.ask(open)
            var values = AddressForm.values(of: answer.fields)
            values["version"] = String(answer.version)
            values["for"] = goal
            return values
        }
    }

    @Sendable private func create(
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
            _ = try await vault.ask(ConfirmData(token: session.token))
            return (SignInGoal(rawValue: answers["for"]) ?? .account).path
        }
    }

    private var frame: AccountForm {
        AccountForm(
            pages: pages,
            door: door,
            goal: .account,
            form: Form(
                address.fields + [
                    .hidden("version"), .hidden("fill").optional(), .hidden("for").optional(),
                ]
            ),
            fill: address.fill
        ) { form, _ in
            AccountFormPage(
                "ご登録内容のご確認",
                lead: "前のサイトからお引き継ぎした内容です。お確かめのうえ、足りないところを補い、変わったところをお直しください。",
                form: form,
                names: ["version", "for"],
                hasAddress: true,
                action: MemberPath.confirmation,
                button: "この内容で登録する"
            )
        }
    }
}
