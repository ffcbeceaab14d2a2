import Basics
import WitnessAPI

/// What is asked of the book: it is decided and written in the order of arrival.
enum BookRequest: Sendable {
    case open(leaf: Int, Ground, names: [String])
    case erase(leaf: Int, names: [String])
    /// More marks, by kind, than are counted in advance.
    case marks([Witness.Mark: Int])
    case alarm(Alarm, String)
    case note(BookEvent)
    case officers(OfficersEvent)

    /// Whether it is answered once the standby has it on disk, too.
    var isForBoth: Bool {
        switch self {
        case .open, .erase, .marks, .officers: true
        case .alarm, .note: false
        }
    }
}

/// The lines of the next frame, while they are decided.
///
/// The state learns them once they are on disk. Until then what one request took is kept here, so
/// that the next in the same frame cannot take it again; if the disk fails, it was never taken.
struct BookDraft {
    let time: Moment
    private(set) var lines: [BookLine] = []
    /// Alarms among the lines, to be told aloud.
    private(set) var loud: [String] = []
    /// Marks of its own blocks that nobody took.
    private(set) var marksLeft: [Witness.Mark: Int] = [:]
    private var blocks: [Witness.Mark: Int] = [:]
    private var opened: Set<String> = []
    private var erased: Set<String> = []
    private var used = NameBudget(aDay: 0, inThirtyDays: 0)
    /// What jobs and touches come to with those of this frame.
    private var jobs: JobAccount?
    private var touches: TouchAccount?
    /// What the officers' lines come to with those of this frame.
    private var officers: OfficersState?

    init(at time: Moment) { self.time = time }

    /// Decides one request.
    mutating func add(_ request: BookRequest, to state: BookState) throws(WitnessRefusal) {
        switch request {
        case .open(let leaf, let ground, let names): try open(leaf, ground, names, state)
        case .erase(let leaf, let names): try erase(leaf, names, state)
        case .marks(let marks): try reserve(marks, state)
        case .alarm(let alarm, let text): raise(alarm, text, state)
        case .note(let event): write(event)
        case .officers(let event): try enter(event, state)
        }
    }

    private mutating func enter(_ event: OfficersEvent, _ state: BookState) throws(WitnessRefusal) {
        guard !state.isFenced else { throw .fenced }
        // A book that was set back may have officers who have left.
        guard !state.isShut else { throw .shut }
        var officers = officers ?? state.officers
        try officers.check(event, at: time)
        _ = officers.fold(event, at: time)
        self.officers = officers
        write(.officers(event))
    }

    /// Refuses no erasure, however many: who is erased has a right to it (個人情報保護法 第35条).
    ///
    /// Who holds the vault could have everybody refused, though, and a backup would not help: so it is told
    /// where more go on one day than may be opened on one.
    private mutating func erase(
        _ leaf: Int,
        _ names: [String],
        _ state: BookState
    ) throws(WitnessRefusal) {
        guard !state.isFenced else { throw .fenced }
        let fresh = names.filter { !state.erased.contains($0) && erased.insert($0).inserted }
        guard !fresh.isEmpty else { return }
        write(.erased(leaf: leaf, names: fresh))
        let today = state.erasures(on: Day(time).number) + erased.count
        guard let budget = state.budget, today > budget.aDay, !state.isShut else { return }
        raise(.erasures, "\(today) names were erased on one day, the last at leaf \(leaf)", state)
    }

    private mutating func open(
        _ leaf: Int,
        _ ground: Ground,
        _ names: [String],
        _ state: BookState
    ) throws(WitnessRefusal) {
        guard !state.isFenced else { throw .fenced }
        guard !state.isShut else { throw .shut }
        guard !names.contains(where: { state.erased.contains($0) || erased.contains($0) }) else {
            throw .erased
        }
        let isWithin =
            switch ground {
            case .touch(let key, let touch): touched(touch, key, leaf, names, state)
            case .job(let job): worked(job, names, state)
            case .unproven: shared(names, state)
            }
        guard isWithin else {
            raise(.spent, "names of \(names.count) more were asked for at leaf \(leaf)", state)
            throw .spent
        }
        write(.opened(leaf: leaf, ground, names: names))
    }

    private mutating func touched(
        _ touch: String,
        _ key: String,
        _ leaf: Int,
        _ names: [String],
        _ state: BookState
    ) -> Bool {
        var account = touches ?? state.touches
        guard account.allows(touch, of: key, leaf: leaf, names, at: time) else { return false }
        account.add(touch, of: key, leaf: leaf, names, at: time)
        touches = account
        return true
    }

    private mutating func worked(_ job: String, _ names: [String], _ state: BookState) -> Bool {
        var account = jobs ?? state.jobs
        guard account.allows(job, names, at: time) else { return false }
        account.add(names, to: job, at: time)
        jobs = account
        return true
    }

    /// The account that all shares what cannot be proven.
    private mutating func shared(_ names: [String], _ state: BookState) -> Bool {
        let day = state.names.day(at: time)
        let new = Set(names).subtracting(opened).filter { !state.owners.covers($0, on: day) }
        let cost = new.reduce(used) { $0 + state.names.cost(of: $1, on: day) }
        let budget = state.budget ?? NameBudget(aDay: 0, inThirtyDays: 0)
        guard budget.allows(state.names.used(on: day) + cost) else { return false }
        opened.formUnion(new)
        used = cost
        return true
    }

    /// Looks at every kind first: of what is asked for together all is given, or nothing.
    private mutating func reserve(
        _ marks: [Witness.Mark: Int],
        _ state: BookState
    ) throws(WitnessRefusal) {
        guard !state.isFenced else { throw .fenced }
        var fresh: [Witness.Mark: Int] = [:]
        for (mark, count) in marks {
            let missing = count - marksLeft[mark, default: 0]
            guard missing > 0 else { continue }
            let more = (missing + MarkAccount.block - 1) / MarkAccount.block
            guard state.marks.allows(mark, blocks: blocks[mark, default: 0] + more, at: time) else {
                raise(
                    .marks,
                    "\(mark.rawValue): \(MarkAccount.limit(of: mark)) within a day",
                    state
                )
                throw .tooManyMarks
            }
            fresh[mark] = more
        }
        for (mark, more) in fresh.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            blocks[mark, default: 0] += more
            marksLeft[mark, default: 0] += more * MarkAccount.block
            write(.marks(mark, count: more * MarkAccount.block))
        }
        for (mark, count) in marks { marksLeft[mark, default: 0] -= count }
    }

    private mutating func raise(_ alarm: Alarm, _ text: String, _ state: BookState) {
        guard state.alarms[alarm] != time.hour,
            !lines.contains(where: { $0.event.alarm == alarm })
        else { return }
        let text = BookDraft.plain(text)
        write(.alarm(alarm, text))
        loud.append("ALARM \(alarm.rawValue): \(text)")
    }

    /// Text of others' making must make no line of its own, here or in a log.
    private static func plain(_ text: String) -> String {
        let bytes = text.utf8.prefix(300).map { (0x20..<0x7F).contains($0) ? $0 : 0x3F }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func write(_ event: BookEvent) {
        lines.append(BookLine(time: time, event: event))
    }
}

extension BookEvent {
    fileprivate var alarm: Alarm? {
        if case .alarm(let alarm, _) = self { alarm } else { nil }
    }
}
