/// Who keeps the market, and where it is reached: what every page says at its head and foot.
public struct SiteConfiguration: Sendable, Codable, Equatable {
    /// The market's name, as on its sign: `いなばの市`.
    public var name: String
    /// The name's reading in kana.
    public var reading: String
    /// The city whose market it is.
    public var city: String
    /// The customers' telephone, with hyphens.
    public var telephone: String
    /// When the telephone is answered, in words.
    public var hours: String
    /// The mailbox people may write to.
    public var mail: String
    /// Where the public pages are.
    public var market: Origin
    /// Where orders, sign-in and my page are.
    public var counter: Origin
    /// Where staff works; nil where there is no office.
    public var office: Origin?
    /// Where the witness's officers look; only its own page knows.
    public var approvals: Origin?

    public init(
        name: String,
        reading: String,
        city: String,
        telephone: String,
        hours: String,
        mail: String,
        market: Origin,
        counter: Origin,
        office: Origin? = nil,
        approvals: Origin? = nil
    ) {
        self.name = name
        self.reading = reading
        self.city = city
        self.telephone = telephone
        self.hours = hours
        self.mail = mail
        self.market = market
        self.counter = counter
        self.office = office
        self.approvals = approvals
    }

    /// Where the pages of a frame are.
    func origin(of frame: Frame) -> Origin? {
        switch frame {
        case .market: market
        case .counter: counter
        case .office: office
        case .approvals: approvals
        }
    }

    /// The telephone as a link dials it: digits only.
    public var telephoneDigits: String { telephone.filter(\.isNumber) }
}

extension SiteConfiguration {
    /// The invented market of the demonstration city; for tests and samples too.
    public static let sample = SiteConfiguration(
        name: "いなばの市",
        reading: "いなばのいち",
        city: "いなば市",
        telephone: "0120-000-118",
        hours: "8:30〜17:30(日曜を除く)",
        mail: "ichi@inaba.example",
        market: .local("market.localhost", port: 8080),
        counter: .local("counter.localhost", port: 8081),
        office: .local("office.localhost", port: 8082),
        approvals: .local("witness.localhost", port: 8083)
    )
}
