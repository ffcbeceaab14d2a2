public import Basics

/// A time as an operator types it: `2026-12-08`, `2026-12-08T09:30`, `2026-12-08T00:30:00Z`.
///
/// By the clock of Japan, unless it ends with `Z`.
public struct JapanTime: Sendable, Equatable, LosslessStringConvertible {
    public let moment: Moment

    public init(_ moment: Moment) { self.moment = moment }

    /// Nil unless the text is one of the forms.
    public init?(_ text: String) {
        let form = /(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?(Z?)/
        guard let match = text.wholeMatch(of: form), let day = Day(String(match.1)),
            let hour = Int(match.2 ?? "00"), let minute = Int(match.3 ?? "00"),
            let second = Int((match.4 ?? nil) ?? "00"),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let east = match.5.isEmpty ? 9 : 0
        let midnight = Moment(milliseconds: Int64(day.number) * 86_400_000)
        moment = midnight.adding(seconds: (hour - east) * 3600 + minute * 60 + second)
    }

    public var description: String {
        let seconds = Int(moment.adding(hours: 9).milliseconds / 1000) % 86_400
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(twoDigits)
        return "\(Day(moment))T" + time.joined(separator: ":")
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
