import Basics
import WitnessAPI

/// Whom jobs that two officers have agreed to opened today: each has an account of its own.
///
/// Who ends a job does so in the vault; here its season ends by itself. Its day never goes back, as that
/// of ``NameAccount``.
struct JobAccount: Sendable {
    private struct Job: Sendable {
        var terms: JobTerms
        var day = 0
        var opened: Set<String> = []
    }
    private var jobs: [String: Job] = [:]

    /// Two officers have agreed to it.
    mutating func allow(_ name: String, _ terms: JobTerms) { jobs[name] = Job(terms: terms) }

    /// Whether a job holds at a moment, by the witness's clock.
    func holds(_ name: String, at time: Moment) -> Bool {
        guard let terms = jobs[name]?.terms else { return false }
        return (terms.from...terms.until).contains(Day(time))
    }

    /// Whether so many more are within its day's persons; who was opened for it today costs nothing.
    func allows(_ name: String, _ names: [String], at time: Moment) -> Bool {
        guard let job = jobs[name], holds(name, at: time) else { return false }
        let opened = Day(time).number > job.day ? [] : job.opened
        return opened.union(names).count <= job.terms.dailyCap
    }

    mutating func add(_ names: [String], to name: String, at time: Moment) {
        let day = Day(time).number
        guard let known = jobs[name]?.day else { return }
        if day > known {
            jobs[name]?.day = day
            jobs[name]?.opened = []
        }
        jobs[name]?.opened.formUnion(names)
    }
}
