import Basics
import Templates

/// What 特定商取引法 第12条の6 第1項 asks to be shown at the last step, for one seller.
///
/// 分量, 販売価格 with postage, 支払の時期・方法, 引渡時期, 申込期間 where there is one, 撤回・解除.
struct SellerLaw: Sendable, TemplateObject {
    struct Line: Sendable, TemplateObject {
        var title: String
        var contents: String
        var count: Int
        var price: String
        var amount: String
        var rate: String
        var orderedUntil: String?

        func value(named name: String) -> TemplateValue? {
            switch name {
            case "title": .text(title)
            case "contents": .text(contents)
            case "count": .text(String(count))
            case "price": .text(price)
            case "amount": .text(amount)
            case "rate": .text(rate)
            case "orderedUntil": .optional(orderedUntil)
            default: nil
            }
        }
    }

    struct TaxLine: Sendable, TemplateObject {
        var rate: String
        var total: String
        var tax: String

        func value(named name: String) -> TemplateValue? {
            switch name {
            case "rate": .text(rate)
            case "total": .text(total)
            case "tax": .text(tax)
            default: nil
            }
        }
    }

    let shop: String
    let seller: String
    let address: String
    let contact: String
    let lines: [Line]
    let goods: String
    let postage: String
    let fee: String?
    let total: String
    let taxes: [TaxLine]
    let payment: String
    let due: String
    let deliveries: [String]
    let withdrawal: String

    init(_ shop: ShopID, _ quote: Quote, _ terms: SellerTerms?, paying way: PaymentWay?) {
        let parcels = quote.parcels.filter { $0.plan.shop == shop }
        self.shop = terms?.name ?? ""
        seller = terms?.seller ?? ""
        address = terms?.address ?? ""
        contact = [terms.map { "電話 \($0.phone)" }, terms?.email].compactMap(\.self)
            .joined(separator: " / ")
        lines = SellerLaw.lines(parcels)
        let goodsTotal = parcels.map(\.plan.amount).sum()
        let carriage = parcels.map(\.postage).sum()
        let fees = parcels.map(\.fee).sum()
        goods = goodsTotal.description
        postage = carriage.description
        fee = fees == .zero ? nil : fees.description
        total = (goodsTotal + carriage + fees).description
        taxes = SellerLaw.taxes(parcels)
        payment = way?.japanese ?? ""
        due = way?.due ?? ""
        deliveries =
            Arrival.lines(parcels.map { ($0.arrival, $0.goods) })
            + (way?.isPaidBeforehand == true ? ["発送はお支払いの確認後です。"] : [])
        withdrawal = terms?.withdrawal ?? ""
    }

    func value(named name: String) -> TemplateValue? {
        switch name {
        case "shop": .text(shop)
        case "seller": .text(seller)
        case "address": .text(address)
        case "contact": .text(contact)
        case "lines": .objects(lines)
        case "goods": .text(goods)
        case "postage": .text(postage)
        case "fee": .optional(fee)
        case "total": .text(total)
        case "taxes": .objects(taxes)
        case "payment": .text(payment)
        case "due": .text(due)
        case "deliveries": .texts(deliveries)
        case "withdrawal": .text(withdrawal)
        default: nil
        }
    }

    private static func lines(_ parcels: [Quote.Parcel]) -> [Line] {
        let all = parcels.flatMap(\.plan.lines)
        let byGoods = Dictionary(grouping: all, by: \.offer.goods)
        return byGoods.keys.sorted().compactMap { goods in
            guard let lines = byGoods[goods], let offer = lines.first?.offer else { return nil }
            let count = lines.map(\.count).reduce(0, +)
            return Line(
                title: offer.title,
                contents: offer.contents,
                count: count,
                price: offer.price.description,
                amount: (offer.price * count).description,
                rate: "\(offer.taxRate.percent)%",
                orderedUntil: offer.orderedUntil?.japanese
            )
        }
    }

    private static func taxes(_ parcels: [Quote.Parcel]) -> [TaxLine] {
        let goods = parcels.flatMap(\.plan.lines).map { ($0.offer.taxRate, $0.amount) }
        let carriage = parcels.map { (TaxRate.standard, $0.postage + $0.fee) }
        return TaxSummary(goods + carriage).rates.map {
            TaxLine(
                rate: "\($0.rate.percent)%",
                total: $0.total.description,
                tax: $0.tax.description
            )
        }
    }
}
