import Basics
import Foundation
import HTTPTypes
public import Hummingbird
public import Storage
public import Web

/// The member shops' public pages.
public struct MerchantHandlers: Sendable {
    /// The room's templates, for the renderer.
    public static let templates = TemplateFolder("merchants", in: .module)
    /// Goods on a shop's page: more are behind a link.
    static let goodsShown = 12

    let shop: Database
    let pages: PageRenderer
    let ports: MerchantPorts

    /// - Parameters:
    ///   - shop: The shop's database, which is only read.
    ///   - pages: The market's renderer.
    ///   - ports: What other rooms answer.
    public init(shop: Database, pages: PageRenderer, ports: MerchantPorts) {
        self.shop = shop
        self.pages = pages
        self.ports = ports
    }

    public func addRoutes(to router: Router<MarketContext>) {
        router.get("/shops", use: list)
        router.get("/shops/:slug", use: page)
        router.get("/shops/:slug/law", use: law)
    }

    @Sendable private func list(_: Request, _: MarketContext) async throws -> Response {
        pages.render(ShopListPage(try await shop.read { try MerchantStore($0).tiles() }))
    }

    @Sendable private func page(_: Request, _ context: MarketContext) async throws -> Response {
        let (slug, ports) = (try slug(context), ports)
        let found = try await shop.read { tx in
            try MerchantStore(tx).shop(slug).map {
                ($0, try ports.goods(tx, $0.id, MerchantHandlers.goodsShown))
            }
        }
        guard let (shop, goods) = found else { throw Problem.notFound }
        return pages.render(ShopPage(shop, goods: goods, allGoods: ports.goodsAddress(slug)))
    }

    @Sendable private func law(_: Request, _ context: MarketContext) async throws -> Response {
        let slug = try slug(context)
        guard let shop = try await shop.read({ try MerchantStore($0).shop(slug) }) else {
            throw Problem.notFound
        }
        return pages.render(LawPage(shop))
    }

    private func slug(_ context: MarketContext) throws(Problem) -> Slug {
        guard let slug = context.parameters.get("slug").flatMap({ Slug($0) }) else {
            throw .notFound
        }
        return slug
    }
}
