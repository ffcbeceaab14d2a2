public import Basics
public import VaultAPI

/// An order that was placed in the shop before this one.
public struct OldOrder: Sendable, Hashable {
    /// The old shop's own number of it.
    public var key: String
    public var orderer: Handle<Subject>
    /// As the customer knows it.
    public var number: String
    public var placed: Moment
    public var subtotal: Money
    public var discount: Money
    public var postage: Money
    public var fee: Money
    public var usedPoints: Money
    public var tax: Money
    public var total: Money
    public var payable: Money
    public var payment: String
    public var state: String

    public init(
        key: String,
        orderer: Handle<Subject>,
        number: String,
        placed: Moment,
        subtotal: Money = .zero,
        discount: Money = .zero,
        postage: Money = .zero,
        fee: Money = .zero,
        usedPoints: Money = .zero,
        tax: Money = .zero,
        total: Money,
        payable: Money,
        payment: String,
        state: String
    ) {
        self.key = key
        self.orderer = orderer
        self.number = number
        self.placed = placed
        self.subtotal = subtotal
        self.discount = discount
        self.postage = postage
        self.fee = fee
        self.usedPoints = usedPoints
        self.tax = tax
        self.total = total
        self.payable = payable
        self.payment = payment
        self.state = state
    }
}

/// One line of an old order: goods, or a fee.
public struct OldOrderLine: Sendable, Hashable {
    public var order: String
    public var key: String
    /// 商品, 送料, 手数料, 割引 ….
    public var kind: String
    public var goods: String
    public var code: String
    public var price: Money
    public var count: Int
    /// Percent; nil where the old shop did not tell.
    public var taxPercent: Int?
    /// To whom it went; nil for the orderer itself.
    public var recipient: Handle<Subject>?

    public init(
        order: String,
        key: String,
        kind: String,
        goods: String,
        code: String,
        price: Money,
        count: Int,
        taxPercent: Int?,
        recipient: Handle<Subject>?
    ) {
        self.order = order
        self.key = key
        self.kind = kind
        self.goods = goods
        self.code = code
        self.price = price
        self.count = count
        self.taxPercent = taxPercent
        self.recipient = recipient
    }
}
