import Basics
import Counter
import HTTPTypes
import Hummingbird
import VaultAPI
import Web

/// お届け先: to whom the goods go, and whether all of them have somebody to go to.
struct RecipientListHandlers: Sendable {
    let desk: OrderingDesk

    init(_ desk: OrderingDesk) { self.desk = desk }

    @Sendable func list(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            try await page(visit, try await desk.offers(visit.checkout), context)
        }
    }

    /// Goes on to the payment, if every piece has somebody to go to and a day that can be met.
    @Sendable func finish(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            let offers = try await desk.offers(visit.checkout)
            let problems = visit.checkout.problemsBeforePayment(offers, at: desk.clock.now())
            guard problems.isEmpty else {
                let status = HTTPResponse.Status.unprocessableContent
                return try await page(visit, offers, context, problems, status: status)
            }
            return .redirect(to: visit.path("payment"))
        }
    }

    private func page(
        _ visit: CheckoutVisit,
        _ offers: [GoodsID: Offer],
        _ context: CounterContext,
        _ problems: [String] = [],
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let page = RecipientsPage(
            visit,
            cards: try await cards(visit, offers),
            contacts: try await desk.contacts(visit),
            offers: offers,
            problems: problems
        )
        return desk.pages.render(page, status: status, in: context)
    }

    private func cards(
        _ visit: CheckoutVisit,
        _ offers: [GoodsID: Offer]
    ) async throws -> [RecipientsPage.Card] {
        let token = try visit.token
        let terms = try await desk.termsOfParcels(offers)
        var cards: [RecipientsPage.Card] = []
        for recipient in visit.checkout.recipients {
            let person = try await desk.person(
                recipient.subject,
                PersonalField.ofName + PersonalField.ofAddress,
                by: token,
                for: .confirmation
            )
            let lines = recipient.lines(offers)
            let choices = RecipientChoices(lines, to: recipient.destination, at: desk.clock.now())
            cards.append(.init(recipient, person, choices, terms, visit.checkout.id))
        }
        return cards
    }
}

extension Checkout {
    /// What stands in the way of going on, in words.
    func problemsBeforePayment(_ offers: [GoodsID: Offer], at now: Moment) -> [String] {
        guard !recipients.isEmpty else { return ["お届け先をお選びください。"] }
        let check = shareCheck
        let uneven = check.differences.map { $0.words(title: offers[$0.goods]?.title ?? "商品") }
        let empty = check.emptyHanded.isEmpty ? [] : ["商品が割り当てられていないお届け先があります。"]
        let isLate = recipients.contains { recipient in
            RecipientChoices(recipient.lines(offers), to: recipient.destination, at: now).parcels
                .contains { !$0.allows(recipient.delivery(of: $0.kind)) }
        }
        return uneven + empty + (isLate ? ["選ばれたお届け日・時間帯ではお届けできない荷物があります。お選び直しください。"] : [])
    }
}
