import Basics
import WitnessAPI

/// What the lines of the book come to.
struct BookState: Sendable {
    private(set) var budget: NameBudget?
    private(set) var names = NameAccount()
    private(set) var jobs = JobAccount()
    private(set) var touches = TouchAccount()
    private(set) var owners = OwnerAccount()
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
        case .opened(let leaf, let ground, let names):
            open(leaf, ground, names, at: line.time)
        case .keysEnded(let keys):
            touches.end(keys)
            owners.end(keys)
        case .ownKey(let own): owners.learn(own)
        case .proved(let name, let day): owners.prove(name, on: day.number)
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
            if let agreed = officers.fold(event, at: line.time) { learn(agreed) }
        }
    }

    private mutating func open(_ leaf: Int, _ ground: Ground, _ names: [String], at time: Moment) {
        switch ground {
        case .touch(let key, let touch): touches.add(touch, of: key, leaf: leaf, names, at: time)
        case .job(let job): jobs.add(names, to: job, at: time)
        case .unproven:
            let day = self.names.day(at: time)
            self.names.add(names.filter { !owners.covers($0, on: day) }, at: time)
        }
    }

    /// What two officers have agreed to and the witness itself goes by.
    private mutating func learn(_ agreed: Statement) {
        switch agreed.content {
        case .raiseBudget(let raised): budget = raised
        case .job(let terms): jobs.allow(Ground.name(ofJob: agreed.hash), terms)
        case .staffKey(let terms): touches.enrol(terms)
        case .recoverStaff(let recovery): touches.end(staff: recovery.staff)
        case .liftFreeze, .handover, .registerReceiver: break
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
