public import Basics
public import VaultAPI

/// All of a member's orders with their people's handles, for who takes all of his data along.
public struct MemberRecords: Sendable {
    /// An order, and under which handles the vault keeps its people.
    public struct Record: Sendable {
        public var entry: MemberOrders.Entry
        public var payment: String
        public var orderer: Handle<Subject>
        public var recipients: [Recipient]
    }

    /// Somebody to whom an order was sent; the orderer, where it was sent home.
    public struct Recipient: Sendable {
        public var person: Handle<Subject>
        public var parcels: [Parcel]
    }

    /// What one shop sends to one recipient, in words.
    public struct Parcel: Sendable {
        public var shop: String
        /// `二十世紀梨 5kg ×2`.
        public var goods: [String]
        /// `御歳暮(紅白蝶結び)・外のし、カードあり`.
        public var gift: String
        /// `12月10日(木)午前中`.
        public var arrival: String
        /// Carrier and number, once it has been sent.
        public var tracking: String?
    }

    private let orders: OrderStore

    public init(_ orders: OrderStore) { self.orders = orders }

    /// Newest first, without a limit.
    public func records(of member: Handle<Subject>) async throws -> [Record] {
        try await orders.orders(of: member, limit: .max).map(Record.init)
    }
}

extension MemberRecords.Record {
    init(_ order: Order) {
        self.init(
            entry: MemberOrders.Entry(order),
            payment: order.payment.japanese,
            orderer: order.orderer,
            recipients: order.recipients.map { person, parcels in
                MemberRecords.Recipient(
                    person: person,
                    parcels: parcels.map { MemberRecords.Parcel(OrderPage.Parcel($0)) }
                )
            }
        )
    }
}

extension MemberRecords.Parcel {
    fileprivate init(_ parcel: OrderPage.Parcel) {
        self.init(
            shop: parcel.shop,
            goods: parcel.goods,
            gift: parcel.gift,
            arrival: parcel.arrival,
            tracking: parcel.tracking
        )
    }
}
