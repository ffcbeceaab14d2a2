import Basics
import Counter
import Hummingbird
import Storage
import VaultAPI
import Web

/// 「昨年と同じお届け先」: a member's order once more, its people copied inside the vault.
struct ReorderHandlers: Sendable {
    let desk: OrderingDesk

    init(_ desk: OrderingDesk) { self.desk = desk }

    @Sendable func create(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serveOrder(request, context) { visit in
            guard let member = try await desk.member(request),
                member.claims.principal == visit.order.member
            else { throw Problem.forbidden }
            let basket = try await basket(visit.order)
            guard !basket.isEmpty else { throw Problem.nothingLeft }
            let now = desk.clock.now()
            var checkout = Checkout(basket: basket, member: member.claims.principal, at: now)
            try await desk.checkouts.open(checkout, by: .mint())
            try await fill(&checkout, from: visit.order, member.token)
            let filled = checkout
            try await desk.checkouts.change(checkout, at: now) { $0 = filled }
            return .redirect(to: OrderingPath.checkout(checkout.id, "recipients"))
        }
    }

    /// The same goods, as far as they are still sold.
    private func basket(_ order: Order) async throws -> Basket {
        let lines = order.parcels.flatMap(\.lines)
        let wanted = lines.map(\.goods)
        let offers = try await desk.shop.read { [desk] in try desk.goods.offers($0, wanted) }
        return Basket(
            lines: lines.filter { (offers[$0.goods]?.stock ?? 0) > 0 }
                .map { BasketLine(goods: $0.goods, count: $0.count) }
        )
    }

    private func fill(_ checkout: inout Checkout, from order: Order, _ token: Token) async throws {
        let isForOneself = order.parcels.contains(where: \.isOrderer)
        let orderer = try await copy(
            order.orderer,
            .orderer,
            PersonalField.ofOrderer + (isForOneself ? PersonalField.ofTexts : []),
            for: checkout,
            token
        )
        let home = order.parcels.first(where: \.isOrderer) ?? order.parcels[0]
        checkout.orderer = .init(subject: orderer, destination: home.destination)
        for (subject, parcels) in order.recipients {
            let isOrderer = parcels[0].isOrderer
            let person =
                isOrderer
                ? orderer
                : try await copy(subject, .recipient, PersonalField.ofParcel, for: checkout, token)
            checkout.recipients.append(recipient(person, parcels, checkout.basket))
            checkout.markWritten(for: [person])
        }
    }

    private func recipient(
        _ person: Handle<Subject>,
        _ parcels: [Order.Parcel],
        _ basket: Basket
    ) -> Checkout.Recipient {
        var shares: [GoodsID: Int] = [:]
        for line in parcels.flatMap(\.lines) where basket.count(of: line.goods) > 0 {
            shares[line.goods, default: 0] += line.count
        }
        return Checkout.Recipient(
            subject: person,
            isOrderer: parcels[0].isOrderer,
            destination: parcels[0].destination,
            gift: GiftChoice(
                noshi: parcels.compactMap(\.gift.noshi).first,
                hasCard: parcels.contains(where: \.gift.hasCard)
            ),
            hasOwnSender: parcels[0].hasOwnSender,
            shares: shares
        )
    }

    private func copy(
        _ from: Handle<Subject>,
        _ kind: SubjectKind,
        _ fields: [PersonalField],
        for checkout: Checkout,
        _ token: Token
    ) async throws -> Handle<Subject> {
        let to = try await desk.vault.ask(
            Enrol(
                idempotencyKey: "\(checkout.id).again.\(from)",
                kind: kind,
                fields: [:],
                token: token
            )
        ).handle
        _ = try await desk.vault.ask(Copy(token: token, from: from, to: to, fields: fields))
        return to
    }
}

extension Problem {
    /// 409: nothing of the old order is sold any more.
    static let nothingLeft = Problem(
        .conflict,
        title: "同じ商品がいまは販売されていません",
        words: "販売が終わったか、売り切れています。似た商品を探してみてください。"
    )
}
