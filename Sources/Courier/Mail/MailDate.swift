import Basics

extension Moment {
    /// `Tue, 08 Dec 2026 09:30:05 +0900` (RFC 5322 3.3), in Japan's time.
    var mailDate: String {
        let day = Day(self)
        let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let (hour, minute, second) = clockInJapan
        return
            "\(weekdays[day.weekday]), \(twoDigits(day.day)) \(months[day.month - 1]) \(day.year)"
            + " \(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second)) +0900"
    }

    /// `2026年12月8日(火) 9時30分`.
    var japanese: String {
        let (hour, minute, _) = clockInJapan
        return "\(Day(self).japanese) \(hour)時\(twoDigits(minute))分"
    }

    private var clockInJapan: (hour: Int, minute: Int, second: Int) {
        let startOfDay = Int64(Day(self).number) * 86_400_000 - 9 * 3_600_000
        let seconds = Int((milliseconds - startOfDay) / 1000)
        return (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
