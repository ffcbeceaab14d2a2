import Basics
import Testing

@Suite("Days of the calendar in Japan")
struct DayTests {
    @Test("a day's text and number belong together over eight hundred years")
    func roundTrip() throws {
        for number in stride(from: -146_097, through: 146_097, by: 13) {
            let day = Day(number: number)
            #expect(Day(day.description) == day)
        }
    }

    @Test(
        "known days",
        arguments: [
            ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2026-12-08", 20_795, 2),
            ("1969-12-31", -1, 3),
        ]
    )
    func known(text: String, number: Int, weekday: Int) {
        #expect(Day(text)?.number == number)
        #expect(Day(number: number).weekday == weekday)
    }

    @Test(
        "days that do not exist are none",
        arguments: [
            "2026-02-29", "2026-13-01", "2026-00-10", "2026-12-32", "2026-1-1", "", "2026/12/08",
        ]
    )
    func none(text: String) {
        #expect(Day(text) == nil)
    }

    @Test("the day in Japan begins at 15:00 UTC")
    func begins() {
        let midnight = Moment(milliseconds: 1_796_655_600_000)
        #expect(Day(midnight) == Day("2026-12-08"))
        #expect(Day(Moment(milliseconds: midnight.milliseconds - 1)) == Day("2026-12-07"))
    }

    @Test("as people write it")
    func japanese() {
        #expect(Day("2026-12-08")?.japanese == "2026年12月8日(火)")
    }
}
