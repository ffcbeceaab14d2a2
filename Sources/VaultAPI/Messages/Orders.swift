public import Basics
public import Wire

/// Fix a draft as the people of one order, before the shop's own commit.
///
/// Idempotent by `order`. From here on the subjects can no longer be changed under the draft's
/// token, and they stay until ``Claim`` or ``Abandon``: only the shop knows whether its commit stood.
public struct Promote: VaultMessage {
    public static let name = "promote"
    public typealias Answer = Done
    public var token: Token
    public var order: Handle<OrderKey>
    public var orderer: Handle<Subject>
    public var recipients: [Handle<Subject>]
    /// Which shop sends to whom, so that the shop can reach its parcels' recipients and nobody else.
    public var grants: [Grant]
    public init(
        token: Token,
        order: Handle<OrderKey>,
        orderer: Handle<Subject>,
        recipients: [Handle<Subject>],
        grants: [Grant]
    ) {
        self.token = token
        self.order = order
        self.orderer = orderer
        self.recipients = recipients
        self.grants = grants
    }

    public struct Grant: Packable, Hashable {
        /// The shop's number in the catalogue.
        public var shop: Int
        public var recipient: Handle<Subject>
        /// After this the shop reaches the recipient no more.
        public var until: Moment
        public init(shop: Int, recipient: Handle<Subject>, until: Moment) {
            self.shop = shop
            self.recipient = recipient
            self.until = until
        }
    }
}

/// The shop's order stands: keep its people, and mail its orderer the order's first letter.
///
/// Idempotent; comes from the shop's outbox. The letter goes with the claim that makes the order
/// claimed and with no later one.
public struct Claim: VaultMessage {
    public static let name = "claim"
    public typealias Answer = Done
    public var order: Handle<OrderKey>
    /// A letter about this order; see ``Send``.
    public var letter: Letter?
    public init(order: Handle<OrderKey>, letter: Letter? = nil) {
        self.order = order
        self.letter = letter
    }
}

/// The shop has no such order: erase its people, unless they were claimed before.
public struct Abandon: VaultMessage {
    public static let name = "abandon"
    public typealias Answer = Done
    public var order: Handle<OrderKey>
    public init(order: Handle<OrderKey>) { self.order = order }
}

/// Orders promoted before a moment and neither claimed nor abandoned: the shop looks each up in its
/// own rows and says which it is.
public struct Unclaimed: VaultMessage {
    public static let name = "unclaimed"
    public var before: Moment
    public init(before: Moment) { self.before = before }

    public struct Answer: Packable {
        /// At most 1,000, oldest first.
        public var orders: [Handle<OrderKey>]
        public init(orders: [Handle<OrderKey>]) { self.orders = orders }
    }
}
