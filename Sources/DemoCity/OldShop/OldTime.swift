import Basics

/// A minute in the life of the old shop, in Japan's time.
struct OldTime {
    var day: Day
    var second: Int

    /// The forms in which old shops write a date.
    enum Form { case dashes, slashes, kanji }

    func written(_ form: Form) -> String {
        let (hour, minute) = (second / 3600, second / 60 % 60)
        return switch form {
        case .dashes: "\(day) \(two(hour)):\(two(minute)):\(two(second % 60))"
        case .slashes:
            "\(day.year)/\(two(day.month))/\(two(day.day)) \(two(hour)):\(two(minute))"
        case .kanji: "\(day.year)年\(day.month)月\(day.day)日"
        }
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

extension Chance {
    mutating func dateForm() -> OldTime.Form {
        switch number(1...100) {
        case ...Untidiness.datesInKanji: .kanji
        case ...(Untidiness.datesInKanji + Untidiness.datesWithSlashes): .slashes
        default: .dashes
        }
    }
}

/// The old shop's days, from its first to the eve of the first break-in, each as busy as it was:
/// more from year to year, most in December, when お歳暮 are sent.
struct OldCalendar {
    static let first = Day(year: 2008, month: 4, day: 1) ?? Day(number: 13_970)
    static let last = Day(year: 2019, month: 7, day: 11) ?? Day(number: 18_088)
    private static let busyness = [60, 70, 80, 60, 70, 110, 190, 130, 200, 110, 200, 340]
    private static let (opens, openSeconds) = (7 * 3600, 16 * 3600)

    /// Where each day begins on the scale, and the end.
    private let begins: [Int]

    init() {
        let days = OldCalendar.first.days(until: OldCalendar.last) + 1
        var begins = [0]
        for place in 0..<days {
            let day = OldCalendar.first.adding(days: place)
            let weekend = day.weekday == 0 || day.weekday == 6 ? 5 : 4
            let growth = 40 + 60 * place / days
            begins.append(
                (begins.last ?? 0) + OldCalendar.busyness[day.month - 1] * growth * weekend
            )
        }
        self.begins = begins
    }

    /// When the so manyth of so many things happened that come evenly with the shop's bustle, counted
    /// from 0: in the middle of its turn, or at the turn's beginning.
    func time(of index: Int, among count: Int, within turn: Double = 0.5) -> OldTime {
        let place = Int(Double(begins.last ?? 0) * (Double(index) + turn) / Double(count))
        var (low, high) = (0, begins.count - 2)
        while low < high {
            let middle = (low + high + 1) / 2
            if begins[middle] <= place { low = middle } else { high = middle - 1 }
        }
        let within = (place - begins[low]) * OldCalendar.openSeconds
        let second = within / (begins[low + 1] - begins[low])
        return OldTime(
            day: OldCalendar.first.adding(days: low),
            second: OldCalendar.opens + second
        )
    }
}
