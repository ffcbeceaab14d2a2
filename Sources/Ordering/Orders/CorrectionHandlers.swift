import Basics
import Counter
import HTTPTypes
import Hummingbird
import Storage
import VaultAPI
import Web

/// Correcting what goes to one recipient, until the shop accepts.
struct CorrectionHandlers: Sendable {
    let desk: OrderingDesk
    private let address: AddressForm

    init(_ desk: OrderingDesk) {
        self.desk = desk
        address = .recipient(desk.postcodes)
    }

    @Sendable func show(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serveOrder(request, context) { visit in
            let correction = try await correction(visit, context)
            let known = try await desk.vault.ask(
                Open(
                    token: visit.token,
                    handle: correction.recipient,
                    fields: PersonalField.ofName + PersonalField.ofAddress + correction.wordNames,
                    purpose: .correction
                )
            )
            let values = AddressForm.values(of: known.fields)
                .merging(correction.delivery.values(correction.chosen)) { $1 }
            return try await page(correction, form(correction).view(values), visit, context)
        }
    }

    @Sendable func save(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serveOrder(request, context) { visit in
            var correction = try await correction(visit, context)
            let form = form(correction)
            var answers = try await form.read(request, in: context)
            if answers.isTicked("fill") {
                address.fill(&answers)
                return try await page(correction, form.refilled(answers), visit, context)
            }
            // Another zone would cost another postage: that is a new order.
            if answers.isSound, Destination(answers) != correction.destination {
                answers.complain(
                    "お届け先の都道府県が変わると送料も変わるため、ここでは変えられません。お電話でご相談ください。",
                    at: PersonalField.prefecture.rawValue
                )
            }
            let deliveries = correction.deliveries(&answers, ordered: Day(visit.order.placed))
            guard answers.isSound else {
                let status = HTTPResponse.Status.unprocessableContent
                return try await page(correction, answers.view, visit, context, status: status)
            }
            let fields = address.personalFields(of: answers)
                .merging(correction.personal(answers)) { $1 }
            try await keep(deliveries, fields, visit, correction.recipient)
            return .redirect(to: visit.path())
        }
    }

    private func keep(
        _ deliveries: [ParcelKind: DeliveryChoice],
        _ fields: PersonalFields,
        _ visit: OrderVisit,
        _ recipient: Handle<Subject>
    ) async throws {
        // The shop's row first: it alone knows whether the order may still be corrected.
        do {
            try await desk.placing.correct(
                visit.order.key,
                recipient: recipient,
                deliveries,
                at: desk.clock.now()
            )
        } catch is PlacingStore.StepError {
            throw Problem.tooLate
        }
        _ = try await desk.vault.ask(
            Change(
                token: visit.token,
                handle: recipient,
                version: nil,
                fields: fields
            )
        )
    }

    private func correction(
        _ visit: OrderVisit,
        _ context: CounterContext
    ) async throws -> Correction {
        guard visit.allows(.correct) else { throw Problem.tooLate }
        let subject = context.parameters.get("subject") ?? ""
        let parcels = visit.order.parcels.filter { $0.recipient.text == subject }
        guard !parcels.isEmpty else { throw Problem.notFound }
        let wanted = parcels.flatMap(\.lines).map(\.goods)
        let offers = try await desk.shop.read { [desk] in try desk.goods.offers($0, wanted) }
        return Correction(parcels, offers, at: desk.clock.now())
    }

    private func form(_ correction: Correction) -> Form {
        Form(
            address.fields + correction.words + correction.delivery.fields
                + [.hidden("fill").optional()]
        )
    }

    private func page(
        _ correction: Correction,
        _ view: FormView,
        _ visit: OrderVisit,
        _ context: CounterContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let page = CorrectionPage(
            form: view,
            words: correction.words.compactMap { view[$0.name] },
            hasWords: !correction.words.isEmpty,
            deliveries: correction.delivery.parts(
                view,
                try await desk.termsOfParcels(correction.offers)
            ),
            action: visit.path("recipients/\(correction.recipient)"),
            back: visit.path()
        )
        return desk.pages.render(page, status: status, in: context)
    }
}

struct CorrectionPage: Page {
    static let template = "ordering/correction"

    var head: PageHead { PageHead("お届け先・お届け日の変更", scripts: ["postcode.js"]) }
    let form: FormView
    let words: [FieldView]
    let hasWords: Bool
    let deliveries: [DeliveryPart]
    let action: String
    let back: String
}
