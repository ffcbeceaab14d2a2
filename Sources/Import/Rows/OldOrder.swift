public import Basics
import VaultAPI

/// An order of the old shop.
struct OldOrder: Sendable {
    /// The old shop's own number of it, which no two orders share.
    var key: String
    var member: String
    var orderer: Sketch
    var facts: OldOrderFacts
    var lines: [OldLine]
    /// Free texts that are left behind.
    var memos = 0
}

/// What is kept of an old order: nothing of it is personal.
public struct OldOrderFacts: Sendable, Hashable {
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
}

/// One row of an order: goods, or a fee.
struct OldLine: Sendable {
    var facts: OldLineFacts
    /// To whom it went; nil for fees, and for the orderer.
    var recipient: Sketch?
}

/// What is kept of one line: nothing of it is personal.
public struct OldLineFacts: Sendable, Hashable {
    /// The old shop's own number of it, or one made of what it says.
    public var key: String
    /// 商品, 送料, 手数料, 割引 ….
    public var kind: String
    public var goods: String
    public var code: String
    public var price: Money
    public var count: Int
    /// Percent; nil where the old shop did not tell.
    public var taxPercent: Int?
}
