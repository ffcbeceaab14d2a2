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
        public var day: Day?
        public var window: TimeWindow?

        /// What of the recipient's gift is done for these goods.
        public var gift: GiftChoice { plan.gift.part(of: recipient.gift) }
    }

    public enum Problem: Hashable, Sendable {
        case noLongerSold(GoodsID)
        case tooFew(GoodsID, left: Int)
        case orderingEnded(GoodsID)
        case sharesUneven
        case dayImpossible(Handle<Subject>, ParcelKind)
        case giftNotOffered(Handle<Subject>)
        case season(Handle<Subject>, ParcelKind, SeasonQuestion)
        case paymentNotOffered
        case ageNotSaid
    }

    public var parcels: [Parcel]
    public var problems: [Problem]
    public var offers: [GoodsID: Offer]

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
        let served = checkout.recipients.map { recipient in
            let lines = recipient.lines(offers)
            return (recipient, RecipientChoices(lines, to: recipient.destination, at: now))
        }
        parcels = served.flatMap { recipient, choices in
            Quote.parcels(to: recipient, choices, paying: checkout.payment, table)
        }
        problems = Quote.stockProblems(checkout, offers, at: now)
        problems += served.flatMap { recipient, choices in
            Quote.problems(of: recipient, choices, ordered: Day(now))
        }
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
        _ choices: RecipientChoices,
        paying way: PaymentWay?,
        _ table: PostageTable
    ) -> [Parcel] {
        choices.parcels.flatMap { choice in
            let delivery = recipient.delivery(of: choice.kind)
            return ParcelPlan.split(choice.lines, largestGrams: table.largestGrams).map { plan in
                let postage = table.postage(plan, to: recipient.destination)
                let collected = way == .cashOnDelivery ? plan.amount + postage : .zero
                let fee = collected == .zero ? nil : CollectionFee.fee(collecting: collected)
                return Parcel(
                    plan: plan,
                    recipient: recipient,
                    postage: postage,
                    fee: fee ?? .zero,
                    earliest: choice.earliest,
                    day: choice.acceptsDay ? delivery.day : nil,
                    window: delivery.window
                )
            }
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

    private static func problems(
        of recipient: Checkout.Recipient,
        _ choices: RecipientChoices,
        ordered: Day
    ) -> [Problem] {
        var problems = choices.parcels.compactMap { parcel in
            problem(of: recipient, parcel, ordered: ordered)
        }
        if !choices.parcels.isEmpty, !choices.gift.allows(recipient.gift) {
            problems.append(.giftNotOffered(recipient.subject))
        }
        return problems
    }

    /// A day that cannot be met, or a gift out of season of which the customer has not been asked.
    private static func problem(
        of recipient: Checkout.Recipient,
        _ parcel: ParcelChoices,
        ordered: Day
    ) -> Problem? {
        let delivery = recipient.delivery(of: parcel.kind)
        guard parcel.allows(delivery) else {
            return .dayImpossible(recipient.subject, parcel.kind)
        }
        guard !delivery.acceptsSeason else { return nil }
        return parcel.question(recipient.gift, delivery, ordered: ordered)
            .map { .season(recipient.subject, parcel.kind, $0) }
    }
}

extension Quote.Parcel {
    var arrival: String { Arrival.words(day: day, window: window, earliest: earliest) }
    /// `二十世紀梨 ×2`.
    var goods: [String] { plan.lines.map { "\($0.offer.title) ×\($0.count)" } }
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
