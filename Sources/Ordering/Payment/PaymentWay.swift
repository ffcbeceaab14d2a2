public import Basics

/// How an order is paid.
public enum PaymentWay: String, Hashable, Sendable, Codable, CaseIterable {
    case bankTransfer, cashOnDelivery, convenienceStore
    /// Reserved for a provider's hosted page; not offered yet.
    case card

    public var japanese: String {
        switch self {
        case .bankTransfer: "銀行振込"
        case .cashOnDelivery: "代金引換"
        case .convenienceStore: "コンビニエンスストア払い"
        case .card: "クレジットカード"
        }
    }

    /// 支払の時期, in the words of 特定商取引法 第12条の6.
    public var due: String {
        switch self {
        case .bankTransfer: "ご注文の日から7日以内に、案内する口座へお振り込みください。振込手数料はお客さまのご負担です。"
        case .cashOnDelivery: "商品のお届けのとき、配達員に現金でお支払いください。"
        case .convenienceStore: "ご注文の日から7日以内に、払込票番号をコンビニエンスストアの店頭でお伝えください。"
        case .card: "決済会社の画面でお手続きください。"
        }
    }

    /// Whether the shop waits for the money before it sends.
    public var isPaidBeforehand: Bool { self != .cashOnDelivery }

    /// The ways that may be chosen: cash on delivery only where all parcels come to the orderer.
    public static func offered(everyRecipientIsOrderer: Bool) -> [PaymentWay] {
        everyRecipientIsOrderer
            ? [.bankTransfer, .convenienceStore, .cashOnDelivery]
            : [.bankTransfer, .convenienceStore]
    }

    /// The last day of paying.
    public func lastDay(placed: Day) -> Day? {
        isPaidBeforehand ? placed.adding(days: 7) : nil
    }
}

/// What the carrier takes for collecting cash, by the amount of each parcel.
public enum CollectionFee {
    public struct Step: Hashable, Sendable {
        public var upTo: Money
        public var fee: Money
    }

    /// The carrier's table; the demonstration's amounts are invented.
    public static let table = [(10_000, 330), (30_000, 440), (100_000, 660), (300_000, 1_100)]
        .map { Step(upTo: Money(yen: $0.0), fee: Money(yen: $0.1)) }

    /// The fee for one parcel of goods and postage; nil where it is more than the carrier collects.
    public static func fee(collecting amount: Money) -> Money? {
        table.first { amount <= $0.upTo }?.fee
    }

    /// The fee of all parcels; nil where one of them is too dear to collect.
    public static func fee(parcels: [Money]) -> Money? {
        parcels.reduce(Money.zero as Money?) { sum, amount in
            guard let sum, let fee = fee(collecting: amount) else { return nil }
            return sum + fee
        }
    }
}
