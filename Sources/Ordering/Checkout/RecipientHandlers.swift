import Basics
import Counter
import HTTPTypes
import Hummingbird
import VaultAPI
import Web

/// お届け先: to whom the goods go.
struct RecipientHandlers: Sendable {
    let desk: OrderingDesk
    private let address: AddressForm
    private let form: Form

    init(_ desk: OrderingDesk) {
        self.desk = desk
        address = .recipient(desk.postcodes)
        form = Form(
            address.fields + [
                .hidden("draft", upTo: 40), .hidden("fill").optional(),
                .hidden("warned").optional(),
            ]
        )
    }

    @Sendable func list(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            try await page(visit, context, problems: [])
        }
    }

    /// Goes on to the payment, if every piece has somebody to go to.
    @Sendable func finish(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            let check = visit.checkout.shareCheck
            guard !visit.checkout.recipients.isEmpty, check.isEven else {
                let offers = try await desk.offers(visit.checkout)
                let words = check.words(offers, hasRecipients: !visit.checkout.recipients.isEmpty)
                return try await page(
                    visit,
                    context,
                    problems: words,
                    status: .unprocessableContent
                )
            }
            return .redirect(to: visit.path("payment"))
        }
    }

    /// Sends (also) to the orderer.
    @Sendable func addOrderer(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try await desk.serve(request, context, changingPeople: true) { visit in
            guard let orderer = visit.checkout.orderer else { throw Problem.expired }
            try await add(orderer.subject, orderer.destination, isOrderer: true, visit)
            return .redirect(
                to: OrderingPath.recipient(visit.checkout.id, orderer.subject, "gift")
            )
        }
    }

    /// Sends to somebody of the member's address book, copied inside the vault.
    @Sendable func addContact(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try await desk.serve(request, context, changingPeople: true) { visit in
            let answers = try await Form(
                .hidden("contact", upTo: 40),
                .hidden("draft", upTo: 40)
            ).read(request, in: context)
            let contacts = try await contacts(visit)
            guard let contact = contacts.first(where: { $0.subject.text == answers["contact"] })
            else { throw Problem.notFound }
            let subject = try await enrol([:], draft: answers["draft"], visit)
            _ = try await desk.vault.ask(
                Copy(
                    token: try visit.token,
                    from: contact.subject,
                    to: subject,
                    fields: PersonalField.ofName + PersonalField.ofAddress
                )
            )
            try await add(subject, contact.destination, isOrderer: false, visit)
            return .redirect(to: OrderingPath.recipient(visit.checkout.id, subject, "gift"))
        }
    }

    @Sendable func new(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            _ = try visit.token
            let view = form.view(["draft": Handle<Enrol>.mint().text])
            return formPage(view, visit, visit.path("recipients/new"), context)
        }
    }

    @Sendable func create(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context, changingPeople: true) { visit in
            guard visit.checkout.recipients.count < Checkout.mostRecipients else {
                return .redirect(to: visit.path("recipients"))
            }
            return try await save(request, context, visit, at: visit.path("recipients/new")) {
                let subject = try await enrol($0, draft: $2["draft"], visit)
                try await add(subject, $1, isOrderer: false, visit)
                return OrderingPath.recipient(visit.checkout.id, subject, "gift")
            }
        }
    }

    @Sendable func edit(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            let recipient = try visit.recipient(context)
            guard !recipient.isOrderer else { return .redirect(to: visit.path("orderer")) }
            let known = try await desk.vault.ask(
                Open(
                    token: try visit.token,
                    handle: recipient.subject,
                    fields: PersonalField.ofName + PersonalField.ofAddress,
                    purpose: .correction
                )
            )
            var values = AddressForm.values(of: known.fields)
            values["draft"] = Handle<Enrol>.mint().text
            let action = OrderingPath.recipient(visit.checkout.id, recipient.subject)
            return formPage(form.view(values), visit, action, context)
        }
    }

    @Sendable func update(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context, changingPeople: true) { visit in
            let recipient = try visit.recipient(context)
            guard !recipient.isOrderer else { return .redirect(to: visit.path("orderer")) }
            let action = OrderingPath.recipient(visit.checkout.id, recipient.subject)
            return try await save(request, context, visit, at: action) { fields, destination, _ in
                _ = try await desk.vault.ask(
                    Change(
                        token: try visit.token,
                        handle: recipient.subject,
                        version: nil,
                        fields: fields
                    )
                )
                try await change(visit) {
                    $0.update(recipient.subject) { $0.destination = destination }
                }
                return visit.path("recipients")
            }
        }
    }

    @Sendable func remove(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context, changingPeople: true) { visit in
            let recipient = try visit.recipient(context)
            try await change(visit) { checkout in
                checkout.recipients.removeAll { $0.subject == recipient.subject }
            }
            return .redirect(to: visit.path("recipients"))
        }
    }
}

