import Basics
import Counter
import HTTPTypes
import Hummingbird
import VaultAPI
import Web

/// One recipient whose address is typed: brought in, corrected, left out.
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
                let subject = try await desk.enrol($0, draft: $2["draft"], visit)
                try await desk.add(subject, $1, isOrderer: false, visit)
                return OrderingPath.recipient(visit.checkout.id, subject, "gift")
            }
        }
    }

    @Sendable func edit(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            let recipient = try visit.recipient(context)
            guard !recipient.isOrderer else {
                return .redirect(to: visit.path("orderer?correction=1"))
            }
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
            guard !recipient.isOrderer else {
                return .redirect(to: visit.path("orderer?correction=1"))
            }
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
                try await desk.change(visit) {
                    $0.update(recipient.subject) { $0.destination = destination }
                }
                return visit.path("recipients")
            }
        }
    }

    @Sendable func remove(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context, changingPeople: true) { visit in
            let recipient = try visit.recipient(context)
            try await desk.change(visit) { checkout in
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
