public import Basics
public import Wire

/// Mail one letter of a fixed kind to one person in reach.
///
/// Idempotent by its key.
///
/// The request carries facts, never an address, a text or a link: the courier owns the templates,
/// the vault knows the address, links come from the courier's configuration.
public struct Send: VaultMessage {
    public static let name = "send"
    public typealias Answer = Done
    public var idempotencyKey: String
    public var basis: Basis
    public var letter: Letter
    public init(idempotencyKey: String, basis: Basis, letter: Letter) {
        self.idempotencyKey = idempotencyKey
        self.basis = basis
        self.letter = letter
    }

    /// On what ground the person is written to.
    public enum Basis: Packable {
        /// To the token's own person.
        case token(Token)
        /// To the orderer of a promoted order.
        case order(Handle<OrderKey>)
    }
}

/// What a letter says: a fixed kind with typed facts.
///
/// Everything in it is known to the shop already.
public enum Letter: Packable, Decodable {
    case orderReceived(OrderFacts)
    case orderCancelled(OrderFacts)
    case orderAccepted(OrderFacts)
    case parcelDispatched(OrderFacts, ParcelFacts)
    case paymentReceived(OrderFacts)
    case memberLeft
}

/// The facts of an order that a letter tells.
public struct OrderFacts: Packable, Decodable {
    /// The number the customer knows: `2612-0830-5517`.
    public var number: String
    public var key: Handle<OrderKey>
    public var placed: Moment
    public var total: Money
    public var postage: Money
    public var payment: String
    /// Bank account, payment slip number, or what else the way of paying asks of the customer.
    public var paymentInstructions: [String]
    public var sellers: [Seller]
    public init(
        number: String,
        key: Handle<OrderKey>,
        placed: Moment,
        total: Money,
        postage: Money,
        payment: String,
        paymentInstructions: [String],
        sellers: [Seller]
    ) {
        self.number = number
        self.key = key
        self.placed = placed
        self.total = total
        self.postage = postage
        self.payment = payment
        self.paymentInstructions = paymentInstructions
        self.sellers = sellers
    }

    public struct Seller: Packable {
        public var name: String
        public var phone: String
        public var lines: [Line]
        /// Its parcels, each with its own day.
        public var parcels: [Parcel]
        public init(name: String, phone: String, lines: [Line], parcels: [Parcel] = []) {
            self.name = name
            self.phone = phone
            self.lines = lines
            self.parcels = parcels
        }
    }

    public struct Parcel: Packable, Decodable {
        public var goods: [String]
        public var delivery: DeliveryFacts
        public init(goods: [String], delivery: DeliveryFacts) {
            self.goods = goods
            self.delivery = delivery
        }
    }

    public struct Line: Packable, Decodable {
        public var goods: String
        public var count: Int
        public var amount: Money
        public init(goods: String, count: Int, amount: Money) {
            self.goods = goods
            self.count = count
            self.amount = amount
        }
    }
}

/// When a parcel is to come.
public struct DeliveryFacts: Packable, Decodable {
    /// The first day on which it can be there.
    public var earliest: Day
    /// The day that was chosen; nil for おまかせ and 日付指定不可.
    public var day: Day?
    /// `午前中`.
    public var window: String?
    public init(earliest: Day, day: Day?, window: String?) {
        self.earliest = earliest
        self.day = day
        self.window = window
    }
}

/// The facts of one parcel that a letter tells.
public struct ParcelFacts: Packable, Decodable {
    public var seller: String
    public var goods: [String]
    public var carrier: String
    public var trackingNumber: String
    public var delivery: DeliveryFacts?
    public init(
        seller: String,
        goods: [String],
        carrier: String,
        trackingNumber: String,
        delivery: DeliveryFacts? = nil
    ) {
        self.seller = seller
        self.goods = goods
        self.carrier = carrier
        self.trackingNumber = trackingNumber
        self.delivery = delivery
    }
}

/// Who looked at my data: the ledger's lines about the token's own person and those it entered.
public struct History: VaultMessage {
    public static let name = "history"
    public var token: Token
    public init(token: Token) { self.token = token }

    public struct Answer: Packable {
        /// Newest first, at most 500.
        public var lines: [Line]
        public init(lines: [Line]) { self.lines = lines }
    }

