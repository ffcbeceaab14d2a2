public import Basics
public import Catalogue
public import Merchants

/// The demonstration city's market: shops, goods, features, news and pictures.
///
/// The same seed and the same day always make the same market.
public struct DemoCity: Sendable {
    private let written: Written
    private let seed: String

    /// Reads the city's texts; throws where a file of them is missing or broken.
    public init(seed: String = "いなば市") throws {
        written = try Written()
        self.seed = seed
    }

    /// Two levels: the upper ones first, each followed by its own.
    public func categories() -> [Catalogue.Category] {
        written.shelves.enumerated().flatMap { place, shelf in
            [Category(slug: shelf.slug, name: shelf.name, position: place + 1)]
                + shelf.kinds.enumerated().compactMap { below, kind in
                    Slug(kind[0]).map {
                        Category(slug: $0, name: kind[1], parent: shelf.slug, position: below + 1)
                    }
                }
        }
    }

    /// Sixty, numbered from 1.
    public func shops() -> [Shop] {
        let maker = ShopMaker(written: written)
        return written.shops.enumerated().map { maker.shop($0.element, number: $0.offset) }
    }

    /// Fifteen hundred, numbered from 1, with seasons as they stand on a day.
    public func goods(today: Day) -> [Goods] {
        let maker = GoodsMaker(written: written, seed: seed, today: today)
        return written.shops.enumerated().flatMap { maker.goods(of: $0.element, number: $0.offset) }
    }

    /// Twelve 特集, each with up to sixteen goods that can be ordered, spread over its kinds.
    public func features(of goods: [Goods]) -> [Feature] {
        written.features.enumerated().map { place, feature in
            Feature(
                slug: feature.slug,
                title: feature.title,
                text: feature.text,
                picture: Picture(
                    file: Gallery.file(feature.motif, place % Gallery.variants + 1),
                    alt: "特集「\(feature.title)」の切り絵"
                ),
                goods: choice(for: feature, of: goods),
                position: place + 1
            )
        }
    }

    /// Twenty, the newest first.
    public func news(today: Day) -> [NewsItem] {
        written.news.enumerated().map { place, item in
            NewsItem(
                id: written.news.count - place,
                day: today.adding(days: -item.daysAgo),
                title: item.title,
                body: item.body
            )
        }
    }

    private func choice(for feature: WrittenFeature, of goods: [Goods]) -> [GoodsID] {
        let byKind = feature.kinds.compactMap { written.kinds[$0] }.map { kind in
            goods.filter { $0.reading.hasSuffix(kind.kana) && $0.availability.canBeOrdered }
                .sorted { ($0.recommendation, $0.id) > ($1.recommendation, $1.id) }
        }
        let rounds = (0..<5).flatMap { turn in
            byKind.compactMap { $0.indices.contains(turn) ? $0[turn].id : nil }
        }
        return Array(rounds.prefix(16))
    }

    static func noshiOffer(number: Int) -> Set<NoshiKind> {
        number % 4 == 3 ? [.outer] : [.inner, .outer]
    }

    static func noon(on day: Day) -> Moment {
        Moment(milliseconds: Int64(day.number) * 86_400_000).adding(hours: 3)
    }
}
