import Basics
import Counter
import HTTPTypes
import Hummingbird
import VaultAPI
import Web

/// What one recipient gets: goods and numbers, のし, card, sender, and each parcel's day and window.
struct GiftHandlers: Sendable {
    let desk: OrderingDesk

    init(_ desk: OrderingDesk) { self.desk = desk }

    @Sendable func show(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            let recipient = try visit.recipient(context)
            let offers = try await desk.offers(visit.checkout)
            let form = GiftForm(visit.checkout, recipient, offers, at: desk.clock.now())
            let known = try await desk.written(
                PersonalField.ofTexts,
                for: recipient.subject,
                visit
            )
            let view = form.form.view(form.values(recipient, known))
            return try await page(form, view, recipient, visit, context)
        }
    }

    @Sendable func save(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context, changingPeople: true) { visit in
            let recipient = try visit.recipient(context)
            let submission = try await request.submission(in: context)
            var wanted = recipient
            // What may be chosen goes by the numbers as they were typed.
            wanted.shares =
                try GiftForm.shares(submission, visit.checkout.basket) ?? recipient.shares
            let offers = try await desk.offers(visit.checkout)
            var form = GiftForm(visit.checkout, wanted, offers, at: desk.clock.now())
            var answers = try form.form.answers(from: submission)
            let chosen = form.chosen(&answers, recipient)
            guard answers.isSound else {
                let view = answers.view
                let status = HTTPResponse.Status.unprocessableContent
                return try await page(form, view, recipient, visit, context, status: status)
            }
            let before = GiftForm(visit.checkout, recipient, offers, at: desk.clock.now())
            if form.hasParcel(beyond: before, unaskedIn: submission) {
                return try await page(form, answers.view, recipient, visit, context, isWider: true)
            }
            let kept = try await keep(chosen, form.personal(answers), visit)
            let isDone = try submission.value("others") == nil && kept?.recipients.count == 1
            guard isDone, let kept, kept.problemsBeforePayment(offers, at: desk.clock.now()).isEmpty
            else { return .redirect(to: visit.path("recipients")) }
            return .redirect(to: visit.path(kept.payment == nil ? "payment" : "confirmation"))
        }
    }

    private func keep(
        _ chosen: Checkout.Recipient,
        _ fields: PersonalFields,
        _ visit: CheckoutVisit
    ) async throws -> Checkout? {
        try await desk.write(fields, for: chosen.subject, visit)
        return try await desk.change(visit) { checkout in
            checkout.update(chosen.subject) { $0 = chosen }
        }
    }

    /// 「ほかの方も同じにする」: goods, gift and days here, names and texts inside the vault.
    @Sendable func copy(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context, changingPeople: true) { visit in
            let model = try visit.recipient(context)
            let others = visit.checkout.recipients.map(\.subject).filter { $0 != model.subject }
            try await desk.copyTexts(
                PersonalField.ofTexts,
                from: model.subject,
                to: others,
                visit
            )
            try await desk.change(visit) { $0.giveAll(theSameAs: model.subject) }
            return .redirect(to: visit.path("recipients"))
        }
    }

    private func page(
        _ form: GiftForm,
        _ view: FormView,
        _ recipient: Checkout.Recipient,
        _ visit: CheckoutVisit,
        _ context: CounterContext,
        status: HTTPResponse.Status = .ok,
        isWider: Bool = false
    ) async throws -> Response {
        let page = GiftPage(
            form: view,
            counts: form.countNames.compactMap { view[$0] },
            action: OrderingPath.recipient(visit.checkout.id, recipient.subject, "gift"),
            back: visit.path("recipients"),
            hasNoshi: !form.choices.gift.noshi.isEmpty,
            hasCard: form.choices.gift.card,
            deliveries: form.delivery.parts(view, try await desk.termsOfParcels(form.offers)),
            hasNewParcel: isWider,
            isOnlyRecipient: visit.checkout.recipients.count == 1,
            opensSender: recipient.hasOwnSender || status == .unprocessableContent
        )
        return desk.pages.render(page, status: status, in: context)
    }
}

extension GiftForm {
    /// Whether the numbers brought in a parcel whose day could be chosen and was never shown.
    func hasParcel(beyond before: GiftForm, unaskedIn submission: Submission) -> Bool {
        let shown = Set(before.choices.parcels.map(\.kind))
        return choices.parcels.contains { parcel in
            !shown.contains(parcel.kind) && parcel.acceptsDay
                && submission.values(DeliveryForm.day(parcel.kind)).isEmpty
        }
    }
}

struct GiftPage: Page {
    static let template = "ordering/gift"

    let head = PageHead("商品・のし・お届け日", scripts: ["postcode.js"])
    let steps = Steps.checkout(1)
    let form: FormView
    let counts: [FieldView]
    let action: String
    let back: String
    let hasNoshi: Bool
    let hasCard: Bool
    let deliveries: [DeliveryPart]
    let isSplit: Bool
    let hasNewParcel: Bool
    let isOnlyRecipient: Bool
    let opensSender: Bool

    init(
        form: FormView,
        counts: [FieldView],
        action: String,
        back: String,
        hasNoshi: Bool,
        hasCard: Bool,
        deliveries: [DeliveryPart],
        hasNewParcel: Bool,
        isOnlyRecipient: Bool,
        opensSender: Bool
    ) {
        self.form = form
        self.counts = counts
        self.action = action
        self.back = back
        self.hasNoshi = hasNoshi
        self.hasCard = hasCard
        self.deliveries = deliveries
        isSplit = deliveries.count > 1
        self.hasNewParcel = hasNewParcel
        self.isOnlyRecipient = isOnlyRecipient
        self.opensSender = opensSender
    }
}
