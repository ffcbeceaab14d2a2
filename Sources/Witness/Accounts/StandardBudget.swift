public import WitnessAPI

extension NameBudget {
    /// For a city of some 27,000 members and 2,000 orders on its busiest day in December.
    ///
    /// An order opens about three names that day: its own draft with the orderer and one or two
    /// recipients for the page that is confirmed, and again, without cost, for the mail. So 2,000
    /// orders are some 6,000 names; a mail when they leave is another 2,000 orderers on a later day,
    /// and checkouts that nobody finished, members at their pages and codes by mail are some 1,500.
    /// Some 9,500 together: 10,000 a day. A December of 7,000 orders comes to some 28,000 names in
    /// thirty days, most of them opened twice: 30,000.
    ///
    /// For somebody who holds the vault, whom all this stands against, it means: of 27,270 members
    /// and 10,075 others he reads 30,000 within three days, and the rest four weeks later.
    /// A city that sells less should give less: a quiet month needs a tenth.
    public static let standard = NameBudget(aDay: 10_000, inThirtyDays: 30_000)

    /// The budget that the environment names for a book that is yet to be begun.
    ///
    /// `ICHI_WITNESS_NAMES_A_DAY` and `ICHI_WITNESS_NAMES_IN_THIRTY_DAYS`; ``standard`` where they
    /// are absent. A book that was begun keeps its own.
    ///
    /// - Throws: ``WitnessFault/badSetting``.
    public static func named(in environment: [String: String]) throws(WitnessFault) -> NameBudget {
        func number(_ name: String, _ standard: Int) throws(WitnessFault) -> Int {
            guard let text = environment[name] else { return standard }
            guard let number = Int(text), number > 0 else { throw .badSetting(name) }
            return number
        }
        return NameBudget(
            aDay: try number("ICHI_WITNESS_NAMES_A_DAY", standard.aDay),
            inThirtyDays: try number(
                "ICHI_WITNESS_NAMES_IN_THIRTY_DAYS",
                standard.inThirtyDays
            )
        )
    }
}
