public import Basics
public import VaultAPI

/// An order being written: what the shop knows of it while the vault holds its people.
public struct Checkout: Hashable, Sendable {
    public static let validHours = 2
    public static let mostRecipients = 30

    public enum State: String, Hashable, Sendable { case open, placed }

    public let id: Handle<Checkout>
    /// Under this key the vault knows the order's people; minted with the checkout.
    public let key: Handle<OrderKey>
    public let created: Moment
    public let ends: Moment
    /// The member who orders, where it is one.
    public var member: Handle<Subject>?
    public var basket: Basket
    public var orderer: Orderer?
    public var recipients: [Recipient]
    public var payment: PaymentWay?
    /// For whom texts were written: 備考, the words of のし and card, another sender.
    ///
    /// What nobody wrote is neither sent to the vault nor asked of it.
    public internal(set) var writtenFor: [Handle<Subject>] = []
    /// Whether the customer has said to be twenty or older.
    public var isOfAge: Bool
    /// The total that the confirmation page showed last.
    public var quoted: Money?
    /// Set before the vault fixes the order's people: from then on they are not added to or changed.
    public var arePeopleFixed = false
    /// In which browser a guest said who orders.
    public var browser: BrowserMark?
    public var state: State

    public struct Orderer: Hashable, Sendable {
        public var subject: Handle<Subject>
        public var destination: Destination

        public init(subject: Handle<Subject>, destination: Destination) {
            self.subject = subject
            self.destination = destination
        }
    }

    /// One place the goods go to.
    public struct Recipient: Hashable, Sendable {
        public var subject: Handle<Subject>
        public var isOrderer: Bool
        public var destination: Destination
        public var gift: GiftChoice
        /// ご依頼主 is somebody else than the orderer.
        public var hasOwnSender: Bool
        /// When each parcel is to come; おまかせ where nothing is kept for it.
        public var deliveries: [ParcelKind: DeliveryChoice]
        public var shares: [GoodsID: Int]

        public init(
            subject: Handle<Subject>,
            isOrderer: Bool,
            destination: Destination,
            gift: GiftChoice = .plain,
            hasOwnSender: Bool = false,
            deliveries: [ParcelKind: DeliveryChoice] = [:],
            shares: [GoodsID: Int] = [:]
        ) {
            self.subject = subject
            self.isOrderer = isOrderer
            self.destination = destination
            self.gift = gift
            self.hasOwnSender = hasOwnSender
            self.deliveries = deliveries
            self.shares = shares
        }

        public func delivery(of kind: ParcelKind) -> DeliveryChoice { deliveries[kind] ?? .open }
    }

    /// A new checkout with a key of its own.
    public init(basket: Basket, member: Handle<Subject>?, at now: Moment) {
        self.init(
            id: .mint(),
            key: .mint(),
            created: now,
            ends: now.adding(hours: Checkout.validHours),
            basket: basket,
            state: .open
        )
        self.member = member
    }

    init(
        id: Handle<Checkout>,
        key: Handle<OrderKey>,
        created: Moment,
        ends: Moment,
        basket: Basket,
        state: State
    ) {
        self.id = id
        self.key = key
        self.created = created
        self.ends = ends
        self.basket = basket
        self.state = state
        recipients = []
        isOfAge = false
    }
}

extension Checkout {
    public func isOver(at now: Moment) -> Bool { state == .open && ends < now }

    public var everyRecipientIsOrderer: Bool { recipients.allSatisfy(\.isOrderer) }

    /// Whether nothing was chosen yet beyond who orders, and perhaps that all of it goes there.
    var hasOrdererAlone: Bool {
        guard writtenFor.isEmpty, payment == nil else { return false }
        guard let orderer, !recipients.isEmpty else { return recipients.isEmpty }
        var fresh = self
        fresh.recipients = []
        fresh.send(to: orderer.subject, orderer.destination, isOrderer: true)
        return recipients == fresh.recipients
    }

    /// The first page that has not been filled in.
    var nextPage: String {
        if orderer == nil { return "orderer" }
        if recipients.isEmpty || !shareCheck.isEven { return "recipients" }
        return payment == nil ? "payment" : "confirmation"
    }

    public var shareCheck: ShareCheck {
        let shares = recipients.enumerated().flatMap { index, recipient in
            recipient.shares.map { Share(recipient: index, goods: $0.key, count: $0.value) }
        }
        return ShareCheck(basket: basket, shares: shares, recipients: Array(recipients.indices))
    }

    /// Goods that have been given to nobody yet.
    public func left(of goods: GoodsID) -> Int {
        basket.count(of: goods) - recipients.compactMap { $0.shares[goods] }.reduce(0, +)
    }

    public func recipient(_ subject: Handle<Subject>) -> Recipient? {
        recipients.first { $0.subject == subject }
    }

    /// Keeps for whom texts were written, also once they are recipients no more.
    mutating func markWritten(for subjects: [Handle<Subject>]) {
        writtenFor += subjects.filter { !writtenFor.contains($0) }
    }

    /// One recipient more; the first gets all of the basket until there are others.
    mutating func send(
        to subject: Handle<Subject>,
        _ destination: Destination,
        isOrderer: Bool
    ) {
        guard recipient(subject) == nil else { return }
        let rest = basket.lines.map { ($0.goods, left(of: $0.goods)) }
        recipients.append(
            Recipient(
                subject: subject,
                isOrderer: isOrderer,
                destination: destination,
                shares: Dictionary(uniqueKeysWithValues: rest.filter { $0.1 > 0 })
            )
        )
    }

    public mutating func update(
        _ subject: Handle<Subject>,
        _ edit: (inout Recipient) -> Void
    ) {
        guard let index = recipients.firstIndex(where: { $0.subject == subject }) else { return }
        edit(&recipients[index])
    }

    /// 「ほかの方も同じにする」: the goods, the gift, and each parcel's day and window of one for all.
    ///
    /// Where a day cannot be met for somebody who lives farther away, their page says so. What was sealed with the person (names on the のし, cards' texts) is copied by the vault.
    public mutating func giveAll(theSameAs model: Handle<Subject>) {
        guard let model = recipient(model) else { return }
        for index in recipients.indices {
            recipients[index].shares = model.shares
            recipients[index].gift = model.gift
            recipients[index].deliveries = model.deliveries
            recipients[index].hasOwnSender = model.hasOwnSender
        }
    }
}
