import Basics
import Catalogue

/// What the old shop sold in each month: the demonstration's own goods, those of the season first.
struct OldShelf {
    /// From January; goods of the season stand there several times.
    private let months: [[OldGoods]]

    struct OldGoods {
        var id: Int
        var name: String
        var yen: Int
        var isCold: Bool
    }

    init(written: Written, seed: String) {
        let maker = GoodsMaker(written: written, seed: seed, today: OldCalendar.last)
        let all = written.shops.enumerated().flatMap { number, shop in
            zip(maker.goods(of: shop, number: number), maker.kinds(of: shop))
        }
        months = (1...12).map { month in
            let middle = Day(year: 2018, month: month, day: 15) ?? OldCalendar.last
            return all.flatMap { goods, kind -> [OldGoods] in
                guard kind.season?.earliestDispatch(after: middle) == nil else { return [] }
                let one = OldGoods(
                    id: goods.id.rawValue,
                    name: goods.name,
                    yen: goods.price.yen,
                    isCold: goods.temperature != .ambient
                )
                return Array(repeating: one, count: kind.season == nil ? 1 : 4)
            }
        }
    }

    func goods(in month: Int, by chance: inout Chance) -> OldGoods {
        chance.pick(months[month - 1])
    }
}
