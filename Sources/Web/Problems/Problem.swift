public import HTTPTypes

/// What a person is told when a request cannot be served: thrown by handlers, shown as a page.
public struct Problem: Error, Sendable, Equatable {
    public var status: HTTPResponse.Status
    /// What happened, in one short sentence without a full stop.
    public var title: String
    /// What it means, and what to do.
    public var words: [String]
    /// Where to go from here.
    public var ways: [Way]
    /// Seconds after which it is worth trying again.
    public var retryAfterSeconds: Int?
    /// The methods that would do (405 only).
    public var allowed: [HTTPRequest.Method]

    public init(
        _ status: HTTPResponse.Status,
        title: String,
        words: String...,
        ways: [Way] = [],
        retryAfterSeconds: Int? = nil,
        allowed: [HTTPRequest.Method] = []
    ) {
        self.status = status
        self.title = title
        self.words = words
        self.ways = ways
        self.retryAfterSeconds = retryAfterSeconds
        self.allowed = allowed
    }

    /// A link with its words.
    public struct Way: Sendable, Equatable {
        public var name: String
        public var address: String

        public init(_ name: String, _ address: String) {
            self.name = name
            self.address = address
        }
    }
}

extension Problem {
    /// The same, with ways to go from here.
    public func offering(_ ways: Way...) -> Problem {
        var problem = self
        problem.ways = ways
        return problem
    }
}
