import Basics
import Counter
import HTTPTypes
import Hummingbird
import Storage
import VaultAPI
import Web

/// ご確認, and the press that places the order.
struct ConfirmationHandlers: Sendable {
    let desk: OrderingDesk
    /// Shops reach their parcels' recipients for so long, unless they are done earlier.
    private static let grantDays = 60

    init(_ desk: OrderingDesk) { self.desk = desk }

    @Sendable func show(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            guard visit.checkout.nextPage == "confirmation" else {
                return .redirect(to: visit.path(visit.checkout.nextPage))
            }
            return try await page(visit, context)
        }
    }

    @Sendable func place(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            guard visit.checkout.nextPage == "confirmation" else {
                return .redirect(to: visit.path(visit.checkout.nextPage))
            }
            let answers = try await ConfirmationPage.form.read(request, in: context)
            let confirmation = try await desk.placing.confirm(
                visit.checkout,
                isOfAge: answers.isTicked("age"),
                total: Money(yen: answers.integer("total") ?? 0),
                at: desk.clock.now()
            )
            switch confirmation {
            case .stands(let checkout, let quote):
                let visit = CheckoutVisit(checkout: checkout, session: visit.session)
                return try await place(visit, quote, answers, context)
            case .changed(let checkout, let quote):
                let visit = CheckoutVisit(checkout: checkout, session: visit.session)
                return try await again(visit, quote, answers, context)
            case .placed: return .redirect(to: visit.path("thanks"))
            case .gone: throw desk.gone
            }
        }
    }

    private func place(
        _ visit: CheckoutVisit,
        _ quote: Quote,
        _ answers: Answers,
        _ context: CounterContext
    ) async throws -> Response {
        killPoint("order.before-promote")
        try await promote(visit, quote)
        killPoint("order.after-promote")
        switch try await desk.placing.place(visit.checkout, at: desk.clock.now()) {
        case .placed:
            killPoint("order.after-commit")
            // The acknowledgement has been given; the vault hears of it in its own time.
            desk.relay.bell.ring()
            return .redirect(to: visit.path("thanks"))
        case .changed(let quote): return try await again(visit, quote, answers, context)
        case .gone: throw desk.gone
        }
    }

    /// Fixes the people of the order in the vault, under the order's key.
    private func promote(_ visit: CheckoutVisit, _ quote: Quote) async throws {
        guard let orderer = visit.checkout.orderer else { throw desk.gone }
        let until = desk.clock.now().adding(days: ConfirmationHandlers.grantDays)
        let grants = quote.parcels.map {
            Promote.Grant(
                shop: $0.plan.shop.rawValue,
                recipient: $0.recipient.subject,
                until: until
            )
        }
        _ = try await desk.vault.ask(
            Promote(
                token: try visit.token,
                order: visit.checkout.key,
                orderer: orderer.subject,
                recipients: visit.checkout.recipients.map(\.subject),
                grants: Set(grants).sorted {
                    ($0.shop, $0.recipient.text) < ($1.shop, $1.recipient.text)
                }
            )
        )
    }

    /// The confirmation page once more, with what has changed or is still to be said.
    private func again(
        _ visit: CheckoutVisit,
        _ quote: Quote,
        _ answers: Answers,
        _ context: CounterContext
    ) async throws -> Response {
        var answers = answers
        if quote.problems.contains(.ageNotSaid) {
            answers.complain("お酒のご注文には、20歳以上であることのご確認が必要です。", at: "age")
        }
        var words = quote.problems.compactMap { $0.words(quote.offers) }
        if words.isEmpty, quote.total != visit.checkout.quoted {
            words = ["価格または送料が変わりました。お支払い金額は\(quote.total)になります。もう一度ご確認ください。"]
        }
        answers.fill(String(quote.total.yen), at: "total")
        return try await page(
            visit,
            context,
            problems: words,
            form: answers.view,
            status: words.isEmpty ? .unprocessableContent : .conflict
        )
    }

    private func quote(_ checkout: Checkout) async throws -> Quote {
        Quote(checkout, offers: try await desk.offers(checkout), at: desk.clock.now())
    }

    private func page(
        _ visit: CheckoutVisit,
        _ context: CounterContext,
        problems: [String]? = nil,
        form: FormView? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        guard let orderer = visit.checkout.orderer else { throw desk.gone }
        let quote = try await quote(visit.checkout)
        let page = ConfirmationPage(
            visit,
            quote,
            people: try await people(visit, orderer.subject),
            orderer: orderer.subject,
            terms: try await desk.shop.read { [desk] in try desk.sellers.terms($0, quote.shops) },
            problems: problems ?? quote.problems.compactMap { $0.words(quote.offers) },
            form: form,
            basketAddress: desk.pages.site.market.address(OrderingPath.basket)
        )
        return desk.pages.render(page, status: status, in: context)
    }

    /// Everybody whom the page names, each opened once: who orders is often who receives.
    ///
    /// Nil where nobody can be opened just now: orders go on without the names on the page.
    private func people(
        _ visit: CheckoutVisit,
        _ orderer: Handle<Subject>
    ) async throws -> [Handle<Subject>: Person]? {
        let token = try visit.token
        let written = visit.checkout.writtenFor
        var wanted = [
            orderer: PersonalField.ofOrderer + (written.contains(orderer) ? [.note] : [])
        ]
        for subject in visit.checkout.recipients.map(\.subject) {
            let others = wanted[subject] ?? []
            let ofParcel =
                PersonalField.ofName + PersonalField.ofAddress
                + (written.contains(subject) ? PersonalField.ofTexts : [])
            wanted[subject] = others + ofParcel.filter { !others.contains($0) }
        }
        var people: [Handle<Subject>: Person] = [:]
        do {
            for (subject, fields) in wanted {
                people[subject] = try await desk.person(
                    subject,
                    fields,
                    by: token,
                    for: .confirmation
                )
            }
            return people
        } catch VaultRefusal.sealed {
            return nil
        }
    }
}

extension Quote.Problem {
    /// Whether goods are missing that can be left out.
    var isShortage: Bool {
        switch self {
        case .noLongerSold, .tooFew, .orderingEnded: true
        default: false
        }
    }

    /// What the customer is told at the head of the page; the age is asked beside its box.
    func words(_ offers: [GoodsID: Offer]) -> String? {
        func title(_ goods: GoodsID) -> String { offers[goods]?.title ?? "商品" }
        func first(_ kind: ParcelKind) -> String {
            let goods = offers.keys.sorted().first { offers[$0].map(ParcelKind.init) == kind }
            return goods.map(title) ?? "商品"
        }
        switch self {
        case .noLongerSold(let goods):
            return "「\(title(goods))」は売り切れました。お手数ですが、買い物かごからやり直してください。"
        case .tooFew(let goods, let left):
            return "「\(title(goods))」の在庫は残り\(left)個です。買い物かごで数量をお直しください。"
        case .orderingEnded(let goods): return "「\(title(goods))」のお申込みは終わりました。"
        case .sharesUneven: return "商品の数とお届け先への割り当てが合っていません。お届け先をお確かめください。"
        case .dayImpossible(_, let kind):
            return "「\(first(kind))」は、選ばれたお届け日・時間帯にはお届けできません。お選び直しください。"
        case .giftNotOffered: return "選ばれたのし・カードは、この商品にはお付けできません。お選び直しください。"
        case .season(_, let kind, let question):
            return "「\(first(kind))」は、\(question.japanese)"
        case .paymentNotOffered: return "選ばれたお支払い方法は、このご注文ではご利用いただけません。お選び直しください。"
        case .ageNotSaid: return nil
        }
    }
}