extension RecipientHandlers {
    /// Reads the address and keeps it, or shows what is to be mended; `keep` tells where to go on.
    private func save(
        _ request: Request,
        _ context: CounterContext,
        _ visit: CheckoutVisit,
        at action: String,
        _ keep: (PersonalFields, Destination, Answers) async throws -> String
    ) async throws -> Response {
        var answers = try await form.read(request, in: context)
        if answers.isTicked("fill") {
            address.fill(&answers)
            return formPage(form.refilled(answers), visit, action, context)
        }
        guard answers.isSound else {
            return formPage(answers.view, visit, action, context, status: .unprocessableContent)
        }
        if answers.mustWarn(by: address) { return formPage(answers.view, visit, action, context) }
        let fields = address.personalFields(of: answers)
        return .redirect(to: try await keep(fields, Destination(answers), answers))
    }

    private func enrol(
        _ fields: PersonalFields,
        draft: String,
        _ visit: CheckoutVisit
    ) async throws -> Handle<Subject> {
        try await desk.vault.ask(
            Enrol(
                idempotencyKey: "\(visit.checkout.id).\(draft)",
                kind: .recipient,
                fields: fields,
                token: try visit.token
            )
        ).handle
    }

    /// The first recipient gets all of the basket until there are more.
    private func add(
        _ subject: Handle<Subject>,
        _ destination: Destination,
        isOrderer: Bool,
        _ visit: CheckoutVisit
    ) async throws {
        try await change(visit) { checkout in
            guard checkout.recipient(subject) == nil else { return }
            let lines = checkout.basket.lines.map { ($0.goods, checkout.left(of: $0.goods)) }
            checkout.recipients.append(
                .init(
                    subject: subject,
                    isOrderer: isOrderer,
                    destination: destination,
                    shares: Dictionary(uniqueKeysWithValues: lines.filter { $0.1 > 0 })
                )
            )
        }
    }

    private func change(
        _ visit: CheckoutVisit,
        _ edit: @escaping @Sendable (inout Checkout) -> Void
    ) async throws {
        try await desk.checkouts.change(visit.checkout.id, at: desk.clock.now()) { checkout in
            // The press that fixes the people may have come after this request had begun.
            if !checkout.arePeopleFixed { edit(&checkout) }
        }
    }

    private func contacts(_ visit: CheckoutVisit) async throws -> [ContactsPort.Entry] {
        guard visit.checkout.member != nil, let session = visit.session else { return [] }
        return try await desk.contacts.entries(session)
    }

    private func page(
        _ visit: CheckoutVisit,
        _ context: CounterContext,
        problems: [String],
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let token = try visit.token
        let offers = try await desk.offers(visit.checkout)
        var cards: [RecipientsPage.Card] = []
        for recipient in visit.checkout.recipients {
            let person = try await desk.person(
                recipient.subject,
                PersonalField.ofName + PersonalField.ofAddress,
                by: token,
                for: .confirmation
            )
            cards.append(RecipientsPage.Card(recipient, person, offers, visit.checkout.id))
        }
        let page = RecipientsPage(
            visit,
            cards: cards,
            contacts: try await contacts(visit),
            offers: offers,
            problems: problems
        )
        return desk.pages.render(page, status: status, in: context)
    }

    private func formPage(
        _ view: FormView,
        _ visit: CheckoutVisit,
        _ action: String,
        _ context: CounterContext,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let page = RecipientPage(
            steps: Steps.checkout(1),
            form: view,
            action: action,
            back: visit.path("recipients")
        )
        return desk.pages.render(page, status: status, in: context)
    }
}

extension CheckoutVisit {
    /// The recipient that the address names.
    ///
    /// - Throws: ``Problem/notFound`` where this checkout has no such recipient.
    func recipient(_ context: CounterContext) throws(Problem) -> Checkout.Recipient {
        _ = try token
        guard let subject = context.parameters.get("subject").flatMap({ Handle<Subject>($0) }),
            let recipient = checkout.recipient(subject)
        else { throw .notFound }
        return recipient
    }
}

extension ShareCheck {
    /// What stands in the way, in words.
    func words(_ offers: [GoodsID: Offer], hasRecipients: Bool) -> [String] {
        guard hasRecipients else { return ["お届け先をお選びください。"] }
        let empty = emptyHanded.isEmpty ? [] : ["商品が割り当てられていないお届け先があります。"]
        return differences.map { $0.words(title: offers[$0.goods]?.title ?? "商品") } + empty
    }
}
