import Basics
import Hummingbird
import Logging
import VaultAPI
import Web

/// Goods that a browser brought from the market, until its member signs in.
///
/// They wait in a cookie of its own, so that nothing is kept here of somebody who never does.
struct CarriedFavourites: Sendable {
    let port: FavouritesPort
    let clock: WallClock

    /// Numbers of goods, the latest first, with points between them.
    private let cookie = HostCookie("favourites")
    private static let most = 200
    private static let yearSeconds = 365 * 24 * 3_600

    /// Adds what a token carries to what the browser carries already, and gives back all of it.
    func receive(
        _ token: String,
        _ request: Request,
        on response: inout Response
    ) async throws -> [GoodsID] {
        let (old, new) = (carried(by: request), try await port.handedOver(token, clock.now()))
        guard !new.isEmpty else { return old }
        let goods = (new + old.filter { !new.contains($0) }).prefix(Self.most)
        let text = goods.map { String($0.rawValue) }.joined(separator: ".")
        cookie.set(text, for: Self.yearSeconds, on: &response)
        return Array(goods)
    }

    /// Gives what the browser carries to the member who has signed in.
    ///
    /// Signing in does not fail over it: what could not be joined stays for the next time.
    func join(
        _ request: Request,
        to member: Handle<Subject>,
        on response: inout Response,
        _ context: CounterContext
    ) async {
        await join(carried(by: request), to: member, on: &response, context)
    }

    func join(
        _ goods: [GoodsID],
        to member: Handle<Subject>,
        on response: inout Response,
        _ context: CounterContext
    ) async {
        guard !goods.isEmpty else { return }
        do {
            try await port.join(goods, member, clock.now())
            cookie.clear(on: &response)
        } catch {
            context.logger.warning(
                "Favourites wait",
                metadata: ["cause": "\(type(of: error))"]
            )
        }
    }

    private func carried(by request: Request) -> [GoodsID] {
        let numbers = cookie.value(in: request)?.split(separator: ".").compactMap { Int($0) } ?? []
        return numbers.prefix(Self.most).map { GoodsID(rawValue: $0) }
    }
}
