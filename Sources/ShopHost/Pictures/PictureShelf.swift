import Basics
import Catalogue
import Merchants
import Storage

/// The pictures of one thing, in the shop's database, within one transaction.
struct PictureShelf {
    /// What it is called.
    let title: String
    /// The first is the one that lists show.
    let pictures: [Picture]
    private let subject: PictureSubject
    private let catalogue: CatalogueStore
    private let merchants: MerchantStore

    init(_ subject: PictureSubject, _ tx: Transaction, _ engine: Engine) throws {
        self.subject = subject
        catalogue = CatalogueStore(tx, engine)
        merchants = MerchantStore(tx)
        (title, pictures) = try PictureShelf.look(subject, catalogue, merchants)
    }

    var order: PictureOrder { PictureOrder(pictures: pictures, most: subject.most) }

    private static func look(
        _ subject: PictureSubject,
        _ catalogue: CatalogueStore,
        _ merchants: MerchantStore
    ) throws -> (String, [Picture]) {
        switch subject {
        case .goods(let number):
            if let goods = try catalogue.goods(GoodsID(rawValue: number)) {
                return (goods.name, goods.pictures)
            }
        case .shop(let slug):
            if let shop = try Slug(slug).flatMap({ try merchants.shop($0) }) {
                return (shop.name, shop.pictures.map { Picture(file: $0.file, alt: $0.alt) })
            }
        case .feature(let slug):
            if let feature = try Slug(slug).flatMap({ try catalogue.feature($0) }) {
                return (feature.title, [feature.picture])
            }
        }
        throw PictureFault.unknown(subject)
    }

    /// Writes what has changed, and nothing else: pages that show the others stay.
    func keep(_ pictures: [Picture]) throws {
        switch subject {
        case .goods(let number): try catalogue.keep(pictures, of: GoodsID(rawValue: number))
        case .shop(let slug):
            guard let shop = try Slug(slug).flatMap({ try merchants.shop($0) }) else { return }
            let kept = pictures.map { ShopPicture(file: $0.file, alt: $0.alt) }
            try merchants.keep(kept, of: shop.id)
        case .feature(let slug):
            guard let slug = Slug(slug), let picture = pictures.first else { return }
            try catalogue.keep(picture, of: slug)
        }
    }

    /// Whether anything on the market shows a file.
    static func shows(_ file: String, _ tx: Transaction, _ engine: Engine) throws -> Bool {
        try CatalogueStore(tx, engine).shows(file) || MerchantStore(tx).shows(file)
    }
}
