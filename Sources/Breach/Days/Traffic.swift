import Witness
import WitnessAPI

/// Orders of ordinary days, by lot: in all a tenth of what the notice tells of, busy before New Year, quiet
/// in the week; and a tenth of the standard budget for them.
struct Traffic: Sendable {
    /// Of the notice of 2020: 59,021 orders within 293 days, of 27,270 members and 10,075 others.
    static let (orders, noticeDays, persons) = (59_021 / tenth, 293, (27_270 + 10_075) / tenth)
    private static let tenth = 10
    /// The orderer, who it goes to, and a letter's person on another day.
    static let namesOfOrder = 3

    static let budget = NameBudget(
        aDay: NameBudget.standard.aDay / tenth,
        inThirtyDays: NameBudget.standard.inThirtyDays / tenth
    )

    private var state: UInt64
    /// Before New Year: some 7,800 orders in thirty days, as the standard budget reckons with.
    private static let busy = 230..<270

    init(seed: String) {
        state = seed.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// How many orders there are on a day, counted from 0.
    mutating func orders(on day: Int) -> Int {
        let mean = Double(Traffic.orders) / Double(Traffic.noticeDays)
        let season = Traffic.busy.contains(day % Traffic.noticeDays) ? 1.3 : 0.953
        let week = day % 7 < 5 ? 0.9 : 1.25
        return Int(mean * season * week * (0.8 + 0.4 * chance()))
    }

    // SplitMix64.
    private mutating func chance() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) >> 11) / Double(UInt64(1) << 53)
    }
}
