public import Basics

/// The totals of one seller's invoice by rate of tax.
///
/// Tax is rounded once a rate (消費税法施行令 第70条の10), never line by line.
public struct TaxSummary: Hashable, Sendable {
    public struct Rate: Hashable, Sendable {
        public var rate: TaxRate
        /// With tax.
        public var total: Money
        public var tax: Money
    }

    /// One entry for each rate that occurs, the reduced one first.
    public var rates: [Rate]

    public var total: Money { rates.map(\.total).sum() }
    public var tax: Money { rates.map(\.tax).sum() }

    /// From amounts with tax and their rates.
    public init(_ amounts: [(rate: TaxRate, amount: Money)]) {
        let byRate = Dictionary(grouping: amounts, by: \.rate)
        rates = byRate.keys.sorted().map { rate in
            let total = (byRate[rate] ?? []).map(\.amount).sum()
            return Rate(rate: rate, total: total, tax: rate.contained(in: total))
        }
    }
}
