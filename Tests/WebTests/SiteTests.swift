import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

@Suite("The site")
struct SiteTests {
    private struct Trouble: Error {
        let secret = "山田花子"
    }

    private func market(
        _ test: @Sendable @escaping (any TestClientProtocol) async throws -> Void
    ) async throws {
        let pages = try Sample.pages(.market)
        let router = Router.market(pages)
        router.get("/") { _, _ in pages.render(StallPage()) }
        router.get("/broken") { _, _ -> Response in throw Trouble() }
        router.get("/gone") { _, _ -> Response in throw Problem.expired }
        router.get("/busy") { _, _ -> Response in throw Problem.tooMany(retryAfterSeconds: 30) }
        router.get("/away") { _, _ -> Response in throw Problem.away }
        router.post("/basket") { _, _ in Response.redirect(to: "/basket") }
        router.refuseOtherMethods()
        try await Application(router: router).test(.router) { try await test($0) }
    }

    @Test("an unknown address is a helpful 404 in the site's frame")
    func unknownAddress() async throws {
        try await market { client in
            let response = try await client.execute(uri: "/nowhere", method: .get)
            let html = String(buffer: response.body)
            #expect(response.status == .notFound)
            #expect(html.contains("お探しのページが見つかりませんでした"))
            #expect(html.contains(#"role="search""#))
            #expect(html.contains(#"<meta name="robots" content="noindex">"#))
        }
    }

    @Test("a client that asks for the connection's end is told of it, in a problem's page too")
    func lastAnswer() async throws {
        try await market { client in
            for path in ["/", "/nowhere"] {
                let last = try await client.execute(
                    uri: path,
                    method: .get,
                    headers: [.connection: "close"]
                )
                #expect(last.headers[.connection] == "close", "\(path)")
                let other = try await client.execute(uri: path, method: .get)
                #expect(other.headers[.connection] == nil, "\(path)")
            }
        }
    }

    @Test("every page has telephone, hours, the three tools and the three links")
    func frame() async throws {
        try await market { client in
            for path in ["/", "/nowhere", "/broken"] {
                let response = try await client.execute(uri: path, method: .get)
                let html = String(buffer: response.body)
                for words in [
                    "tel:0120000118", "8:30〜17:30", "お気に入り", "買い物かご", "マイページ",
                    "特定商取引法", "プライバシー", "お問い合わせ",
                ] {
                    #expect(html.contains(words), "\(path): \(words)")
                }
            }
        }
    }

    @Test("our failure says nothing of the inside, and has a number")
    func ourFailure() async throws {
        try await market { client in
            let response = try await client.execute(uri: "/broken", method: .get)
            let html = String(buffer: response.body)
            #expect(response.status == .internalServerError)
            #expect(html.firstMatch(of: /お問い合わせ番号 <strong>[A-Z2-7]{4}-[A-Z2-7]{4}</) != nil)
            #expect(!html.contains("Trouble") && !html.contains("山田"))
        }
    }

    @Test("an error's cause in the log has no values")
    func causes() {
        enum Case: Error {
            case plain
            case with(String)
        }
        #expect(cause(of: Trouble()).hasSuffix("Trouble"))
        #expect(cause(of: Case.with("山田花子")).hasSuffix("Case.with"))
        #expect(cause(of: Case.plain).hasSuffix("Case.plain"))
    }

    @Test("problems have their status and headers")
    func statuses() async throws {
        try await market { client in
            #expect(try await client.execute(uri: "/gone", method: .get).status == .gone)
            let busy = try await client.execute(uri: "/busy", method: .get)
            #expect(busy.status == .tooManyRequests)
            #expect(busy.headers[.retryAfter] == "30")
            let away = try await client.execute(uri: "/away", method: .get)
            #expect(away.status == .serviceUnavailable)
            #expect(away.headers[.cacheControl] == "no-store")
            let long = "/?q=" + String(repeating: "a", count: 5000)
            #expect(try await client.execute(uri: long, method: .get).status == .uriTooLong)
        }
    }

    @Test("a known address refuses methods that it does not take, and says which it does")
    func methods() async throws {
        try await market { client in
            let origin: HTTPFields = [.origin: "http://market.localhost:8080"]
            let post = try await client.execute(uri: "/", method: .post, headers: origin)
            #expect(post.status == .methodNotAllowed)
            #expect(post.headers[.allow] == "GET, HEAD")
            let get = try await client.execute(uri: "/basket", method: .get)
            #expect(get.status == .methodNotAllowed)
            #expect(get.headers[.allow] == "POST")
        }
    }

    @Test("HEAD is GET without the page")
    func head() async throws {
        try await market { client in
            let get = try await client.execute(uri: "/", method: .get)
            let head = try await client.execute(uri: "/", method: .head)
            #expect(head.status == .ok)
            #expect(head.body.readableBytes == 0)
            #expect(head.headers[.contentLength] == get.headers[.contentLength])
        }
    }

    @Test("the market takes posts from its own pages only")
    func marketPosts() async throws {
        try await market { client in
            let own = "http://market.localhost:8080"
            let cases: [(HTTPFields, HTTPResponse.Status)] = [
                ([.origin: own], .seeOther),
                ([.origin: own, .fetchSite: "same-origin"], .seeOther),
                ([.fetchSite: "same-origin"], .seeOther),
                ([.origin: own, .fetchSite: "cross-site"], .forbidden),
                ([.origin: "http://counter.localhost:8081"], .forbidden),
                ([.fetchSite: "same-site"], .forbidden),
                ([:], .forbidden),
            ]
            for (headers, status) in cases {
                let response = try await client.execute(
                    uri: "/basket",
                    method: .post,
                    headers: headers
                )
                #expect(response.status == status)
            }
        }
    }

    @Test("market pages are alike for everyone: no cookie, no token, strict headers")
    func alike() async throws {
        try await market { client in
            let first = try await client.execute(uri: "/", method: .get)
            let second = try await client.execute(
                uri: "/",
                method: .get,
                headers: [.cookie: "__Host-basket=abc"]
            )
            #expect(first.body == second.body)
            #expect(first.headers[.setCookie] == nil)
            let policy = try #require(first.headers[.contentSecurityPolicy])
            #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self';"))
            #expect(policy.contains("form-action 'self' http://counter.localhost:8081"))
            #expect(!policy.contains("unsafe"))
            #expect(first.headers[.strictTransportSecurity] == nil)
            #expect(first.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test("assets are kept for ever under a name that changes with them")
    func assets() async throws {
        let address = try AssetLibrary().address("base.css")
        try await market { client in
            let response = try await client.execute(uri: address, method: .get)
            #expect(response.status == .ok)
            #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(response.headers[.contentType] == "text/css; charset=utf-8")
            for path in ["/assets/base.css", "/assets/..%2f..%2fPackage.swift"] {
                #expect(try await client.execute(uri: path, method: .get).status == .notFound)
            }
        }
    }
}
