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
            let parcels = try parcels(visit, context)
            let known = try await desk.vault.ask(
                Open(
                    token: visit.token,
                    handle: parcels[0].recipient,
                    fields: PersonalField.ofName + PersonalField.ofAddress,
                    purpose: .correction
                )
            )
            var values = AddressForm.values(of: known.fields)
            values["day"] = parcels.compactMap(\.day).first?.description
            values["window"] = parcels[0].window?.rawValue
            let form = try await form(parcels)
            return page(form.view(values), visit, parcels, context)
        }
    }

    @Sendable func save(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serveOrder(request, context) { visit in
            let parcels = try parcels(visit, context)
            let form = try await form(parcels)
            var answers = try await form.read(request, in: context)
            if answers.isTicked("fill") {
                address.fill(&answers)
                return page(form.refilled(answers), visit, parcels, context)
            }
            // Another zone would cost another postage: that is a new order.
            let moved = Destination(answers)
            if answers.isSound, moved != parcels[0].destination {
                answers.complain(
                    "お届け先の都道府県が変わると送料も変わるため、ここでは変えられません。お電話でご相談ください。",
                    at: PersonalField.prefecture.rawValue
                )
            }
            guard answers.isSound else {
                return page(answers.view, visit, parcels, context, status: .unprocessableContent)
            }
            return try await keep(answers, visit, parcels)
        }
    }

    private func keep(
        _ answers: Answers,
        _ visit: OrderVisit,
        _ parcels: [Order.Parcel]
    ) async throws -> Response {
        let recipient = parcels[0].recipient
        let offers = try await offers(parcels)
        let dated = parcels.filter { parcel in
            parcel.lines.allSatisfy { offers[$0.goods]?.dispatch.acceptsDay ?? false }
        }
        // The shop's row first: it alone knows whether the order may still be corrected.
        do {
            try await desk.placing.correct(
                visit.order.key,
                recipient: recipient,
                day: answers.day("day"),
                at: dated.map(\.position),
                window: TimeWindow(rawValue: answers["window"]),
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
                fields: address.personalFields(of: answers)
            )
        )
        return .redirect(to: visit.path())
    }

    private func parcels(
        _ visit: OrderVisit,
        _ context: CounterContext
    ) throws(Problem) -> [Order.Parcel] {
        guard visit.allows(.correct) else { throw .tooLate }
        let subject = context.parameters.get("subject") ?? ""
        let parcels = visit.order.parcels.filter { $0.recipient.text == subject }
        guard !parcels.isEmpty else { throw .notFound }
        return parcels
    }

    private func offers(_ parcels: [Order.Parcel]) async throws -> [GoodsID: Offer] {
        let wanted = parcels.flatMap(\.lines).map(\.goods)
        return try await desk.shop.read { [desk] in try desk.goods.offers($0, wanted) }
    }

    private func form(_ parcels: [Order.Parcel]) async throws -> Form {
        let offers = try await offers(parcels)
        let lines = parcels.flatMap(\.lines).compactMap { line in
            offers[line.goods].map { ParcelPlan.Line(offer: $0, count: line.count) }
        }
        let choices = RecipientChoices(lines, to: parcels[0].destination, at: desk.clock.now())
        // The day that was promised stays possible, whatever could be promised today.
        let days = Set(choices.days + parcels.compactMap(\.day)).sorted()
        return Form(
            address.fields + [
                .select("day", "お届け日", days.map { FormOption($0.description, $0.japanese) })
                    .optional().hinted("選ばないときは、準備ができしだいお届けします。"),
                .select(
                    "window",
                    "お届けの時間帯",
                    choices.windows.map { FormOption($0.rawValue, $0.japanese) }
                ).optional(),
                .hidden("fill").optional(),
            ]
        )
    }

    private func page(
        _ view: FormView,
        _ visit: OrderVisit,
        _ parcels: [Order.Parcel],
        _ context: CounterContext,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let page = CorrectionPage(
            form: view,
            action: visit.path("recipients/\(parcels[0].recipient)"),
            back: visit.path()
        )
        return desk.pages.render(page, status: status, in: context)
    }
}

struct CorrectionPage: Page {
    static let template = "ordering/correction"

    var head: PageHead { PageHead("お届け先・お届け日の変更", scripts: ["postcode.js"]) }
    let form: FormView
    let action: String
    let back: String
}
