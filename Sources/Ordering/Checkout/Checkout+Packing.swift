import Basics
import VaultAPI
public import Wire

/// A checkout as it lies in its row: what no statement asks for, packed.
///
/// Identity, key, state and times have columns of their own and are not in here.
struct CheckoutDraft: Packable, Equatable {
    var member: Handle<Subject>?
    var basket: Basket
    var orderer: Checkout.Orderer?
    var recipients: [Checkout.Recipient]
    var writtenFor: [Handle<Subject>]
    var payment: PaymentWay?
    var isOfAge: Bool
    var quoted: Money?
    var arePeopleFixed: Bool
    var browser: BrowserMark?

    init(_ checkout: Checkout) {
        member = checkout.member
        basket = checkout.basket
        orderer = checkout.orderer
        recipients = checkout.recipients
        writtenFor = checkout.writtenFor
        payment = checkout.payment
        isOfAge = checkout.isOfAge
        quoted = checkout.quoted
        arePeopleFixed = checkout.arePeopleFixed
        browser = checkout.browser
    }

    func pack(into packer: inout Packer) {
        packer.add(member)
        packer.add(basket)
        packer.add(orderer)
        packer.add(recipients)
        packer.add(writtenFor)
        packer.add(payment)
        packer.add(isOfAge)
        packer.add(quoted)
        packer.add(arePeopleFixed)
        packer.add(browser)
    }

    init(from unpacker: inout Unpacker) throws(PackingFault) {
        member = try unpacker.next()
        basket = try unpacker.next()
        orderer = try unpacker.next()
        recipients = try unpacker.next()
        writtenFor = try unpacker.next()
        payment = try unpacker.next()
        isOfAge = try unpacker.next()
        quoted = try unpacker.next()
        arePeopleFixed = try unpacker.next()
        browser = try unpacker.next()
    }
}

extension Checkout.Orderer: Packable {
    public func pack(into packer: inout Packer) {
        packer.add(subject)
        packer.add(destination)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(subject: try unpacker.next(), destination: try unpacker.next())
    }
}

extension Checkout.Recipient: Packable {
    public func pack(into packer: inout Packer) {
        packer.add(subject)
        packer.add(isOrderer)
        packer.add(destination)
        packer.add(gift)
        packer.add(hasOwnSender)
        packer.add(inOrder: deliveries)
        packer.add(inOrder: shares)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            subject: try unpacker.next(),
            isOrderer: try unpacker.next(),
            destination: try unpacker.next(),
            gift: try unpacker.next(),
            hasOwnSender: try unpacker.next(),
            deliveries: try unpacker.next(),
            shares: try unpacker.next()
        )
    }
}

extension Packer {
    /// A dictionary in the order of its keys: a row is known again by its bytes.
    fileprivate mutating func add<Key: Packable & Comparable, Value: Packable>(
        inOrder dictionary: [Key: Value]
    ) {
        add(dictionary.count)
        for (key, value) in dictionary.sorted(by: { $0.key < $1.key }) {
            add(key)
            add(value)
        }
    }
}
