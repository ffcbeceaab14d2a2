public import Basics

/// What a rate's lines come to.
public struct RateTotal: Sendable, Hashable {
    public var rate: TaxRate
    /// With tax.
    public var total: Money
    /// Contained in the total, rounded down once for the whole rate (消費税法施行令 第70条の10).
    public var tax: Money
}

extension Invoice {
    /// What was paid, with tax and postage.
    public var total: Money { lines.map(\.amount).sum() + postage }

    /// The sums of each rate that occurs, the reduced one first; postage counts at the standard rate.
    public var totalsByRate: [RateTotal] {
        TaxRate.allCases.sorted().compactMap { rate in
            let goods = lines.filter { $0.rate == rate }.map(\.amount).sum()
            let total = rate == .standard ? goods + postage : goods
            guard total != .zero else { return nil }
            return RateTotal(rate: rate, total: total, tax: rate.contained(in: total))
        }
    }

    /// `2612-0830-5517-1`: the same at every reissue.
    public var number: String { "\(orderNumber)-\(part)" }
}
