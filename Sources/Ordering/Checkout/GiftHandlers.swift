import Basics
import Counter
import HTTPTypes
import Hummingbird
import VaultAPI
import Web

/// What one recipient gets: goods and numbers, のし, card, sender, day and window.
struct GiftHandlers: Sendable {
    let desk: OrderingDesk

    init(_ desk: OrderingDesk) { self.desk = desk }

    @Sendable func show(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            let recipient = try visit.recipient(context)
            let offers = try await desk.offers(visit.checkout)
            let form = GiftForm(visit.checkout, recipient, offers, at: desk.clock.now())
            let known = try await desk.vault.ask(
                Open(
                    token: try visit.token,
                    handle: recipient.subject,
                    fields: PersonalField.ofGift + PersonalField.ofSender,
                    purpose: .correction
                )
            )
            let view = form.form.view(form.values(recipient, known.fields))
            return page(form, view, recipient, visit, context)
        }
    }

    @Sendable func save(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context, changingPeople: true) { visit in
            let recipient = try visit.recipient(context)
            let offers = try await desk.offers(visit.checkout)
            var form = GiftForm(visit.checkout, recipient, offers, at: desk.clock.now())
            var answers = try await form.form.read(request, in: context)
            let chosen = form.chosen(&answers, recipient)
            guard answers.isSound else {
                return page(
                    form,
                    answers.view,
                    recipient,
                    visit,
                    context,
                    status: .unprocessableContent
                )
            }
            _ = try await desk.vault.ask(
                Change(
                    token: try visit.token,
                    handle: recipient.subject,
                    version: nil,
                    fields: form.personal(answers)
                )
            )
            try await desk.checkouts.change(visit.checkout.id, at: desk.clock.now()) { checkout in
                checkout.update(recipient.subject) { $0 = chosen }
            }
            return .redirect(to: visit.path("recipients"))
        }
    }

    /// 「ほかの方も同じにする」: goods, gift and days here, names and texts inside the vault.
    @Sendable func copy(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context, changingPeople: true) { visit in
            let model = try visit.recipient(context)
            for other in visit.checkout.recipients where other.subject != model.subject {
                _ = try await desk.vault.ask(
                    Copy(
                        token: try visit.token,
                        from: model.subject,
                        to: other.subject,
                        fields: PersonalField.ofGift + PersonalField.ofSender
                    )
                )
            }
            try await desk.checkouts.change(visit.checkout.id, at: desk.clock.now()) {
                $0.giveAll(theSameAs: model.subject)
            }
            return .redirect(to: visit.path("recipients"))
        }
    }

    private func page(
        _ form: GiftForm,
        _ view: FormView,
        _ recipient: Checkout.Recipient,
        _ visit: CheckoutVisit,
        _ context: CounterContext,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let page = GiftPage(
            steps: Steps.checkout(1),
            form: view,
            counts: form.countNames.compactMap { view[$0] },
            action: OrderingPath.recipient(visit.checkout.id, recipient.subject, "gift"),
            back: visit.path("recipients"),
            hasNoshi: !form.choices.gift.noshi.isEmpty,
            hasCard: form.choices.gift.card,
            hasDays: !form.choices.days.isEmpty,
            hasWindows: !form.choices.windows.isEmpty,
            asksSeason: form.asksSeason,
            opensSender: recipient.hasOwnSender || status == .unprocessableContent
        )
        return desk.pages.render(page, status: status, in: context)
    }
}

struct GiftPage: Page {
    static let template = "ordering/gift"

    var head: PageHead { PageHead("商品・のし・お届け日") }
    let steps: Steps
    let form: FormView
    let counts: [FieldView]
    let action: String
    let back: String
    let hasNoshi: Bool
    let hasCard: Bool
    let hasDays: Bool
    let hasWindows: Bool
    let asksSeason: Bool
    let opensSender: Bool
}
