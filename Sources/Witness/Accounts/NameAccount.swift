import Basics
import WitnessAPI

/// Which names were opened on which day, as far back as a budget reaches.
///
/// It is folded from the book, so that a restart refills nothing; and its day never goes back, so
/// that a clock set back does not either. A clock that was set ahead is believed until the true
/// time has caught up: then too few are opened, never too many.
struct NameAccount: Sendable {
    private static let days = 30

    private var lastDay: [String: Int] = [:]
    // How many names were opened last on each day.
    private var counts: [Int: Int] = [:]
    private var today = 0

    /// The day by which something at a moment is counted.
    func day(at time: Moment) -> Int { max(today, Day(time).number) }

    /// What is used of a budget.
    func used(on day: Int) -> NameBudget {
        NameBudget(
            aDay: counts[day] ?? 0,
            inThirtyDays: counts.filter { $0.key > day - NameAccount.days }.values.reduce(0, +)
        )
    }

    /// What opening a name costs: nothing where it was opened that day already.
    func cost(of name: String, on day: Int) -> NameBudget {
        let last = lastDay[name]
        let isKnown = last.map { $0 > day - NameAccount.days } ?? false
        return NameBudget(aDay: last == day ? 0 : 1, inThirtyDays: isKnown ? 0 : 1)
    }

    mutating func add(_ names: [String], at time: Moment) {
        let day = day(at: time)
        if day > today { begin(day) }
        for name in names {
            if let last = lastDay.updateValue(day, forKey: name) { take(from: last) }
            counts[day, default: 0] += 1
        }
    }

    private mutating func take(from day: Int) {
        counts[day, default: 1] -= 1
        if counts[day] == 0 { counts[day] = nil }
    }

    private mutating func begin(_ day: Int) {
        today = day
        guard counts.keys.contains(where: { $0 <= day - NameAccount.days }) else { return }
        counts = counts.filter { $0.key > day - NameAccount.days }
        lastDay = lastDay.filter { $0.value > day - NameAccount.days }
    }
}

extension NameBudget {
    static func + (a: NameBudget, b: NameBudget) -> NameBudget {
        NameBudget(aDay: a.aDay + b.aDay, inThirtyDays: a.inThirtyDays + b.inThirtyDays)
    }

    func allows(_ used: NameBudget) -> Bool {
        used.aDay <= aDay && used.inThirtyDays <= inThirtyDays
    }
}
