import Basics
import WitnessAPI

/// What the lines of the book come to.
struct BookState: Sendable {
    private(set) var budget: NameBudget?
    private(set) var names = NameAccount()
    private(set) var marks = MarkAccount()
    private(set) var erased: Set<String> = []
    private(set) var isShut = false
    /// The newest epoch that was noted.
    private(set) var epoch = 0
    /// Epochs whose key is destroyed.
    private(set) var destroyed: Set<Int> = []
    /// When each kind was told last, in hours since 1970.
    private(set) var alarms: [Alarm: Int] = [:]
    /// The newest line's time.
    private(set) var newest = Moment(milliseconds: 0)

    mutating func fold(_ line: BookLine) {
        newest = max(newest, line.time)
        switch line.event {
        case .founded(let budget): self.budget = budget
        case .opened(_, _, let names): self.names.add(names, at: line.time)
        case .erased(_, let names): erased.formUnion(names)
        case .marks(let mark, let count): marks.add(count, mark, at: line.time)
        case .rewrapped: break
        case .epoch(let number): epoch = number
        case .destroyed(let epoch): destroyed.insert(epoch)
        case .alarm(let alarm, _): alarms[alarm] = line.time.hour
        case .shut: isShut = true
        case .reopened: isShut = false
        }
    }

    func standing(at time: Moment) -> NameBudget { names.used(on: names.day(at: time)) }
}
