import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// The address book: the vault keeps who, the shop keeps which handles.
struct AddressBookHandlers: Sendable {
    let pages: PageRenderer
    let door: MemberDoor
    let vault: VaultDesk
    let address: AddressForm
    let store: AddressBookStore
    let clock: WallClock

    private static let mostEntries = 200

    private var form: Form {
        Form(
            [FormField.line("label", "呼び名", upTo: 20).optional().hinted("例:母、山田先生")]
                + address.fields
                + [.hidden("version").optional(), .hidden("attempt").optional()]
                + [.hidden("fill").optional()]
        )
    }

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/account/contacts", use: index)
        router.get("/account/contacts/new", use: new)
        router.post("/account/contacts", use: create)
        router.get("/account/contacts/:contact", use: edit)
        router.post("/account/contacts/:contact", use: update)
        router.post("/account/contacts/:contact/removal", use: destroy)
    }

    @Sendable private func index(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .contacts) { session in
            let member = session.claims.principal
            var entries: [AddressBookPage.Entry] = []
            for contact in try await store.contacts(of: member) {
                let open = Open(
                    token: session.token,
                    handle: contact,
                    fields: [.label, .familyName, .givenName, .prefecture, .city],
                    purpose: .account
                )
                let answer = try await store.known(contact, of: member) {
                    try await vault.ask(open)
                }
                if let answer { entries.append(entry(contact, answer.fields)) }
            }
            let page = AddressBookPage(entries: entries, hasEntries: !entries.isEmpty)
            return pages.render(page, in: context)
        }
    }

    @Sendable private func new(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .contacts) { _ in
            let view = form.view(["attempt": Handle<Enrol>.mint().text])
            return pages.render(newPage(view), in: context)
        }
    }

    @Sendable private func create(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await answered(request, context, page: newPage) { session, answers in
            let count = try await store.contacts(of: session.claims.principal).count
            guard count < AddressBookHandlers.mostEntries else {
                answers.complain("控えは200件までです。使わないものを消してからご登録ください。", at: "label")
                return
            }
            let enrol = Enrol(
                idempotencyKey: answers["attempt"],
                kind: .contact,
                fields: fields(of: answers),
                token: session.token
            )
            let contact = try await vault.ask(enrol).handle
            try await store.add(contact, of: session.claims.principal, at: clock.now())
        }
    }

    @Sendable private func edit(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .contacts) { session in
            let contact = try await contact(context, of: session)
            let open = Open(
                token: session.token,
                handle: contact,
                fields: form.fields.compactMap { PersonalField(rawValue: $0.name) },
                purpose: .correction
            )
            let answer = try await vault.ask(open)
            var values = AddressForm.values(of: answer.fields)
            values["version"] = String(answer.version)
            return pages.render(editPage(contact, form.view(values)), in: context)
        }
    }

    @Sendable private func update(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        guard let contact = context.parameters.get("contact").flatMap({ Handle<Subject>($0) })
        else {
            throw Problem.notFound
        }
        return try await answered(request, context, page: { editPage(contact, $0) }) {
            session,
            answers in
            let contact = try await self.contact(context, of: session)
            let change = Change(
                token: session.token,
                handle: contact,
                version: answers.integer("version"),
                fields: fields(of: answers)
            )
            _ = try await vault.ask(change)
        }
    }

    @Sendable private func destroy(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .contacts) { session in
            let contact = try await contact(context, of: session)
            _ = try await vault.ask(Erase(token: session.token, handle: contact))
            _ = try await store.remove(contact, of: session.claims.principal)
            return .redirect(to: MemberPath.contacts, type: .normal)
        }
    }

    /// Reads the form, helps to fill it, asks again or does what is to be done.
    private func answered(
        _ request: Request,
        _ context: CounterContext,
        page: @Sendable (FormView) -> ContactPage,
        _ act: (Session, inout Answers) async throws -> Void
    ) async throws -> Response {
        try await door.member(request, goal: .contacts) { session in
            var answers = try await form.read(request, in: context)
            if answers.isTicked("fill") {
                address.fill(&answers)
                return pages.render(page(answers.withoutErrors.view), in: context)
            }
            if answers.isSound { try await act(session, &answers) }
            guard answers.isSound else {
                return pages.render(page(answers.view), status: .unprocessableContent, in: context)
            }
            return .redirect(to: MemberPath.contacts, type: .normal)
        }
    }

    /// The contact of the address; somebody else's is not found, and the vault is never asked.
    private func contact(
        _ context: CounterContext,
        of session: Session
    ) async throws -> Handle<Subject> {
        let contacts = try await store.contacts(of: session.claims.principal)
        guard let text = context.parameters.get("contact"),
            let contact = contacts.first(where: { $0.text == text })
        else { throw Problem.notFound }
        return contact
    }

    private func fields(of answers: Answers) -> PersonalFields {
        var fields = address.personalFields(of: answers)
        fields[.label] = Secret(answers["label"])
        return fields
    }

    private func entry(
        _ contact: Handle<Subject>,
        _ fields: PersonalFields
    ) -> AddressBookPage.Entry {
        let text = { (names: [PersonalField], separator: String) in
            names.compactMap { fields[$0]?.revealed }.filter { !$0.isEmpty }
                .joined(separator: separator)
        }
        return AddressBookPage.Entry(
            label: fields[.label]?.revealed,
            name: text([.familyName, .givenName], " "),
            address: text([.prefecture, .city], ""),
            edit: MemberPath.contact(contact),
            removal: MemberPath.contact(contact) + "/removal"
        )
    }

    @Sendable private func newPage(_ form: FormView) -> ContactPage {
        ContactPage(title: "お届け先を加える", form: form, action: MemberPath.contacts)
    }

    private func editPage(_ contact: Handle<Subject>, _ form: FormView) -> ContactPage {
        ContactPage(title: "お届け先の変更", form: form, action: MemberPath.contact(contact))
    }
}
