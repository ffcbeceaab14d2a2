/// An amount of Japanese yen.
///
/// Whole yen only: the currency has no smaller unit in use.
public struct Money: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public var yen: Int

    public init(yen: Int) { self.yen = yen }

    public init(from decoder: any Decoder) throws {
        yen = try decoder.singleValueContainer().decode(Int.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(yen)
    }

    public static let zero = Money(yen: 0)

    public static func < (a: Money, b: Money) -> Bool { a.yen < b.yen }
    public static func + (a: Money, b: Money) -> Money { Money(yen: a.yen + b.yen) }
    public static func - (a: Money, b: Money) -> Money { Money(yen: a.yen - b.yen) }
    public static func * (a: Money, count: Int) -> Money { Money(yen: a.yen * count) }
    public static func += (a: inout Money, b: Money) { a = a + b }

    /// Grouped by thousands, without the sign of the currency: `12,800`.
    public var grouped: String {
        var digits = String(yen.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (yen < 0 ? "-" : "") + groups.joined(separator: ",")
    }

    /// As Japanese shops write it: `12,800円`.
    public var description: String { grouped + "円" }
}

extension Sequence where Element == Money {
    public func sum() -> Money { reduce(.zero, +) }
}

/// The two rates of consumption tax (消費税法 第29条, 附則の軽減税率).
public enum TaxRate: Int, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// 軽減税率: food and drink, alcohol excepted.
    case reduced = 8
    /// 標準税率: everything else, postage and alcohol included.
    case standard = 10

    public var percent: Int { rawValue }

    public static func < (a: TaxRate, b: TaxRate) -> Bool { a.rawValue < b.rawValue }

    /// The tax contained in a total that includes it, rounded down.
    ///
    /// An invoice rounds once a rate (消費税法施行令 第70条の10), so call this on the sum of a rate's
    /// lines, never on a line.
    public func contained(in total: Money) -> Money {
        Money(yen: total.yen * percent / (100 + percent))
    }
}
