import Basics
import Counter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Ordering
import Storage
import Synchronization
import TestKit
import Testing
import VaultAPI
import Web

/// Market and counter on databases of their own, with a vault that is played.
struct Town: Sendable {
    let shop: Shop
    let vault: PlayedVault
    let market: any TestClientProtocol
    let counter: any TestClientProtocol
    let clock: TestClock

    static func with(
        contacts: ContactsPort = .none,
        _ test: @escaping @Sendable (Town) async throws -> Void
    ) async throws {
        try await TestDatabase.with(.sqlite, migrations: Shelf.migrations) { shop in
            try await Shelf.fill(shop)
            try await TestDatabase.with(.sqlite, migrations: OrderingMigrations.market) { market in
                try await run(shop, market, contacts, test)
            }
        }
    }

    private static func run(
        _ database: Database,
        _ baskets: Database,
        _ contacts: ContactsPort,
        _ test: @escaping @Sendable (Town) async throws -> Void
    ) async throws {
        let vault = PlayedVault()
        let clock = TestClock()
        let basketDesk = BasketDesk(
            pages: try pages(.market),
            baskets: BasketStore(baskets),
            shop: database,
            goods: Shelf.goods,
            sellers: Shelf.sellers,
            clock: clock.wall
        )
        let marketRouter = Router.market(try pages(.market))
        addMarketRoutes(basketDesk, to: marketRouter)
        let desk = try await desk(database, baskets, contacts, vault, clock)
        let counterRouter = Router.counter(try pages(.counter))
        addCounterRoutes(desk, to: counterRouter)
        let marketApp = Application(router: marketRouter)
        let counterApp = Application(router: counterRouter)
        try await marketApp.test(.router) { market in
            try await counterApp.test(.router) { counter in
                try await test(
                    Town(
                        shop: Shop(database: database),
                        vault: vault,
                        market: market,
                        counter: counter,
                        clock: clock
                    )
                )
            }
        }
    }

    private static func desk(
        _ database: Database,
        _ baskets: Database,
        _ contacts: ContactsPort,
        _ vault: PlayedVault,
        _ clock: TestClock
    ) async throws -> OrderingDesk {
        OrderingDesk(
            pages: try pages(.counter),
            shop: database,
            baskets: BasketStore(baskets),
            goods: Shelf.goods,
            sellers: Shelf.sellers,
            contacts: contacts,
            vault: vault.desk,
            tokens: TokenKey(vault.desk),
            postcodes: try PostcodeFile(path: try postcodePath()),
            clock: clock.wall
        )
    }

    static func pages(_ frame: Frame) throws -> PageRenderer {
        try PageRenderer(
            site: .sample,
            frame: frame,
            assets: AssetLibrary(),
            templates: [.ordering, CounterTemplates.folder]
        )
    }

    static func postcodePath() throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "ichi-postcodes.tsv")
        let lines = "1000001\t東京都\t千代田区\t千代田\n6800011\t鳥取県\t鳥取市\t東町\n"
        try lines.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }
}

/// A clock that a test moves.
final class TestClock: Sendable {
    private let moment = Mutex(Sample.noon)

    var wall: WallClock { WallClock { self.moment.withLock { $0 } } }
    func advance(hours: Int) { moment.withLock { $0 = $0.adding(hours: hours) } }
}

/// What a browser got.
struct Answer: Sendable {
    var status: HTTPResponse.Status
    var location: String?
    var kind: String
    var text: String
}

/// A browser at one of the two origins: it keeps cookies and sends forms as a page of ours would.
final class Browser: Sendable {
    private let client: any TestClientProtocol
    private let origin: Origin
    private let cookies = Mutex<[String: String]>([:])
    private let last = Mutex("")

    init(_ client: any TestClientProtocol, _ origin: Origin) {
        self.client = client
        self.origin = origin
    }

    /// The text of the page that was seen last.
    var page: String { last.withLock { $0 } }

    @discardableResult
    func get(_ path: String) async throws -> Answer { try await send(path, .get, [:], nil) }

    /// Follows a redirect to a page of this origin.
    func follow(_ response: Answer) async throws -> Answer {
        try await get(try #require(response.location))
    }

    /// Posts a form with the token of the page that was seen last.
    @discardableResult
    func post(
        _ path: String,
        _ fields: [String: String] = [:],
        from other: Origin? = nil
    ) async throws -> Answer {
        try await send(path, .post, signed(fields), other ?? origin)
    }

    /// Posts a form and never hears the answer: neither its page nor its cookies arrive.
    func postInVain(_ path: String, _ fields: [String: String]) async throws {
        try await send(path, .post, signed(fields), origin, hears: false)
    }

    private func signed(_ fields: [String: String]) -> [String: String] {
        guard let token = value(of: "_token") else { return fields }
        return fields.merging(["_token": token]) { own, _ in own }
    }

    /// The value of a hidden field of the page that was seen last.
    func value(of name: String) -> String? {
        let mark = "name=\"\(name)\" value=\""
        guard let range = page.firstRange(of: mark) else { return nil }
        return String(page[range.upperBound...].prefix { $0 != "\"" })
    }

    func setCookie(_ name: String, _ value: String) { cookies.withLock { $0[name] = value } }

    @discardableResult
    private func send(
        _ path: String,
        _ method: HTTPRequest.Method,
        _ fields: [String: String],
        _ from: Origin?,
        hears: Bool = true
    ) async throws -> Answer {
        var headers: HTTPFields = [:]
        headers[.cookie] = cookies.withLock {
            $0.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }
        if let from { headers[.origin] = from.text }
        var body: ByteBuffer?
        if method == .post {
            headers[.contentType] = "application/x-www-form-urlencoded"
            body = ByteBuffer(string: Browser.encoded(fields))
        }
        let response = try await client.execute(
            uri: path,
            method: method,
            headers: headers,
            body: body
        )
        if hears { keep(response) }
        return Answer(
            status: response.status,
            location: response.headers[.location],
            kind: response.headers[.contentType] ?? "",
            text: String(buffer: response.body)
        )
    }

    private func keep(_ response: TestResponse) {
        for line in response.headers[values: .setCookie] {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            cookies.withLock { $0[String(pair[0])] = String(pair[1]) }
        }
        let text = String(buffer: response.body)
        if !text.isEmpty { last.withLock { $0 = text } }
    }

    private static func encoded(_ fields: [String: String]) -> String {
        let plain = CharacterSet.alphanumerics.intersection(.init(charactersIn: "\u{0}"..."\u{7F}"))
        return fields.map { name, value in
            let name = name.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
            return name + "=" + (value.addingPercentEncoding(withAllowedCharacters: plain) ?? "")
        }.joined(separator: "&")
    }
}
