public import Basics
public import VaultAPI

/// What was touched in a time, through one process or all: an upper bound with nothing missing.
public struct Scope: Sendable {
    public let from: Moment
    public let to: Moment
    public let process: Caller?
    /// Lines in that time.
    public internal(set) var lines = 0
    /// By ledger name.
    private var touched: [String: Touched] = [:]
    /// Lines whose month's key is gone, or that could not be read: counted, never left out.
    public var unreadable = 0

    /// What was touched of one person.
    struct Touched: Sendable {
        private(set) var opened = FieldSet()
        private(set) var passed = FieldSet()

        var isEmpty: Bool { opened.isEmpty && passed.isEmpty }

        mutating func add(_ fields: FieldSet, _ touch: IndexLine.Touch) {
            switch touch {
            case .opened: opened.formUnion(fields)
            case .passed: passed.formUnion(fields)
            case .none: break
            }
        }

        mutating func formUnion(_ other: Touched) {
            opened.formUnion(other.opened)
            passed.formUnion(other.passed)
        }
    }

    /// Nothing yet; `from` is included, `to` is not.
    public init(from: Moment, to: Moment, process: Caller?) {
        self.from = from
        self.to = to
        self.process = process
    }

    /// Whoever was touched, in the order of ledger names.
    public var persons: [Person] {
        // Persons are many, and the sets of fields that forms and pages have are few.
        var known: [FieldSet: [PersonalField]] = [:]
        func fields(_ set: FieldSet) -> [PersonalField] {
            if let fields = known[set] { return fields }
            known[set] = set.fields
            return set.fields
        }
        return touched.sorted { $0.key < $1.key }.map { name, touched in
            Person(
                ledgerName: name,
                opened: fields(touched.opened),
                passed: fields(touched.passed)
            )
        }
    }

    /// One person that was touched.
    public struct Person: Sendable, Equatable {
        public var ledgerName: String
        /// Fields that came into the open.
        public var opened: [PersonalField]
        /// Fields that passed through a process while they were typed: nothing was opened, but who
        /// held the process saw them.
        public var passed: [PersonalField]
    }
}

extension Scope {
    /// The same time and process, and nothing in it yet.
    public var empty: Scope { Scope(from: from, to: to, process: process) }

    func holds(_ at: Moment, _ caller: Caller?) -> Bool {
        from <= at && at < to && (process == nil || caller == process)
    }

    mutating func add(_ line: IndexLine) {
        guard holds(line.at, line.caller) else { return }
        lines += 1
        var touched = Touched()
        touched.add(FieldSet(line.fields), line.touch)
        for name in line.subjects { add(touched, to: name) }
    }

    mutating func add(_ touched: Touched, to name: String) {
        guard !touched.isEmpty else { return }
        self.touched[name, default: Touched()].formUnion(touched)
    }

    mutating func merge(_ other: Scope) {
        lines += other.lines
        unreadable += other.unreadable
        for (name, touched) in other.touched { add(touched, to: name) }
    }
}
