import Basics
import Members
import Synchronization
import VaultAPI

/// お気に入り as a test wants them: a token that carries goods 7 and 8, and what members keep.
final class PlayedFavourites: Sendable {
    static let token = Handle<PlayedFavourites>.mint().text

    private let kept = Mutex<[Handle<Subject>: [GoodsID]]>([:])
    private let isBroken = Mutex(false)

    struct Broken: Error {}

    /// From now on nothing can be joined.
    func breakDown() { isBroken.withLock { $0 = true } }

    func goods(of member: Handle<Subject>) -> [GoodsID] { kept.withLock { $0[member] ?? [] } }

    var port: FavouritesPort {
        FavouritesPort(
            favourites: { [self] in goods(of: $0).map(PlayedFavourites.entry) },
            handedOver: { token, _ in token == PlayedFavourites.token ? [7, 8] : [] },
            join: { [self] goods, member, _ in
                if isBroken.withLock({ $0 }) { throw Broken() }
                kept.withLock { $0[member, default: []] += goods }
            },
            remove: { [self] goods, member in
                kept.withLock { $0[member]?.removeAll { $0 == goods } }
            }
        )
    }

    private static func entry(_ goods: GoodsID) -> FavouritesPort.Entry {
        FavouritesPort.Entry(
            goods: goods,
            name: "\(goods)番の梨",
            shop: "湯所果樹園",
            price: Money(yen: 4_980),
            stock: "在庫があります",
            path: "/goods/\(goods)"
        )
    }
}
