import Basics

/// Counts distinct persons opened, by token, person, process and site.
///
/// It holds nothing that is not in the ledger: at start it is folded from the lines again.
struct LimitBook: Sendable {
    private let plan: LimitPlan
    private var tallies: [Counter: [Tally]] = [:]

    init(plan: LimitPlan) { self.plan = plan }

    /// Who is counted.
    enum Counter: Hashable, Sendable {
        case token(String)
        /// By ledger name.
        case person(String)
        case process(String)
        case site
        /// Somebody of the office, by ledger name: whom it had opened, and what it looked up.
        case staff(String)
        case lookUps(String)
    }

    /// Counts an opening; the first counter that is full, and then nothing is counted.
    ///
    /// The subject goes by its ledger name.
    mutating func admit(_ subject: String, by counters: [Counter], at now: Moment) -> Counter? {
        for counter in counters {
            prepare(counter)
            for index in windows(of: counter).indices {
                tallies[counter, default: []][index].forget(at: now)
            }
            let full = tallies[counter, default: []].contains {
                $0.isFull && !$0.holds(subject)
            }
            if full { return counter }
        }
        count(subject, by: counters, at: now)
        return nil
    }

    /// Counts an opening that has happened, limits or not.
    mutating func count(_ subject: String, by counters: [Counter], at now: Moment) {
        for counter in counters {
            prepare(counter)
            for index in windows(of: counter).indices {
                tallies[counter, default: []][index].add(subject, at: now)
            }
        }
    }

    private mutating func prepare(_ counter: Counter) {
        guard tallies[counter] == nil else { return }
        tallies[counter] = windows(of: counter).map { Tally($0) }
    }

    /// Drops counters in which nothing is left.
    mutating func prune(at now: Moment) {
        for counter in Array(tallies.keys) {
            for index in windows(of: counter).indices {
                tallies[counter, default: []][index].forget(at: now)
            }
            if tallies[counter, default: []].allSatisfy(\.isEmpty) { tallies[counter] = nil }
        }
    }

    private func windows(of counter: Counter) -> [LimitPlan.Window] {
        switch counter {
        case .token: plan.token
        case .person: plan.person
        case .process: plan.process
        case .site: plan.site
        case .staff: plan.staff
        case .lookUps: plan.lookUps
        }
    }
}

/// The distinct persons of one window.
private struct Tally: Sendable {
    private let window: LimitPlan.Window
    private var last: [String: Moment] = [:]
    /// In order of time; an entry that a later one replaced is skipped.
    private var order: [(at: Moment, subject: String)] = []
    private var first = 0

    init(_ window: LimitPlan.Window) { self.window = window }

    var isFull: Bool { last.count >= window.persons }
    var isEmpty: Bool { last.isEmpty }

    func holds(_ subject: String) -> Bool { last[subject] != nil }

    mutating func add(_ subject: String, at now: Moment) {
        // Seen again shortly after, it need not be written down again.
        let fresh = Int64(window.seconds) * 1000 / 16
        if let seen = last[subject], now.milliseconds - seen.milliseconds < fresh { return }
        last[subject] = now
        order.append((now, subject))
    }

    mutating func forget(at now: Moment) {
        let limit = now.adding(seconds: -window.seconds)
        while first < order.count, order[first].at <= limit {
            let (at, subject) = order[first]
            if last[subject] == at { last[subject] = nil }
            first += 1
        }
        if first > 1024, first * 2 > order.count {
            order.removeFirst(first)
            first = 0
        }
    }
}
