import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// お気に入り of the member, and where a browser's arrive from the market.
struct FavouriteHandlers: Sendable {
    let pages: PageRenderer
    let door: MemberDoor
    let port: FavouritesPort
    let carried: CarriedFavourites

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/favourites/hand-over", use: receive)
        router.get("/account/favourites", use: show)
        router.post("/account/favourites/:goods/removal", use: remove)
    }

    /// Goes on to my page in any case: without a good token there is only nothing to bring.
    @Sendable private func receive(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let token = try request.query().value("token") ?? ""
        var response = Response.redirect(to: MemberPath.account)
        let goods = try await carried.receive(token, request, on: &response)
        if case .member(let session) = try await door.visitor(request) {
            await carried.join(goods, to: session.claims.principal, on: &response, context)
        }
        return response
    }

    @Sendable private func show(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .favourites) { session in
            let entries = try await port.favourites(session.claims.principal)
            let page = FavouritesPage(
                entries,
                market: pages.site.market,
                wasRemoved: try request.query().value("removed") != nil
            )
            return pages.render(page, in: context)
        }
    }

    @Sendable private func remove(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        guard let number = context.parameters.get("goods", as: Int.self) else {
            throw Problem.notFound
        }
        return try await door.member(request, goal: .favourites) { session in
            try await port.remove(GoodsID(rawValue: number), session.claims.principal)
            return .redirect(to: MemberPath.favourites + "?removed=1")
        }
    }
}
