import Basics
import Catalogue
import Merchants
import Ordering
import Storage
import Web

extension MerchantPorts {
    /// A shop's goods, as cards of the catalogue.
    static func fromCatalogue(_ engine: Engine) -> MerchantPorts {
        MerchantPorts(
            goods: { tx, shop, limit in
                try CatalogueStore(tx, engine)
                    .cards(ofShop: shop, limit: limit)
                    .map(ShopGoods.init)
            },
            goodsAddress: { "\(SitePath.goods)?shop=\($0)" }
        )
    }
}

extension SellerPort {
    /// The member shops' terms as they keep them.
    static let fromMerchants = SellerPort { tx, ids in
        let terms = try MerchantStore(tx).terms(ids)
        return Dictionary(
            uniqueKeysWithValues: terms.values.map {
                ($0.shop, Ordering.SellerTerms($0))
            }
        )
    }
}

extension Ordering.SellerTerms {
    init(_ terms: Merchants.SellerTerms) {
        self.init(
            shop: terms.shop,
            name: terms.name,
            seller: terms.law.seller,
            postcode: terms.postcode,
            address: terms.address,
            phone: terms.phone,
            email: terms.email,
            invoiceRegistration: terms.invoiceNumber,
            withdrawal: terms.law.returns
        )
    }
}

extension ShopGoods {
    init(_ card: GoodsCard) {
        self.init(
            name: card.name,
            address: CatalogueURL.goods(card.id).path,
            price: card.price,
            picture: card.picture.map {
                PictureView(file: $0.file, alt: $0.alt, in: .card)
            },
            labels: card.temperature == .ambient
                ? [] : [.init(card.temperature.name, kind: card.temperature.rawValue)]
        )
    }
}
