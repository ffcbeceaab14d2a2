import Basics
import Catalogue
import Merchants
import Ordering
import Storage

extension CataloguePorts {
    /// Postage by the city's table, for the estimate beside goods.
    static let fromOrdering = CataloguePorts { grams, temperature, prefecture in
        PostageTable.city.postage(
            grams: grams,
            temperature: Temperature(temperature),
            to: Destination(prefecture: prefecture)
        )
    }
}

extension GoodsPort {
    /// Prices and stock as the catalogue keeps them.
    static let fromCatalogue = GoodsPort(
        offers: { tx, ids in
            let offered = try StockStore(tx).offer(ids)
            return Dictionary(uniqueKeysWithValues: offered.map { ($0.id, Offer($0)) })
        },
        take: { tx, id, count in
            do {
                return Offer(try StockStore(tx).take(count, of: id))
            } catch is SoldOut {
                return nil
            }
        },
        giveBack: { tx, id, count in
            try StockStore(tx).giveBack(count, of: id)
        }
    )
}

extension Offer {
    /// The catalogue's facts in ordering's words.
    init(_ goods: OfferedGoods) {
        self.init(
            goods: goods.id,
            shop: goods.shop,
            title: goods.name,
            contents: goods.contents,
            price: goods.price,
            taxRate: goods.taxRate,
            stock: goods.stock,
            temperature: Temperature(goods.temperature),
            weightGrams: goods.weightGrams,
            dispatch: DispatchTerms(
                earliest: goods.dispatch.earliest,
                leadDays: goods.dispatch.leadDays,
                lastOrderForYearEnd: goods.dispatch.lastOrderForYearEnd,
                acceptsDay: goods.dispatch.acceptsDeliveryDate
            ),
            gift: GiftService(
                noshi: Set(goods.noshi.compactMap { NoshiPlace(rawValue: $0.rawValue) }),
                card: !goods.noshi.isEmpty
            ),
            isAlcohol: goods.isAlcohol,
            orderedUntil: nil,
            picture: goods.picture.map { OfferPicture(file: $0.file, alt: $0.alt) }
        )
    }
}

extension Temperature {
    init(_ temperature: TemperatureClass) {
        switch temperature {
        case .ambient: self = .ambient
        case .chilled: self = .chilled
        case .frozen: self = .frozen
        }
    }
}
