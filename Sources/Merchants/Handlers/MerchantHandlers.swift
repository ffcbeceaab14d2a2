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

    @Sendable private func list(_ request: Request, _: MarketContext) async throws -> Response {
        try await pages.show(ShopURL.list.path, to: request) {
            let (tiles, ingredients) = try await shop.look { try MerchantStore($0).tiles() }
            return Shown(ShopListPage(tiles), of: ingredients)
        }
    }

    @Sendable private func page(
        _ request: Request,
        _ context: MarketContext
    ) async throws -> Response {
        let (slug, ports) = (try slug(context), ports)
        return try await pages.show(ShopURL.shop(slug).path, to: request) {
            let (found, ingredients) = try await shop.look { tx in
                try MerchantStore(tx).shop(slug).map {
                    ($0, try ports.goods(tx, $0.id, MerchantHandlers.goodsShown))
                }
            }
            guard let (shop, goods) = found else { throw Problem.notFound }
            let page = ShopPage(shop, goods: goods, allGoods: ports.goodsAddress(slug))
            return Shown(page, of: ingredients)
        }
    }

    @Sendable private func law(
        _ request: Request,
        _ context: MarketContext
    ) async throws -> Response {
        let slug = try slug(context)
        return try await pages.show(ShopURL.law(slug).path, to: request) {
            let (found, ingredients) = try await shop.look { try MerchantStore($0).shop(slug) }
            guard let shop = found else { throw Problem.notFound }
            return Shown(LawPage(shop), of: ingredients)
        }
    }

    private func slug(_ context: MarketContext) throws(Problem) -> Slug {
        guard let slug = context.parameters.get("slug").flatMap({ Slug($0) }) else {
            throw .notFound
        }
        return slug
    }
}
