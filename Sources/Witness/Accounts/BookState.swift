import Basics
import WitnessAPI

/// What the lines of the book come to.
struct BookState: Sendable {
    private(set) var budget: NameBudget?
    private(set) var names = NameAccount()
    private(set) var marks = MarkAccount()
    private(set) var erased: Set<String> = []
    private(set) var isShut = false
    /// How far it was told anew who is erased, since it was shut.
    private(set) var replayed = 0
    /// Names erased on the newest day of which any were, without those that were told anew.
    private(set) var erasures = (day: 0, count: 0)
    private(set) var term = WitnessTerm()
    private(set) var isFollowed = false
    private(set) var isFenced = false
    /// The newest epoch that was noted.
    private(set) var epoch = 0
    /// Epochs whose key is destroyed.
    private(set) var destroyed: Set<Int> = []
    private(set) var officers = OfficersState()
    /// When each kind was told last, in hours since 1970.
    private(set) var alarms: [Alarm: Int] = [:]
    /// The newest line's time.
    private(set) var newest = Moment(milliseconds: 0)

    mutating func fold(_ line: BookLine) {
        newest = max(newest, line.time)
        switch line.event {
        case .founded(let budget): self.budget = budget
        case .opened(_, _, let names): self.names.add(names, at: line.time)
        case .erased(_, let names): erase(names, at: line.time)
        case .marks(let mark, let count): marks.add(count, mark, at: line.time)
        case .rewrapped: break
        case .epoch(let number): epoch = number
        case .destroyed(let epoch): destroyed.insert(epoch)
        case .alarm(let alarm, _): alarms[alarm] = line.time.hour
        case .shut: (isShut, replayed) = (true, 0)
        case .reopened: isShut = false
        case .replayed(let size): replayed = max(replayed, size)
        case .term(let term): (self.term, isFollowed, isFenced) = (term, false, false)
        case .followed: isFollowed = true
        case .fenced: isFenced = true
        case .officers(let event):
            if case .raiseBudget(let raised) = officers.fold(event, at: line.time) {
                budget = raised
            }
        }
    }

    private mutating func erase(_ names: [String], at time: Moment) {
        let before = erased.count
        erased.formUnion(names)
        guard !isShut else { return }
        let day = Day(time).number
        erasures = (day, erasures(on: day) + erased.count - before)
    }

    /// Names erased on a day; of an earlier one than the newest nobody asks.
    func erasures(on day: Int) -> Int { erasures.day == day ? erasures.count : 0 }

    func standing(at time: Moment) -> NameBudget { names.used(on: names.day(at: time)) }
}
