import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

@Suite("The office's frame")
struct OfficeFrameTests {
    private static let own = "http://office.localhost:8082"

    private func office(
        _ test: @Sendable @escaping (any TestClientProtocol) async throws -> Void
    ) async throws {
        let pages = try Sample.pages(.office)
        let router = try #require(Router.office(pages))
        router.get("/") { _, context in pages.render(StallPage(), in: context) }
        router.post("/inquiries") { _, _ in Response.redirect(to: "/inquiries") }
        router.refuseOtherMethods()
        try await Application(router: router).test(.router) { try await test($0) }
    }

    @Test("keys may be asked there, forms go nowhere else, and nobody lists or stores it")
    func headers() async throws {
        try await office { client in
            let response = try await client.execute(uri: "/", method: .get)
            let policy = try #require(response.headers[.contentSecurityPolicy])
            #expect(policy.contains("form-action 'self'; base-uri"))
            #expect(policy.contains("script-src 'self';") && !policy.contains("unsafe"))
            let permissions = response.headers[.permissionsPolicy] ?? ""
            #expect(permissions.contains("publickey-credentials-get=(self)"))
            #expect(response.headers[.robots] == "noindex, nofollow")
            #expect(response.headers[.cacheControl] == "no-store")
            let html = String(buffer: response.body)
            #expect(html.contains("事務局") && !html.contains("買い物かご"))
        }
    }

    @Test("posts come from its own pages, with the token of the visit")
    func posts() async throws {
        try await office { client in
            let token = CrossSiteToken.derive(from: "visit")
            let cases: [(String, String, HTTPResponse.Status)] = [
                (Self.own, token, .seeOther), (Self.own, "other", .forbidden),
                ("http://counter.localhost:8081", token, .forbidden),
                ("http://market.localhost:8080", token, .forbidden),
            ]
            for (origin, token, status) in cases {
                let response = try await client.execute(
                    uri: "/inquiries",
                    method: .post,
                    headers: [
                        .origin: origin, .cookie: "__Host-visit=visit",
                        .contentType: "application/x-www-form-urlencoded",
                    ],
                    body: ByteBuffer(string: "_token=\(token)")
                )
                #expect(response.status == status)
            }
        }
    }

    @Test("what is not there leads back to the office, not to the goods")
    func problem() async throws {
        try await office { client in
            let response = try await client.execute(uri: "/nowhere", method: .get)
            let html = String(buffer: response.body)
            #expect(response.status == .notFound)
            #expect(!html.contains(#"role="search""#) && html.contains(#"<a href="/">"#))
        }
    }

    @Test("a site without an office has no router for one")
    func none() throws {
        var site = SiteConfiguration.sample
        site.office = nil
        let pages = try PageRenderer(
            site: site,
            frame: .office,
            assets: AssetLibrary(),
            templates: []
        )
        #expect(Router.office(pages) == nil)
    }
}
