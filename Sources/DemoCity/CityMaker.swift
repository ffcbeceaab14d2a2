public import Basics
import Catalogue
public import Foundation
import Merchants
public import Storage

/// Puts the demonstration city's shops and goods into a shop's database, and its drawings into a
/// folder.
public struct CityMaker: Sendable {
    private let city: DemoCity
    private let today: Day

    /// The same seed and day make the same city.
    public init(seed: String, today: Day) throws {
        city = try DemoCity(seed: seed)
        self.today = today
    }

    /// Whether a database has a whole city already: features are written last.
    public static func isFilled(_ shop: Database) async throws -> Bool {
        let engine = shop.engine
        return try await shop.read { try !CatalogueStore($0, engine).features().isEmpty }
    }

    /// Writes everything; shops first, because goods are found by their shop's name too.
    ///
    /// Where it was ended in the middle, it may be done once more.
    ///
    /// - Parameters:
    ///   - shop: The shop's database.
    ///   - pictures: The folder for the drawings.
    ///   - tell: Hears what is done, in words and as a share of the whole.
    /// - Throws: What the database or the folder throws.
    public func make(
        in shop: Database,
        pictures: URL,
        tell: @Sendable (String, Double) -> Void
    ) async throws {
        tell("drawing the goods", 0)
        try Gallery.write(into: pictures)
        tell("opening the shops", 0.3)
        let engine = shop.engine
        let (city, today) = (city, today)
        try await shop.write { tx in
            for item in city.shops() { try MerchantStore(tx).put(item) }
            for category in city.categories() { try CatalogueStore(tx, engine).put(category) }
        }
        let goods = city.goods(today: today)
        for start in stride(from: 0, to: goods.count, by: CityMaker.goodsAtOnce) {
            tell("laying out the goods", 0.4 + 0.5 * Double(start) / Double(goods.count))
            let some = Array(goods[start..<min(start + CityMaker.goodsAtOnce, goods.count)])
            try await shop.write { tx in
                for item in some { try CatalogueStore(tx, engine).put(item) }
            }
        }
        try await shop.write { tx in
            for feature in city.features(of: goods) { try CatalogueStore(tx, engine).put(feature) }
            for item in city.news(today: today) { try CatalogueStore(tx, engine).put(item) }
        }
        tell("the market is laid out", 1)
    }

    private static let goodsAtOnce = 150
}
