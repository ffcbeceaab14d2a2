/// A day of the calendar in Japan (UTC+9, no summer time).
///
/// Written `2026-12-08`; ordered and counted as days since 1970-01-01.
public struct Day: Hashable, Comparable, Sendable, Codable, CustomStringConvertible,
    LosslessStringConvertible
{
    /// Days since 1970-01-01.
    public let number: Int

    public init(number: Int) { self.number = number }

    /// The day in Japan at a moment.
    public init(_ moment: Moment) {
        let milliseconds = moment.milliseconds + 9 * 3_600_000
        let day = 86_400_000 as Int64
        number = Int(milliseconds >= 0 ? milliseconds / day : (milliseconds - day + 1) / day)
    }

    /// A day by its parts; nil where the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
            return nil
        }
        let candidate = Day(number: Day.count(year: year, month: month, day: day))
        guard candidate.parts == (year, month, day) else { return nil }
        self = candidate
    }

    /// A day from `2026-12-08`.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.count) == [4, 2, 2],
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = Day(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day")
        }
        self = day
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

    public func adding(days: Int) -> Day { Day(number: number + days) }

    /// Days from this one to a later one; negative where it is earlier.
    public func days(until other: Day) -> Int { other.number - number }

    public var year: Int { parts.year }
    public var month: Int { parts.month }
    public var day: Int { parts.day }

    /// 0 is Sunday, 6 is Saturday.
    public var weekday: Int { ((number + 4) % 7 + 7) % 7 }

    /// `日` to `土`.
    public var weekdayName: String { Day.weekdayNames[weekday] }

    private static let weekdayNames = ["日", "月", "火", "水", "木", "金", "土"]

    public var description: String {
        let (year, month, day) = parts
        let years = year < 1000 ? String(String(10_000 + year).dropFirst()) : String(year)
        return years + (month < 10 ? "-0" : "-") + String(month) + (day < 10 ? "-0" : "-")
            + String(day)
    }

    /// `2026年12月8日(火)`.
    public var japanese: String {
        let (year, month, day) = parts
        return "\(year)年\(month)月\(day)日(\(weekdayName))"
    }

    /// `12月8日(火)`.
    public var japaneseWithoutYear: String {
        let (_, month, day) = parts
        return "\(month)月\(day)日(\(weekdayName))"
    }

    // The proleptic Gregorian calendar, counted from 1 March so that leap days end a year.

    private static func count(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    private var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }
}
