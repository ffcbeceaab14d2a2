public import Basics

/// The number by which a convenience store finds the payment of an order: 11 digits.
public struct SlipNumber: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ text: String) { description = text }

    public static func mint() -> SlipNumber {
        SlipNumber(Digits.random(11))
    }
}

enum Digits {
    /// Random digits, the first of them not 0.
    static func random(_ count: Int) -> String {
        String(Int.random(in: 1...9))
            + (1..<count).map { _ in String(Int.random(in: 0...9)) }.joined()
    }
}

/// What the customer must know to pay.
public struct PaymentInstructions: Hashable, Sendable {
    public var lines: [String]

    public init(_ way: PaymentWay, slip: SlipNumber, placed: Day) {
        let last = way.lastDay(placed: placed).map { "お支払い期限 \($0.japanese)" }
        switch way {
        case .bankTransfer:
            lines = [
                "お振込先 いなば銀行 本店営業部 普通 0000118 いなばの市", "お振込名義の前に注文番号をお付けください。",
            ]
        case .convenienceStore: lines = ["払込票番号 \(slip)"]
        case .cashOnDelivery: lines = ["お届けのとき、配達員に現金でお支払いください。"]
        case .card: lines = []
        }
        lines += [last].compactMap { $0 }
    }
}
