public import Basics
public import VaultAPI

/// An order that has been acknowledged, as the shop knows it: no person, only handles.
public struct Order: Hashable, Sendable {
    public var key: Handle<OrderKey>
    public var number: OrderNumber
    public var member: Handle<Subject>?
    public var orderer: Handle<Subject>
    public var state: OrderState
    public var payment: PaymentWay
    public var slip: SlipNumber
    public var placed: Moment
    public var goodsTotal: Money
    public var postageTotal: Money
    public var feeTotal: Money
    public var parcels: [Parcel]

    public var total: Money { goodsTotal + postageTotal + feeTotal }

    public struct Parcel: Hashable, Sendable {
        public var position: Int
        public var shop: ShopID
        public var shopName: String
        public var shopPhone: String
        public var recipient: Handle<Subject>
        public var isOrderer: Bool
        public var destination: Destination
        public var temperature: Temperature
        public var weightGrams: Int
        public var postage: Money
        public var fee: Money
        public var gift: GiftChoice
        public var hasOwnSender: Bool
        /// True for what goes to others: neither paper nor label tells a price.
        public var hidesPrices: Bool
        public var earliest: Day
        public var day: Day?
        public var window: TimeWindow?
        public var carrier: String?
        public var tracking: String?
        public var lines: [Line]

        public var isDispatched: Bool { carrier != nil }
        public var kind: ParcelKind { ParcelKind(shop: shop, temperature: temperature) }
    }

    public struct Line: Hashable, Sendable {
        public var goods: GoodsID
        public var title: String
        public var contents: String
        public var price: Money
        public var taxRate: TaxRate
        public var count: Int

        public var amount: Money { price * count }
    }

    public struct Event: Hashable, Sendable {
        public var at: Moment
        public var step: String
        public var actor: String
    }
}

extension Order {
    /// The order that a checkout becomes.
    init(
        _ checkout: Checkout,
        number: OrderNumber,
        orderer: Handle<Subject>,
        payment: PaymentWay,
        quote: Quote,
        terms: [ShopID: SellerTerms],
        at now: Moment
    ) {
        self.init(
            key: checkout.key,
            number: number,
            member: checkout.member,
            orderer: orderer,
            state: .received,
            payment: payment,
            slip: .mint(),
            placed: now,
            goodsTotal: quote.goodsTotal,
            postageTotal: quote.postageTotal,
            feeTotal: quote.feeTotal,
            parcels: quote.parcels.enumerated().map { Parcel($1, position: $0 + 1, terms: terms) }
        )
    }

    /// One entry for each shop, in the order of its first parcel.
    public var sellers: [(shop: ShopID, parcels: [Parcel])] {
        let byShop = Dictionary(grouping: parcels, by: \.shop)
        return byShop.keys.sorted().map { ($0, byShop[$0] ?? []) }
    }
}

extension Order.Parcel {
    fileprivate init(_ quoted: Quote.Parcel, position: Int, terms: [ShopID: SellerTerms]) {
        let shop = terms[quoted.plan.shop]
        self.init(
            position: position,
            shop: quoted.plan.shop,
            shopName: shop?.name ?? "",
            shopPhone: shop?.phone ?? "",
            recipient: quoted.recipient.subject,
            isOrderer: quoted.recipient.isOrderer,
            destination: quoted.recipient.destination,
            temperature: quoted.plan.temperature,
            weightGrams: quoted.plan.weightGrams,
            postage: quoted.postage,
            fee: quoted.fee,
            gift: quoted.gift,
            hasOwnSender: quoted.recipient.hasOwnSender,
            hidesPrices: !quoted.recipient.isOrderer,
            earliest: quoted.earliest,
            day: quoted.day,
            window: quoted.window,
            lines: quoted.plan.lines.map(Order.Line.init)
        )
    }
}

extension Order.Line {
    fileprivate init(_ line: ParcelPlan.Line) {
        self.init(
            goods: line.offer.goods,
            title: line.offer.title,
            contents: line.offer.contents,
            price: line.offer.price,
            taxRate: line.offer.taxRate,
            count: line.count
        )
    }
}
