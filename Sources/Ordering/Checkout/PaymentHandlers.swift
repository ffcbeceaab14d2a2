import Basics
import Counter
import HTTPTypes
import Hummingbird
import Templates
import VaultAPI
import Web

/// お支払い: the ways that fit, and 備考.
struct PaymentHandlers: Sendable {
    let desk: OrderingDesk

    init(_ desk: OrderingDesk) { self.desk = desk }

    private func form(_ checkout: Checkout) -> Form {
        let ways = PaymentWay.offered(everyRecipientIsOrderer: checkout.everyRecipientIsOrderer)
        return Form(
            .radio(
                "payment",
                "お支払い方法",
                ways.map { FormOption($0.rawValue, $0.japanese, hint: $0.due) }
            ),
            .lines(PersonalField.note.rawValue, "備考", upTo: 300).optional()
                .hinted("お店へ伝えたいことがありましたらお書きください。")
        )
    }

    @Sendable func show(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            guard let orderer = visit.checkout.orderer, !visit.checkout.recipients.isEmpty else {
                return .redirect(to: visit.path(visit.checkout.nextPage))
            }
            let known = try await desk.written([.note], for: orderer.subject, visit)
            var values = AddressForm.values(of: known)
            values["payment"] = visit.checkout.payment?.rawValue
            return page(form(visit.checkout).view(values), visit, context)
        }
    }

    @Sendable func save(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context, changingPeople: true) { visit in
            guard let orderer = visit.checkout.orderer else { throw Problem.expired }
            let answers = try await form(visit.checkout).read(request, in: context)
            guard answers.isSound, let way = PaymentWay(rawValue: answers["payment"]) else {
                return page(answers.view, visit, context, status: .unprocessableContent)
            }
            try await desk.write([.note: Secret(answers[.note])], for: orderer.subject, visit)
            try await desk.checkouts.change(visit.checkout, at: desk.clock.now()) {
                $0.payment = way
            }
            return .redirect(to: visit.path("confirmation"))
        }
    }

    private func page(
        _ view: FormView,
        _ visit: CheckoutVisit,
        _ context: CounterContext,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let page = PaymentPage(
            form: view,
            action: visit.path("payment"),
            back: visit.path("recipients"),
            offersCollection: visit.checkout.everyRecipientIsOrderer
        )
        return desk.pages.render(page, status: status, in: context)
    }
}

struct PaymentPage: Page {
    static let template = "ordering/payment"

    let head = PageHead("お支払い")
    let steps = Steps.checkout(2)
    let form: FormView
    let action: String
    let back: String
    let offersCollection: Bool
    let fees = PaymentPage.fees

    private static let fees = CollectionFee.table.map { step -> TemplateFields in
        ["upTo": .text(step.upTo.description), "fee": .text(step.fee.description)]
    }

    init(form: FormView, action: String, back: String, offersCollection: Bool) {
        self.form = form
        self.action = action
        self.back = back
        self.offersCollection = offersCollection
    }
}