    public struct Line: Packable {
        public var at: Moment
        /// Who: the person, a shop, the post.
        public var actor: Actor
        public var purpose: Purpose
        public var fields: [PersonalField]
        /// Of which inquiry, where it was one.
        public var caseNumber: CaseNumber?
        /// Held against what a caller said, and not shown.
        public var isComparison: Bool
        public init(
            at: Moment,
            actor: Actor,
            purpose: Purpose,
            fields: [PersonalField],
            caseNumber: CaseNumber? = nil,
            isComparison: Bool = false
        ) {
            self.at = at
            self.actor = actor
            self.purpose = purpose
            self.fields = fields
            self.caseNumber = caseNumber
            self.isComparison = isComparison
        }
    }

    public enum Actor: Packable, Hashable {
        case yourself
        case courier
        case shop(Int)
        case staff(StaffRole)
    }
}

/// The courier asks for the next thing to carry: it has nothing in hand.
///
/// What it was given before and has not told of, it is given again.
public struct NextItem: VaultMessage {
    public static let name = "nextItem"
    /// What became of the last one, told in the same breath.
    public var after: ItemDone?
    public init(after last: ItemDone? = nil) { after = last }

    public struct Answer: Packable {
        /// Nil where nothing waits.
        public var item: CourierItem?
        public init(item: CourierItem?) { self.item = item }
    }
}

/// One mail or letter to carry.
///
/// It is handed out again unless ``ItemDone`` comes with the next ``NextItem``.
public struct CourierItem: Packable {
    public var id: Handle<CourierItem>
    /// The same for every try of this item.
    public var messageID: String
    public var content: Content
    public var name: Secret<String>
    public var destination: Destination
    public init(
        id: Handle<CourierItem>,
        messageID: String,
        content: Content,
        name: Secret<String>,
        destination: Destination
    ) {
        self.id = id
        self.messageID = messageID
        self.content = content
        self.name = name
        self.destination = destination
    }

    public enum Content: Packable, Decodable {
        /// A letter of a fixed kind; for an order, with the signed part of the link to it and, where
        /// there is no e-mail address, the code that opens it.
        case letter(Letter, orderLink: Secret<String>?, orderCode: Secret<String>?)
        case signInCode(Secret<String>, validMinutes: Int)
        /// By post only, to members of an old shop without a mailbox.
        case letterCode(Secret<String>, validDays: Int)
        case registrationCode(Secret<String>, validMinutes: Int)
        case alreadyRegistered
        case emailChangeCode(Secret<String>, validMinutes: Int)
        case passwordChanged(PasswordChange)
        case emailChanged
        case passkeyChanged(PasskeyChange)
    }

    /// What has become of a password.
    public enum PasswordChange: String, Decodable, PackableCase {
        case set, replaced, removed
    }

    /// What has become of a passkey.
    public enum PasskeyChange: String, Decodable, PackableCase {
        case added, removed
        /// Its count went back: somebody may have a copy, and it signs in no more.
        case doubted
    }

    public enum Destination: Packable {
        case email(Secret<String>, helper: Bool)
        /// By post.
        case post(postcode: Secret<String>, address: Secret<String>)
    }
}

/// What became of an item.
public struct ItemDone: Packable {
    public var id: Handle<CourierItem>
    public var outcome: Outcome
    public init(id: Handle<CourierItem>, outcome: Outcome) {
        self.id = id
        self.outcome = outcome
    }

    public enum Outcome: String, PackableCase {
        /// The relay has taken it.
        case handedOver
        /// The relay refuses it for good (5xx).
        case refused
        /// Try again later (4xx, no connection).
        case deferred
    }
}

/// Is the vault there, and is it working?
/// .
public struct Status: VaultMessage {
    public static let name = "status"
    public init() {}

    public struct Answer: Packable {
        public var frozen: Bool
        /// The vault's key by which the counter checks tokens' signatures: Ed25519, 32 bytes.
        public var tokenKey: [UInt8]
        /// Lines in the ledger's last checkpoint.
        public var treeSize: Int
        public init(frozen: Bool, tokenKey: [UInt8], treeSize: Int) {
            self.frozen = frozen
            self.tokenKey = tokenKey
            self.treeSize = treeSize
        }
    }
}
