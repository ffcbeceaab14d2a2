public import Basics
public import VaultAPI

/// What a checkout comes to with the prices and stock of this moment, and what stands in its way.
public struct Quote: Hashable, Sendable {
    public struct Parcel: Hashable, Sendable {
        public var plan: ParcelPlan
        public var recipient: Checkout.Recipient
        public var postage: Money
        /// 代引手数料.
        public var fee: Money
        public var earliest: Day

        /// The day that was chosen, where these goods take one.
        public var day: Day? { plan.acceptsDay ? recipient.day : nil }
        public var arrival: Day { day ?? earliest }

        /// What of the recipient's gift is done for these goods.
        public var gift: GiftChoice { plan.gift.part(of: recipient.gift) }
    }

    public enum Problem: Hashable, Sendable {
        case noLongerSold(GoodsID)
        case tooFew(GoodsID, left: Int)
        case orderingEnded(GoodsID)
        case sharesUneven
        case dayImpossible(Handle<Subject>)
        case giftNotOffered(Handle<Subject>)
        case season(Handle<Subject>, SeasonQuestion)
        case paymentNotOffered
        case ageNotSaid
    }

    public var parcels: [Parcel]
    public var problems: [Problem]
    public var offers: [GoodsID: Offer]
    /// The day of the quote.
    public var ordered: Day

    public var goodsTotal: Money { parcels.map(\.plan.amount).sum() }
    public var postageTotal: Money { parcels.map(\.postage).sum() }
    public var feeTotal: Money { parcels.map(\.fee).sum() }
    public var total: Money { goodsTotal + postageTotal + feeTotal }

    public var shops: [ShopID] { Set(parcels.map(\.plan.shop)).sorted() }
    public var hasAlcohol: Bool {
        parcels.contains { $0.plan.lines.contains(where: \.offer.isAlcohol) }
    }

    public init(
        _ checkout: Checkout,
        offers: [GoodsID: Offer],
        at now: Moment,
        table: PostageTable = .city
    ) {
        self.offers = offers
        ordered = Day(now)
        parcels = checkout.recipients.flatMap {
            Quote.parcels(to: $0, offers: offers, paying: checkout.payment, at: now, table: table)
        }
        problems = []
        problems = Quote.stockProblems(checkout, offers, at: now)
        problems += checkout.recipients.flatMap {
            Quote.recipientProblems($0, offers: offers, at: now)
        }
        problems += seasonProblems
        if !checkout.shareCheck.isEven { problems.append(.sharesUneven) }
        if !isPaymentOffered(checkout) { problems.append(.paymentNotOffered) }
        if hasAlcohol && !checkout.isOfAge { problems.append(.ageNotSaid) }
    }

    /// Whether the way of paying fits the recipients and the amounts.
    private func isPaymentOffered(_ checkout: Checkout) -> Bool {
        guard let payment = checkout.payment else { return false }
        let offered = PaymentWay.offered(
            everyRecipientIsOrderer: checkout.everyRecipientIsOrderer
        )
        let canCollect = CollectionFee.fee(parcels: parcels.map { $0.plan.amount + $0.postage })
        return offered.contains(payment) && (payment != .cashOnDelivery || canCollect != nil)
    }

    private static func parcels(
        to recipient: Checkout.Recipient,
        offers: [GoodsID: Offer],
        paying way: PaymentWay?,
        at now: Moment,
        table: PostageTable
    ) -> [Parcel] {
        let lines = recipient.lines(offers)
        return ParcelPlan.split(lines, largestGrams: table.largestGrams).map { plan in
            let postage = table.postage(plan, to: recipient.destination)
            let collected = way == .cashOnDelivery ? plan.amount + postage : .zero
            let dates = DeliveryDates(
                plan.lines.map(\.offer),
                to: recipient.destination,
                at: now
            )
            return Parcel(
                plan: plan,
                recipient: recipient,
                postage: postage,
                fee: collected == .zero ? .zero : CollectionFee.fee(collecting: collected) ?? .zero,
                earliest: dates.earliest
            )
        }
    }

    private static func stockProblems(
        _ checkout: Checkout,
        _ offers: [GoodsID: Offer],
        at now: Moment
    ) -> [Problem] {
        checkout.basket.lines.compactMap { line in
            guard let offer = offers[line.goods], offer.stock > 0 else {
                return .noLongerSold(line.goods)
            }
            if let last = offer.orderedUntil, Day(now) > last { return .orderingEnded(line.goods) }
            return offer.stock < line.count ? .tooFew(line.goods, left: offer.stock) : nil
        }
    }

    private static func recipientProblems(
        _ recipient: Checkout.Recipient,
        offers: [GoodsID: Offer],
        at now: Moment
    ) -> [Problem] {
        let lines = recipient.lines(offers)
        guard !lines.isEmpty else { return [] }
        let choices = RecipientChoices(lines, to: recipient.destination, at: now)
        var problems: [Problem] = []
        if !choices.allow(recipient.day) || !choices.allow(recipient.window) {
            problems.append(.dayImpossible(recipient.subject))
        }
        if !choices.gift.allows(recipient.gift) {
            problems.append(.giftNotOffered(recipient.subject))
        }
        return problems
    }

    /// Gifts that would come out of season and of which the customer has not been asked.
    private var seasonProblems: [Problem] {
        var asked: [Problem] = []
        for parcel in parcels where !parcel.recipient.acceptsSeason {
            guard let question = parcel.question(ordered: ordered) else { continue }
            let problem = Problem.season(parcel.recipient.subject, question)
            if !asked.contains(problem) { asked.append(problem) }
        }
        return asked
    }
}

extension Quote.Parcel {
    public func question(ordered: Day) -> SeasonQuestion? {
        SeasonQuestion(gift.noshi?.occasion, arrival: arrival, ordered: ordered)
    }
}

extension Checkout.Recipient {
    public func lines(_ offers: [GoodsID: Offer]) -> [ParcelPlan.Line] {
        shares.keys.sorted().compactMap { goods in
            guard let offer = offers[goods], let count = shares[goods], count > 0 else {
                return nil
            }
            return ParcelPlan.Line(offer: offer, count: count)
        }
    }
}
