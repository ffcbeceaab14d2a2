import Basics
import WitnessAPI

/// How many tags and passwords were marked, by kind and hour.
///
/// A mark is the witness's part of a search: who holds the vault could try every telephone number of
/// Japan, some 300 million mobile ones, and so learn whose are in it. At the limit that takes him six
/// hundred days. An old shop of 100,000 people moves in far below it. By which key an old shop's files
/// name somebody tells nothing to who has not those files, and an import asks it for every order.
struct MarkAccount: Sendable {
    /// Marks of one kind within 24 hours.
    static func limit(of mark: Witness.Mark) -> Int { mark == .oldKey ? 5_000_000 : 500_000 }
    /// Marks that are counted in one line, before the first of them is given: what a restart leaves
    /// of them is lost.
    static let block = 1024
    private static let hours = 24

    private var counts: [Witness.Mark: [Int: Int]] = [:]
    private var hour = 0

    /// Whether so many blocks more of a kind may be given.
    func allows(_ mark: Witness.Mark, blocks: Int = 1, at time: Moment) -> Bool {
        let now = hour(at: time)
        let used = (counts[mark] ?? [:]).filter { $0.key > now - MarkAccount.hours }
        let more = blocks * MarkAccount.block
        return used.values.reduce(0, +) + more <= MarkAccount.limit(of: mark)
    }

    mutating func add(_ count: Int, _ mark: Witness.Mark, at time: Moment) {
        hour = hour(at: time)
        counts[mark, default: [:]][hour, default: 0] += count
        counts[mark] = counts[mark]?.filter { $0.key > hour - MarkAccount.hours }
    }

    // As the days of the names: it never goes back.
    private func hour(at time: Moment) -> Int { max(hour, time.hour) }
}

extension Moment {
    /// Hours since 1970.
    var hour: Int { Int(milliseconds / 3_600_000) }
}
