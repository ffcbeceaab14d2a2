import Basics
import HTTPTypes
public import Hummingbird
import Logging

/// What each request carries besides itself: its number, and what the protections found.
public protocol SiteContext: RequestContext {
    /// The number that a person may tell us and the log line has too.
    var number: RequestNumber { get }
    /// What forms must send back as `_token`; nil where none is asked (the market).
    var crossSiteToken: String? { get set }
    /// The form in the request's body, where a protection has read it already.
    var submission: Submission? { get set }
}

/// A request to the market: it knows nobody.
public struct MarketContext: SiteContext {
    public var coreContext: CoreRequestContextStorage
    public let number: RequestNumber
    public var crossSiteToken: String?
    public var submission: Submission?

    public init(source: Source) {
        coreContext = .init(source: source)
        number = .mint()
        logger[metadataKey: "number"] = .string(number.text)
    }
}

/// A request to the counter or the office: from one person's browser.
public struct CounterContext: SiteContext {
    public var coreContext: CoreRequestContextStorage
    public let number: RequestNumber
    public var crossSiteToken: String?
    public var submission: Submission?
    private let peer: String

    public init(source: Source) {
        coreContext = .init(source: source)
        number = .mint()
        peer = source.channel.remoteAddress?.ipAddress ?? ""
        logger[metadataKey: "number"] = .string(number.text)
    }

    /// The address a request came from, for the vault's throttling and the ledger.
    ///
    /// Where the connection comes from this machine, a proxy stands before the counter, and what it
    /// added last to `X-Forwarded-For` counts; from elsewhere that header is anybody's claim.
    public func source(of request: Request) -> String {
        guard peer.hasPrefix("127.") || peer == "::1" else { return peer }
        let forwarded = request.headers[values: .forwardedFor].last?.split(separator: ",").last
        return forwarded.map { $0.filter { $0 != " " } } ?? peer
    }
}

extension HTTPField.Name {
    static let forwardedFor = known("X-Forwarded-For")
}

/// お問い合わせ番号: forty random bits, as `K7QM-2XPA`.
public struct RequestNumber: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    /// A new number, which says nothing of the request.
    public static func mint() -> RequestNumber {
        let digits = Base32.encode(randomBytes(5)).uppercased()
        return RequestNumber(text: "\(digits.prefix(4))-\(digits.suffix(4))")
    }

    public var description: String { text }
}
