public import Basics
public import VaultAPI

/// A member's orders, as Ordering keeps them.
public struct OrdersPort: Sendable {
    /// For my page, newest first.
    public var orders: @Sendable (Handle<Subject>) async throws -> [Entry]
    /// Every order with its people's handles, newest first.
    public var records: @Sendable (Handle<Subject>) async throws -> [Record]

    public init(
        orders: @escaping @Sendable (Handle<Subject>) async throws -> [Entry],
        records: @escaping @Sendable (Handle<Subject>) async throws -> [Record]
    ) {
        self.orders = orders
        self.records = records
    }

    /// What my page shows of an order: nothing personal.
    public struct Entry: Sendable {
        public var number: String
        public var placed: Day
        public var total: Money
        /// The state, in words: `発送しました`.
        public var state: String
        /// The stations of its way; none where it was cancelled.
        public var stations: [Station]
        /// The first goods and how many more: `二十世紀梨 ほか2点`.
        public var summary: String
        public var address: String
        /// Where the same goods are put into the basket again, with the recipients of last time.
        public var reorderAddress: String

        public init(
            number: String,
            placed: Day,
            total: Money,
            state: String,
            stations: [Station],
            summary: String,
            address: String,
            reorderAddress: String
        ) {
            self.number = number
            self.placed = placed
            self.total = total
            self.state = state
            self.stations = stations
            self.summary = summary
            self.address = address
            self.reorderAddress = reorderAddress
        }
    }

    /// A station of an order's way: `発送`.
    public struct Station: Sendable {
        public var name: String
        public var place: Place

        /// Where a station lies, seen from where the order is.
        public enum Place: Sendable { case behind, here, ahead }

        public init(_ name: String, _ place: Place) {
            self.name = name
            self.place = place
        }
    }

    /// An order, and under which handles the vault keeps its people.
    public struct Record: Sendable {
        public var entry: Entry
        public var payment: String
        public var orderer: Handle<Subject>
        public var recipients: [Recipient]

        public init(
            entry: Entry,
            payment: String,
            orderer: Handle<Subject>,
            recipients: [Recipient]
        ) {
            self.entry = entry
            self.payment = payment
            self.orderer = orderer
            self.recipients = recipients
        }
    }

    /// Somebody to whom an order was sent, and what was sent.
    public struct Recipient: Sendable {
        public var person: Handle<Subject>
        public var parcels: [Parcel]

        public init(person: Handle<Subject>, parcels: [Parcel]) {
            self.person = person
            self.parcels = parcels
        }
    }

    /// What one shop sends to one recipient, in words; it is written into the file as it stands.
    public struct Parcel: Sendable, Encodable {
        public var shop: String
        public var goods: [String]
        public var gift: String
        public var arrival: String
        /// Carrier and number, once it has been sent.
        public var tracking: String?

        public init(shop: String, goods: [String], gift: String, arrival: String, tracking: String?)
        {
            self.shop = shop
            self.goods = goods
            self.gift = gift
            self.arrival = arrival
            self.tracking = tracking
        }
    }
}
