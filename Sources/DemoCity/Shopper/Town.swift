import Foundation

/// The doors of a city that runs on this machine: its market, its counter, and the mailbox that plays
/// the outside world.
public struct Town: Sendable {
    /// One of them.
    enum Door: Hashable, Sendable { case market, counter, mailbox }

    private let marketPort: Int
    private let mailboxPort: Int

    /// Nil where the mailbox's address is not `http://127.0.0.1:PORT`.
    public init?(marketPort: Int, mailbox: String) {
        guard let address = URL(string: mailbox), address.scheme == "http",
            address.host() == "127.0.0.1", let port = address.port
        else { return nil }
        self.marketPort = marketPort
        mailboxPort = port
    }

    func port(of door: Door) -> Int {
        switch door {
        case .market: marketPort
        case .counter: marketPort + 1
        case .mailbox: mailboxPort
        }
    }

    /// What a browser names in `Host`.
    func host(of door: Door) -> String {
        switch door {
        case .market: "market.localhost:\(port(of: door))"
        case .counter: "counter.localhost:\(port(of: door))"
        case .mailbox: "127.0.0.1:\(port(of: door))"
        }
    }

    func origin(of door: Door) -> String { "http://" + host(of: door) }

    /// Where a `Location` leads; nil where it leads out of town.
    func place(_ location: String, from door: Door) -> Place? {
        if location.hasPrefix("/") { return Place(door: door, path: location) }
        for other in [Door.market, .counter] where location.hasPrefix(origin(of: other) + "/") {
            return Place(door: other, path: String(location.dropFirst(origin(of: other).count)))
        }
        return nil
    }

    /// Waits until all doors answer.
    ///
    /// - Throws: ``Stumble`` where one of them does not within a minute.
    public func waitUntilOpen() async throws {
        for door in [Door.market, .counter, .mailbox] {
            var tries = 0
            while await !answers(door) {
                tries += 1
                guard tries < 240 else { throw Stumble(.opening, status: 0) }
                try await Task.sleep(for: .milliseconds(250))
            }
        }
    }

    private func answers(_ door: Door) async -> Bool {
        let ask = "GET / HTTP/1.1\r\nHost: \(host(of: door))\r\nConnection: close\r\n\r\n"
        let answer = try? await Wire.exchange(ask, port: port(of: door))
        return (200..<400).contains(answer?.status ?? 0)
    }
}

/// A path behind a door.
struct Place: Hashable, Sendable {
    var door: Town.Door
    /// With its query.
    var path: String

    /// Without its query.
    var name: String { String(path.prefix { $0 != "?" }) }
}

/// Where the making of people went wrong: a step and a status, nothing of the person.
public struct Stumble: Error, Sendable, CustomStringConvertible {
    enum Step: String, Sendable {
        case opening = "waiting for the city to open"
        case registering = "registering"
        case mail = "waiting for the mail with the code"
        case code = "entering the code"
        case signingIn = "signing in"
        case contacts = "adding a contact"
        case shelf = "looking at the goods"
        case basket = "filling the basket"
        case handOver = "handing the basket over"
        case orderer = "telling who orders"
        case recipients = "telling to whom the goods go"
        case gift = "choosing the gift"
        case payment = "choosing the payment"
        case placing = "placing the order"
        case leaving = "leaving"
        case looking = "looking at a page"
    }

    private let step: Step
    private let status: Int
    private let fields: [String]

    /// - Parameters:
    ///   - step: What was being done.
    ///   - status: What the page answered; 0 where nothing did.
    ///   - fields: The names of the fields that the page complained about.
    init(_ step: Step, status: Int, fields: [String] = []) {
        self.step = step
        self.status = status
        self.fields = fields
    }

    public var description: String {
        let complaints = fields.isEmpty ? "" : ", wrong: \(fields.joined(separator: ", "))"
        return status == 0
            ? "\(step.rawValue): no answer"
            : "\(step.rawValue): unexpected page, \(status)\(complaints)"
    }
}
