/// How many distinct persons may be opened in a time, by whom.
public struct LimitPlan: Sendable {
    /// So many distinct persons in so many seconds.
    public struct Window: Sendable, Hashable {
        public var persons: Int
        public var seconds: Int
        public init(persons: Int, seconds: Int) {
            self.persons = persons
            self.seconds = seconds
        }
    }

    public var token: [Window]
    public var person: [Window]
    public var process: [Window]
    public var site: [Window]
    /// Persons that one of the office opens.
    public var staff: [Window]
    /// Look-ups of one of the office, found or not; each counts.
    public var lookUps: [Window]
    /// Sign-ins begun for one address or order, from one source.
    public var signInsFromOneSource: SignIns
    /// The same from all sources together: one of them alone cannot shut a person out.
    public var signInsForOne: SignIns
    /// Sign-ins begun from one source, for whomever, in a quarter of an hour.
    public var signInsPerSource: Int

    /// So many in a quarter of an hour, and in a day.
    public struct SignIns: Sendable, Hashable {
        public var quarter: Int
        public var day: Int
        public init(quarter: Int, day: Int) {
            self.quarter = quarter
            self.day = day
        }
    }

    public init(
        token: [Window],
        person: [Window],
        process: [Window],
        site: [Window],
        signInsFromOneSource: SignIns,
        signInsForOne: SignIns,
        signInsPerSource: Int,
        staff: [Window] = LimitPlan.cityStaff,
        lookUps: [Window] = LimitPlan.cityLookUps
    ) {
        self.token = token
        self.person = person
        self.process = process
        self.site = site
        self.signInsFromOneSource = signInsFromOneSource
        self.signInsForOne = signInsForOne
        self.signInsPerSource = signInsPerSource
        self.staff = staff
        self.lookUps = lookUps
    }

    /// For a city of Tottori's size.
    ///
    /// Who takes all of his data along opens everybody he ever entered: an address book of 200 and
    /// fifty orders to twenty persons each fit into an hour of one token. The busiest day of
    /// December (2,000 orders, tenfold in a burst, five persons each) into the site's day.
    public static let city = LimitPlan(
        token: [Window(persons: 1_500, seconds: 3600)],
        person: [Window(persons: 3_000, seconds: 86_400)],
        process: [
            Window(persons: 15_000, seconds: 3600), Window(persons: 60_000, seconds: 86_400),
        ],
        site: [Window(persons: 100_000, seconds: 86_400)],
        signInsFromOneSource: SignIns(quarter: 6, day: 20),
        signInsForOne: SignIns(quarter: 12, day: 60),
        signInsPerSource: 60
    )

    /// A call takes a minute and more: who opens more than sixty persons an hour answers no calls.
    public static let cityStaff = [
        Window(persons: 60, seconds: 3600), Window(persons: 300, seconds: 86_400),
    ]
    /// Callers misspeak, and clerks mistype: twice as many look-ups as persons.
    public static let cityLookUps = [
        Window(persons: 120, seconds: 3600), Window(persons: 600, seconds: 86_400),
    ]

    /// The longest time any window looks back, in seconds.
    var longestSeconds: Int {
        (token + person + process + site + staff + lookUps).map(\.seconds).max() ?? 0
    }
}
