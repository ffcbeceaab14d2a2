import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing

@testable import Web

/// What Web owes of «what bad input gets»: a clear page of the right status, for each kind.
@Suite("Bad input")
struct BadInputTests {
    private static let form = "application/x-www-form-urlencoded"

    /// A counter with one form, and a market with one post.
    private func counter(
        _ test: @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let pages = try Sample.pages(.counter)
        let router = Router.counter(pages)
        router.get("/form") { _, context in
            pages.render(AddressPage(form: AddressPage.fields.view()), in: context)
        }
        router.post("/form") { request, context in
            let answers = try await AddressPage.fields.read(request, in: context)
            guard answers.isSound else {
                let page = AddressPage(form: answers.view)
                return pages.render(page, status: .unprocessableContent, in: context)
            }
            return Response.redirect(to: "/done")
        }
        router.post("/checkouts") { _, _ in Response.redirect(to: "/form") }
        router.refuseOtherMethods()
        try await Application(router: router).test(.router) { try await test($0) }
    }

    /// A visit, and the token of its forms.
    private func visit(_ client: any TestClientProtocol) async throws -> (String, String) {
        let page = try await client.execute(uri: "/form", method: .get)
        let cookie = try #require(page.headers[.setCookie]?.split(separator: ";").first)
        let html = String(buffer: page.body)
        let match = try #require(html.firstMatch(of: /name="_token" value="([a-z2-7]+)"/))
        return (String(cookie), String(match.1))
    }

    private func post(
        _ body: String,
        _ client: any TestClientProtocol,
        to path: String = "/form",
        type: String = form,
        origin: String? = "http://counter.localhost:8081",
        cookie: String? = nil
    ) async throws -> TestResponse {
        var headers: HTTPFields = [.contentType: type]
        headers[.origin] = origin
        headers[.cookie] = cookie
        return try await client.execute(
            uri: path,
            method: .post,
            headers: headers,
            body: ByteBuffer(string: body)
        )
    }

    @Test("what is mistyped is told beside the field, and what was typed is kept")
    func mistyped() async throws {
        try await counter { client in
            let (cookie, token) = try await visit(client)
            let body = "_token=\(token)&order=1&name=%3Cb%3E&postcode=68&password=himitsu"
            let response = try await post(body, client, cookie: cookie)
            let html = String(buffer: response.body)
            #expect(response.status == .unprocessableContent)
            #expect(html.contains("<title>入力エラー:"))
            #expect(html.contains("郵便番号は7桁の数字で入力してください。"))
            #expect(html.contains("href=\"#f-postcode\""))
            #expect(html.contains(#"aria-describedby="f-postcode-hint f-postcode-error""#))
            #expect(html.contains(#"value="&lt;b&gt;""#))
            #expect(!html.contains("himitsu"))
        }
    }

    @Test("a page of the counter is not stored, and its form has a token")
    func counterPage() async throws {
        try await counter { client in
            let response = try await client.execute(uri: "/form", method: .get)
            #expect(response.headers[.cacheControl] == "no-store")
            let cookie = try #require(response.headers[.setCookie])
            #expect(cookie.hasPrefix("__Host-visit="))
            #expect(cookie.hasSuffix("; Path=/; Secure; HttpOnly; SameSite=Lax"))
        }
    }

    @Test(
        "what is no form of ours is refused whole",
        arguments: [
            "order=1&name=a&name=b", "order=1&name=%F0%9F", "order=1&name=%ED%A0%80",
            "order=1&name=%zz", "order=1&name=%4", "name=a",
        ]
    )
    func refused(_ fields: String) async throws {
        #expect(try await status(of: fields) == .badRequest)
    }

    @Test("more fields than any form has, and a field of a megabyte, are refused whole")
    func tooMuch() async throws {
        let fields = String(repeating: "a=b&", count: 401)
        #expect(try await status(of: "order=1&\(fields)") == .badRequest)
        let megabyte = String(repeating: "a", count: 1_000_000)
        #expect(try await status(of: "order=1&name=\(megabyte)") == .contentTooLarge)
    }

    private func status(of fields: String) async throws -> HTTPResponse.Status {
        let found = Mutex(HTTPResponse.Status.ok)
        try await counter { client in
            let (cookie, token) = try await visit(client)
            let response = try await post("_token=\(token)&\(fields)", client, cookie: cookie)
            #expect(String(buffer: response.body).contains("0120-000-118"))
            found.withLock { $0 = response.status }
        }
        return found.withLock { $0 }
    }

    @Test(
        "other content types are refused",
        arguments: [
            "application/json", "multipart/form-data; boundary=x", "text/plain", "",
            "application/x-www-form-urlencoded; charset=shift_jis",
        ]
    )
    func contentType(_ type: String) async throws {
        try await counter { client in
            let (cookie, token) = try await visit(client)
            let response = try await post(
                "_token=\(token)",
                client,
                type: type,
                cookie: cookie
            )
            #expect(response.status == .unsupportedMediaType)
        }
    }

    @Test("a post from elsewhere, or without this browser's token, changes nothing")
    func crossSite() async throws {
        try await counter { client in
            let (cookie, token) = try await visit(client)
            let good = "_token=\(token)&order=1"
            for origin in ["https://evil.example", "null", "http://market.localhost:8080", nil] {
                let response = try await post(good, client, origin: origin, cookie: cookie)
                #expect(response.status == .forbidden)
            }
            let bad = "_token=\(String(repeating: "a", count: token.count))&order=1"
            for (body, cookie) in [
                (bad, cookie), ("order=1", cookie), (good, nil), (good, "__Host-visit=other"),
                (good, "__Host-visit=<>;;=;garbage"), ("_token=\(token)&\(good)", cookie),
            ] {
                let response = try await post(body, client, cookie: cookie)
                #expect([.forbidden, .badRequest].contains(response.status))
            }
        }
    }

    @Test("cookies amid garbage and doubles are found")
    func cookieGarbage() async throws {
        try await counter { client in
            let (cookie, token) = try await visit(client)
            let header = "a; =; __Host-visit=\"x y\"; ;\(cookie); __Host-visit=second"
            let response = try await post("_token=\(token)&order=1", client, cookie: header)
            #expect(response.status == .unprocessableContent)
        }
    }

    @Test("the basket is handed over from the market only")
    func handOver() async throws {
        try await counter { client in
            let market = "http://market.localhost:8080"
            let taken = try await post("b=1", client, to: "/checkouts", origin: market)
            #expect(taken.status == .seeOther)
            #expect(taken.headers[.setCookie] == nil)
            for origin in ["http://counter.localhost:8081", "https://evil.example", nil] {
                let response = try await post("b=1", client, to: "/checkouts", origin: origin)
                #expect(response.status == .forbidden)
            }
        }
    }

    @Test("a body that comes too slowly, or is more than a form takes, is not waited for")
    func slowBody() async throws {
        func body() -> RequestBody {
            RequestBody(
                asyncSequence: AsyncStream<ByteBuffer> { pieces in
                    for _ in 0..<4 { pieces.yield(ByteBuffer(string: "a=b&")) }
                    pieces.finish()
                }
            )
        }
        let whole = try await body().collect(upTo: 16, within: .seconds(60))
        #expect(String(buffer: whole) == "a=b&a=b&a=b&a=b&")
        let late = await #expect(throws: Problem.self) {
            try await body().collect(upTo: 16, within: .zero)
        }
        #expect(late?.status == .requestTimeout)
        let large = await #expect(throws: Problem.self) {
            try await body().collect(upTo: 15, within: .seconds(60))
        }
        #expect(large?.status == .contentTooLarge)
    }
}
