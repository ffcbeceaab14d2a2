import Basics

/// Dates as old shops write them: `2024-03-05 12:34:56`, `2024/3/5 12:34`, `2024年3月5日`.
enum OldDate {
    /// The moment in Japan's time, at midnight where no time stands there.
    static func moment(_ text: String) -> Moment? {
        var numbers = Numbers(Cell.narrowed(text))
        guard let year = numbers.next(), let month = numbers.next(), let day = numbers.next(),
            let date = Day(year: year, month: month, day: day), (1900...2200).contains(year)
        else { return nil }
        let hour = numbers.next() ?? 0
        let minute = numbers.next() ?? 0
        let second = numbers.next() ?? 0
        guard hour < 24, minute < 60, second < 61, numbers.isAtEnd else { return nil }
        let midnight = Moment(milliseconds: Int64(date.number) * 86_400_000)
        return midnight.adding(seconds: (hour - 9) * 3600 + minute * 60 + second)
    }

    static func day(_ text: String) -> Day? { moment(text).map { Day($0) } }

    /// The numbers of a date, with what may stand between them.
    private struct Numbers {
        private var rest: Substring.UTF8View

        init(_ text: String) { rest = Substring(text).utf8 }

        /// What follows the last number may be a fraction of a second or Japan's own zone.
        var isAtEnd: Bool {
            let tail = Substring(rest)
            return tail.isEmpty || tail.allSatisfy { "日時分秒 ".contains($0) } || tail == "+09"
                || tail == "+09:00" || tail.wholeMatch(of: /\.\d+(?:\+09(?::?00)?)?/) != nil
        }

        mutating func next() -> Int? {
            let text = Substring(rest)
            let digits = text.drop { "-/年月日時分:T ".contains($0) }
            var number = 0
            var count = 0
            for byte in digits.utf8 {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), count < 4 else {
                    break
                }
                number = number * 10 + Int(byte - UInt8(ascii: "0"))
                count += 1
            }
            guard count > 0 else { return nil }
            rest = digits.utf8.dropFirst(count)
            return number
        }
    }
}
