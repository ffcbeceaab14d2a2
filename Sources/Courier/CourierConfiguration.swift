public import Basics
public import Paper

/// What the courier must be told: the relay, who writes, and where links lead.
public struct CourierConfiguration: Sendable {
    public var relay: RelayAddress
    public var from: Sender
    /// The counter's origin, without a final slash: `https://counter.example.jp`.
    public var counterOrigin: String
    public var site: Site
    /// Where letters are printed and posted.
    public var postRoom: EmailAddress
    /// The head of a letter.
    public var letterhead: PostLetter.Sender
    /// Between two looks into an empty queue.
    public var idleMilliseconds: Int

    public init(
        relay: RelayAddress,
        from: Sender,
        counterOrigin: String,
        site: Site,
        postRoom: EmailAddress,
        letterhead: PostLetter.Sender,
        idleMilliseconds: Int = 400
    ) {
        self.relay = relay
        self.from = from
        self.counterOrigin = counterOrigin
        self.site = site
        self.postRoom = postRoom
        self.letterhead = letterhead
        self.idleMilliseconds = idleMilliseconds
    }

    /// Whose name stands in From.
    public struct Sender: Sendable, Hashable {
        public var address: EmailAddress
        public var name: String
        public init(address: EmailAddress, name: String) {
            self.address = address
            self.name = name
        }
    }

    /// How the site is called and reached.
    public struct Site: Sendable, Hashable {
        public var name: String
        public var phone: String
        /// When the telephone is answered: `8:30–17:30、日曜を除く`.
        public var hours: String
        public init(name: String, phone: String, hours: String) {
            self.name = name
            self.phone = phone
            self.hours = hours
        }
    }
}

extension CourierConfiguration {
    /// The page of the counter that an order's link opens.
    ///
    /// Nil where the signed text could not stand in a URL: then the mail has no link rather than a
    /// wrong one.
    func orderPage(_ signed: Secret<String>?) -> String? {
        guard let text = signed?.revealed, !text.isEmpty, text.utf8.allSatisfy(\.isUnreserved)
        else { return nil }
        return "\(counterOrigin)/order-links/\(text)"
    }

    /// What a browser shows of the counter's address.
    var counterHost: String {
        counterOrigin.split(separator: "/").last.map(String.init) ?? counterOrigin
    }
}

extension UInt8 {
    /// A character that needs no escape in a URL (RFC 3986 2.3).
    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~".utf8.contains(self)
        }
    }
}
