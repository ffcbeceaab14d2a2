import Basics
import Catalogue

/// Makes a shop's goods of the kinds it sells: 25 of their packs, each kind in its turn.
struct GoodsMaker {
    static let goodsPerShop = 25

    let written: Written
    let seed: String
    let today: Day

    func goods(of shop: WrittenShop, number: Int) -> [Goods] {
        var (chance, factor, choices) = range(of: shop)
        var used: Set<String> = []
        return choices.enumerated().map { index, choice in
            let (kind, pack) = choice
            let id = number * GoodsMaker.goodsPerShop + index + 1
            var goods = plain(kind, pack, shop: shop, id: id, factor: factor, by: &chance)
            goods.shop = ShopID(rawValue: number + 1)
            let wording = Wording(kind: kind, shop: shop, notes: written.notes)
            goods.description =
                wording.text(of: pack, unlike: &used, by: &chance) + reservation(goods.dispatch)
            goods.noshi = noshi(kind, pack, DemoCity.noshiOffer(number: number))
            return goods
        }
    }

    /// Of what kind each of a shop's goods is, in their order.
    func kinds(of shop: WrittenShop) -> [Kind] { range(of: shop).choices.map(\.0) }

    /// How dear a shop is, what it sells, and the chance that decides all else of it.
    private func range(
        of shop: WrittenShop
    ) -> (chance: Chance, factor: Int, choices: [(Kind, Pack)]) {
        var chance = Chance("\(seed)/\(shop.slug)")
        let factor = chance.pick([95, 97, 98, 100, 100, 102, 103, 105])
        let choices = selection(of: shop, by: &chance)
        return (chance, factor, choices)
    }

    /// Pack by pack through the kinds, so that a shop's list is never of one kind alone.
    private func selection(of shop: WrittenShop, by chance: inout Chance) -> [(Kind, Pack)] {
        var shelves = shop.kinds.compactMap { written.kinds[$0] }.map { ($0, $0.packs) }
        var chosen: [(Kind, Pack)] = []
        while chosen.count < GoodsMaker.goodsPerShop {
            let before = chosen.count
            for index in shelves.indices where !shelves[index].1.isEmpty {
                let packs = shelves[index].1
                // The first written is the usual one: it is taken first, the others by lot.
                let taken =
                    packs.count == shelves[index].0.packs.count
                    ? 0 : chance.number(0...(packs.count - 1))
                chosen.append((shelves[index].0, shelves[index].1.remove(at: taken)))
            }
            if chosen.count == before { break }
        }
        return Array(chosen.prefix(GoodsMaker.goodsPerShop))
    }

    private func plain(
        _ kind: Kind,
        _ pack: Pack,
        shop: WrittenShop,
        id: Int,
        factor: Int,
        by chance: inout Chance
    ) -> Goods {
        let branded = chance.happens(50)
        let age = chance.number(3...420)
        return Goods(
            id: GoodsID(rawValue: id),
            shop: ShopID(rawValue: 0),
            category: Slug(kind.category) ?? "gift-set",
            name: (branded ? shop.brand : "") + (kind.named ?? kind.name + " ") + pack.label,
            reading: (branded ? shop.brandKana : "") + kind.reading(of: pack),
            description: "",
            price: Money(yen: (pack.yen * factor + 500) / 1000 * 10),
            taxRate: kind.rate,
            stock: stock(by: &chance),
            temperature: kind.temperature ?? .ambient,
            weightGrams: pack.grams,
            contents: pack.content,
            bestBeforeDays: kind.days,
            allergens: kind.allergenSet,
            pictures: pictures(of: kind, pack, by: &chance),
            dispatch: dispatch(of: kind),
            isAlcohol: kind.alcohol ?? false,
            state: .onSale,
            recommendation: chance.number(0...100),
            created: DemoCity.noon(on: today.adding(days: -age))
        )
    }

    private func stock(by chance: inout Chance) -> Int {
        switch chance.number(1...100) {
        case ...2: 0
        case ...8: chance.number(1...5)
        default: chance.number(10...160)
        }
    }

    private func dispatch(of kind: Kind) -> Dispatch {
        let leadDays = kind.lead ?? 3
        let earliest = kind.season?.earliestDispatch(after: today)
        // Parcels take three days to the furthest islands, and carriers are late at the year's end.
        let last = Day(year: today.year, month: 12, day: 24)?.adding(days: -leadDays)
        let arrives = last.map { last in earliest.map { $0 <= last } ?? true } ?? false
        return Dispatch(
            leadDays: leadDays,
            earliest: earliest,
            lastOrderForYearEnd: arrives ? last : nil,
            acceptsDeliveryDate: !(kind.noDate ?? false)
        )
    }

    private func reservation(_ dispatch: Dispatch) -> String {
        guard let earliest = dispatch.earliest else { return "" }
        return "\n\n先行予約の品です。\(earliest.month)月\(earliest.day)日ごろから、ご予約の順にお送りします。"
    }

    private func noshi(_ kind: Kind, _ pack: Pack, _ offered: Set<NoshiKind>) -> Set<NoshiKind> {
        let plainPacks = ["ご家庭用", "訳あり", "わけあり", "こわれ", "げそ", "カップ"]
        guard kind.noshi ?? false, !plainPacks.contains(where: pack.label.contains) else {
            return []
        }
        return offered
    }

    private func pictures(of kind: Kind, _ pack: Pack, by chance: inout Chance) -> [Picture] {
        let motif = kind.motif(of: pack)
        let main = Gallery.file(motif, chance.number(1...Gallery.variants))
        let box = Gallery.file("\(motif)-box", chance.number(1...Gallery.boxVariants))
        let scene = Gallery.file("scene-\(kind.scene)", chance.number(1...Gallery.sceneVariants))
        let all = [
            Picture(file: main, alt: "\(kind.name)の切り絵"),
            Picture(file: box, alt: "箱に詰めた\(kind.name)の切り絵"),
            Picture(file: scene, alt: Gallery.sceneWords(kind.scene) + "の切り絵"),
        ]
        return Array(all.prefix(chance.number(1...10) <= 2 ? 2 : 3))
    }
}
