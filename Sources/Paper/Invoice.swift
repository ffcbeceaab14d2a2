public import Basics

/// A shop's receipt to its customer (領収書), which is a qualified invoice (適格請求書) where the shop
/// is registered.
///
/// It holds what 消費税法 第57条の4 asks: issuer and registration number, day of the transaction,
/// goods with the mark of the reduced rate, the sums of each rate with their tax, the addressee.
/// All prices contain the tax. One invoice is one shop's part of one order.
public struct Invoice: Sendable {
    /// The order's number as the customer knows it; the receipt's number is made of it.
    public var orderNumber: String
    /// Tells the receipts of one order apart: 1 for its first shop.
    public var part: Int
    public var issuer: Issuer
    /// 宛名, with its 様 or 御中.
    public var addressee: Secret<String>
    public var issued: Day
    /// The day of the transaction: of dispatch, or of the order where nothing is dispatched yet.
    public var supplied: Day
    public var lines: [Line]
    /// Postage and fees of this shop's parcels, at the standard rate.
    public var postage: Money
    /// 但し書き without 「但し」 and 「として」: `お品代`.
    public var purpose: String
    /// The way of paying, as the customer knows it: `銀行振込`.
    public var payment: String
    /// When the goods come, a line for each day: `2026年12月20日(日) 午前中`.
    public var deliveries: [String]
    /// True from the second time on: the paper then says 再発行.
    public var isReissue: Bool

    public init(
        orderNumber: String,
        part: Int,
        issuer: Issuer,
        addressee: Secret<String>,
        issued: Day,
        supplied: Day,
        lines: [Line],
        postage: Money,
        purpose: String = "お品代",
        payment: String,
        deliveries: [String] = [],
        isReissue: Bool = false
    ) {
        self.orderNumber = orderNumber
        self.part = part
        self.issuer = issuer
        self.addressee = addressee
        self.issued = issued
        self.supplied = supplied
        self.lines = lines
        self.postage = postage
        self.purpose = purpose
        self.payment = payment
        self.deliveries = deliveries
        self.isReissue = isReissue
    }

    /// Who was paid.
    public struct Issuer: Sendable, Hashable {
        public var name: String
        /// `680-0011`.
        public var postcode: String
        public var address: String
        public var phone: String
        /// Nil where the shop is not registered: then the paper is a receipt only.
        public var registration: RegistrationNumber?

        public init(
            name: String,
            postcode: String,
            address: String,
            phone: String,
            registration: RegistrationNumber?
        ) {
            self.name = name
            self.postcode = postcode
            self.address = address
            self.phone = phone
            self.registration = registration
        }
    }

    /// Some of one kind of goods, or a fee.
    public struct Line: Sendable, Hashable {
        public var goods: String
        public var count: Int
        /// Of one, with tax.
        public var price: Money
        public var rate: TaxRate

        public init(goods: String, count: Int, price: Money, rate: TaxRate) {
            self.goods = goods
            self.count = count
            self.price = price
            self.rate = rate
        }

        /// With tax.
        public var amount: Money { price * count }
    }

    /// The paper as a PDF of A4 pages.
    public func pdf() -> [UInt8] { Invoice.pdf([self]) }

    /// Several papers in one file, each from a new page: those of one order, shop by shop.
    public static func pdf(_ invoices: [Invoice]) -> [UInt8] {
        let title = "領収書 ご注文番号 \(invoices.first?.orderNumber ?? "")"
        let authors = invoices.count == 1 ? invoices[0].issuer.name : ""
        let papers = invoices.map { InvoicePaper(invoice: $0).blocks }
        return Print(title: title, author: authors, label: title).pdf(papers)
    }
}
