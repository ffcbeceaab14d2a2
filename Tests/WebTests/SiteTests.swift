import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

@Suite("The site")
struct SiteTests {
    @Test("an unknown address is a helpful 404 in the site's frame")
    func unknownAddress() async throws {
        let pages = try PageRenderer(
            site: .sample,
            frame: .market,
            assets: AssetLibrary(),
            templates: []
        )
        let router = Router.market(pages)
        router.refuseOtherMethods()
        try await Application(router: router).test(.router) { client in
            let response = try await client.execute(uri: "/nowhere", method: .get)
            let html = String(buffer: response.body)
            #expect(response.status == .notFound)
            #expect(html.contains("お探しのページが見つかりませんでした"))
            #expect(html.contains("0120-000-118"))
            #expect(html.contains("マイページ"))
        }
    }
}
