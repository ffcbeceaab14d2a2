public import Basics
public import Wire

/// One run of labels (送り状) for a shop: its handle's kind.
public enum LabelRun {}

/// A parcel whose label is wanted, as the shop's rows know it: nothing in it says who anybody is.
public struct LabelParcel: Packable, Hashable {
    public var name: Name
    public var recipient: Handle<Subject>
    /// `2612-0830-5517-1`.
    public var number: String
    /// `二十世紀梨 ×2`.
    public var goods: [String]
    /// `冷蔵`.
    public var cooling: String?
    public var day: Day?
    /// `午前中`.
    public var window: String?
    /// `御歳暮(紅白蝶結び)・外のし`; nil for none, and then no name on it is opened either.
    public var noshi: String?
    public var hasCard: Bool
    /// Whether somebody else than the orderer is named as sender.
    public var hasOwnSender: Bool

    public init(
        name: Name,
        recipient: Handle<Subject>,
        number: String,
        goods: [String],
        cooling: String? = nil,
        day: Day? = nil,
        window: String? = nil,
        noshi: String? = nil,
        hasCard: Bool = false,
        hasOwnSender: Bool = false
    ) {
        self.name = name
        self.recipient = recipient
        self.number = number
        self.goods = goods
        self.cooling = cooling
        self.day = day
        self.window = window
        self.noshi = noshi
        self.hasCard = hasCard
        self.hasOwnSender = hasOwnSender
    }

    /// What tells parcels apart.
    public struct Name: Packable, Hashable {
        public var order: Handle<OrderKey>
        /// Its place in the order, from 1.
        public var position: Int
        public init(order: Handle<OrderKey>, position: Int) {
            self.order = order
            self.position = position
        }
    }
}

/// Where a shop's labels stand; no line, nothing personal.
///
/// Only for who has the role of a shop; of no other shop than its own.
public struct LabelState: VaultMessage {
    public static let name = "labelState"
    public var token: Token
    /// The shop's parcels that wait to be sent.
    public var parcels: [LabelParcel.Name]
    public var source: String
    public init(token: Token, parcels: [LabelParcel.Name], source: String) {
        self.token = token
        self.parcels = parcels
        self.source = source
    }

    public struct Answer: Packable, Hashable {
        /// The fingerprint of the key that the shop's files are sealed to; nil without one.
        public var receiver: String?
        /// How many labels the shop may still have today; nil where no job lets it have any.
        public var leftToday: Int?
        /// Which of the parcels have no label yet.
        public var open: [LabelParcel.Name]
        /// Newest first, at most 20.
        public var runs: [Run]
        public init(
            receiver: String?,
            leftToday: Int?,
            open: [LabelParcel.Name],
            runs: [Run]
        ) {
            self.receiver = receiver
            self.leftToday = leftToday
            self.open = open
            self.runs = runs
        }
    }

    public struct Run: Packable, Hashable {
        public var run: Handle<LabelRun>
        public var begun: Moment
        public var labels: Int
        public var state: Stage
        public init(run: Handle<LabelRun>, begun: Moment, labels: Int, state: Stage) {
            self.run = run
            self.begun = begun
            self.labels = labels
            self.state = state
        }
    }

    /// How far a run is.
    public enum Stage: String, PackableCase {
        case waiting, ready
        /// It was given up, and its parcels are free again.
        case failed
    }
}

/// Begin a run: the touch is for exactly these parcels of the shop.
public struct LabelsBegin: VaultMessage {
    public static let name = "labelsBegin"
    public typealias Answer = KeyRequest
    public var token: Token
    /// The shop's name, as it is to stand on the bundle.
    public var shopName: String
    /// At most 500.
    public var parcels: [LabelParcel]
    public var source: String
    public init(token: Token, shopName: String, parcels: [LabelParcel], source: String) {
        self.token = token
        self.shopName = shopName
        self.parcels = parcels
        self.source = source
    }
}

/// The key was touched: the courier makes the labels, each parcel's once.
public struct LabelsFinish: VaultMessage {
    public static let name = "labelsFinish"
    public typealias Answer = Done
    public var token: Token
    public var ceremony: Handle<StaffCeremony>
    public var assertion: KeyAssertion
    public var source: String
    public init(
        token: Token,
        ceremony: Handle<StaffCeremony>,
        assertion: KeyAssertion,
        source: String
    ) {
        self.token = token
        self.ceremony = ceremony
        self.assertion = assertion
        self.source = source
    }
}

/// Fetch a part of a run's file, which is sealed to the shop's key: nobody on the way can read it.
public struct LabelsFetch: VaultMessage {
    public static let name = "labelsFetch"
    public var token: Token
    public var run: Handle<LabelRun>
    /// From 0.
    public var part: Int
    public var source: String
    public init(token: Token, run: Handle<LabelRun>, part: Int, source: String) {
        self.token = token
        self.run = run
        self.part = part
        self.source = source
    }

    public struct Answer: Packable, Hashable {
        public var bytes: [UInt8]
        public var isLast: Bool
        public init(bytes: [UInt8], isLast: Bool) {
            self.bytes = bytes
            self.isLast = isLast
        }
    }
}

/// A parcel was sent: it gets no label any more.
///
/// Idempotent; comes from the shop's outbox.
public struct Dispatched: VaultMessage {
    public static let name = "dispatched"
    public typealias Answer = Done
    public var parcel: LabelParcel.Name
    public init(parcel: LabelParcel.Name) { self.parcel = parcel }
}
