/// Who broke in where, and what he got.
public struct BreachReport: Sendable, Encodable {
    public var positions: [Line] = []
    public var seed: String
    /// Persons whom the drill knows of in its city.
    public var persons: Int
    /// Names that its witness gives on a day.
    public var namesADay: Int
    public var seconds = 0.0
    /// Why processes do not run as users of their own here; nil where they do.
    public var users: String?

    public init(seed: String, persons: Int, namesADay: Int) {
        (self.seed, self.persons, self.namesADay) = (seed, persons, namesADay)
    }

    public var isKept: Bool { positions.allSatisfy(\.isKept) }

    /// What came of one position.
    public struct Line: Sendable, Encodable {
        public var name: String
        /// Persons of whom something could be read.
        public var readable = 0
        /// Persons of whom it may be.
        public var promised = 0
        public var promise: Promise
        /// Persons of whom something could be read and is promised not to be.
        public var beyond = 0
        /// Requests, touches of files, looks: whatever was tried.
        public var attempts = 0
        /// The worst of all ways; nil where nothing is asked of anybody who could sound one.
        public var attemptsUntilAlarm: Int?
        /// From the first impossible request on; the worst of all ways.
        public var secondsUntilFrozen: Double?
        public var limit: String
        /// Whom freezes fell on, with their reasons.
        public var frozen: [String] = []
        /// Of which kinds the vault's alarms were, in their order.
        public var alarms: [String] = []
        public var ways: [Way] = []
        /// As whom it ran, and whether it was confined as the process it took over.
        public var user: String?
        public var isConfined: Bool?
        public var days: [Day]?
        /// What else is to be known.
        public var notes: [String] = []

        public init(_ position: Position) {
            (name, promise, limit) = (position.rawValue, position.promise, position.limit)
        }

        public var isKept: Bool { beyond == 0 }
    }

    /// One way of trying, by itself and slowly.
    public struct Way: Sendable, Codable {
        public var name: String
        public var attempts: Int
        /// By what was said: answered, or the refusal's word.
        public var answers: [String: Int]
        /// Nil where nobody was frozen for it.
        public var attemptsUntilFrozen: Int?
        public var secondsUntilFrozen: Double?
    }

    /// How a thief with patience stood on one day.
    public struct Day: Sendable, Codable {
        /// How many names he took on each day.
        public var pace: Int
        /// Persons he had after all days.
        public var readable: Int
        /// The first day on which anything sounded an alarm; nil where nothing did.
        public var noticedOnDay: Int?
        /// Persons he had by then.
        public var readableWhenNoticed: Int?
        /// The day on which he had everybody; nil where he never had.
        public var everybodyOnDay: Int?
        /// Persons who could not be served for it.
        public var turnedAway: Int
    }
}
