import Basics
import Templates
import VaultAPI
import Web

/// ご確認: in one view, for each seller, what 特定商取引法 第12条の6 asks, and what was entered.
struct ConfirmationPage: Page {
    static let template = "ordering/confirmation"

    struct Recipient: Sendable, TemplateObject {
        /// Nil where nobody can be opened just now.
        var person: Person?
        /// `山﨑 和子 様`; without the names, which of them it is, and where it goes: `1件目(鳥取県)`.
        var title: String
        var isOrderer: Bool
        var gift: String
        var hasGift: Bool
        var parcels: [Parcel]
        var editAddress: String
        var giftAddress: String

        func value(named name: String) -> TemplateValue? {
            switch name {
            case "person": person.map(TemplateValue.object) ?? .absent
            case "title": .text(title)
            case "isOrderer": .truth(isOrderer)
            case "gift": .text(gift)
            case "hasGift": .truth(hasGift)
            case "parcels": .objects(parcels)
            case "editAddress": .text(editAddress)
            case "giftAddress": .text(giftAddress)
            default: nil
            }
        }
    }

    struct Parcel: Sendable, TemplateObject {
        var shop: String
        var temperature: String
        var goods: [String]
        var arrival: String
        /// What stands in the way of this one parcel.
        var problem: String?
        var postage: String

        func value(named name: String) -> TemplateValue? {
            switch name {
            case "shop": .text(shop)
            case "temperature": .text(temperature)
            case "goods": .texts(goods)
            case "arrival": .text(arrival)
            case "problem": .optional(problem)
            case "postage": .text(postage)
            default: nil
            }
        }
    }

    let head = PageHead("ご注文内容のご確認")
    let steps = Steps.checkout(3)
    let orderer: Person?
    /// Whether the names cannot be shown just now.
    let isSealed: Bool
    let recipients: [Recipient]
    let sellers: [SellerLaw]
    let payment: String
    let due: String
    let totals: Totals
    let form: FormView
    let asksAge: Bool
    let problems: [String]
    let hasProblems: Bool
    let canPlace: Bool
    let canAdjust: Bool
    let adjustAction: String
    let action: String
    let basketAddress: String
    let ordererAddress: String
    let recipientsAddress: String
    let paymentAddress: String

    static let form = Form(
        .check("age", "私は20歳以上です").optional(),
        .hidden("total", upTo: 12)
    )

    init(
        _ visit: CheckoutVisit,
        _ quote: Quote,
        people: [Handle<Subject>: Person]?,
        orderer: Handle<Subject>,
        terms: [ShopID: SellerTerms],
        problems: [String],
        form: FormView?,
        basketAddress: String
    ) {
        let checkout = visit.checkout
        self.orderer = people?[orderer]
        isSealed = people == nil
        recipients = checkout.recipients.enumerated().map { place, recipient in
            Recipient(recipient, people?[recipient.subject], place, quote, terms, checkout.id)
        }
        sellers = quote.shops.map { SellerLaw($0, quote, terms[$0], paying: checkout.payment) }
        payment = checkout.payment?.japanese ?? ""
        due = checkout.payment?.due ?? ""
        totals = Totals(goods: quote.goodsTotal, postage: quote.postageTotal, fee: quote.feeTotal)
        asksAge = quote.hasAlcohol
        self.form = form ?? ConfirmationPage.form.view(["total": String(quote.total.yen)])
        self.problems = problems
        hasProblems = !problems.isEmpty
        canPlace = quote.problems.allSatisfy { $0 == .ageNotSaid }
        action = visit.path("confirmation")
        canAdjust = quote.problems.contains(where: \.isShortage)
        adjustAction = visit.path("adjustment")
        self.basketAddress = basketAddress
        ordererAddress = visit.path("orderer")
        recipientsAddress = visit.path("recipients")
        paymentAddress = visit.path("payment")
    }
}

extension GiftService {
    /// Says beside goods that they go without what was chosen for their recipient.
    fileprivate func lack(_ choice: GiftChoice) -> String {
        guard let place = choice.noshi?.place, !noshi.contains(place) else { return "" }
        return "(この商品には、のしをお付けできません)"
    }
}

/// The sums at the foot of an order.
struct Totals: Sendable, TemplateObject {
    let goods: String
    let postage: String
    let fee: String?
    let total: String

    init(goods: Money, postage: Money, fee: Money) {
        self.goods = goods.description
        self.postage = postage.description
        self.fee = fee == .zero ? nil : fee.description
        total = (goods + postage + fee).description
    }

    func value(named name: String) -> TemplateValue? {
        switch name {
        case "goods": .text(goods)
        case "postage": .text(postage)
        case "fee": .optional(fee)
        case "total": .text(total)
        default: nil
        }
    }
}

extension ConfirmationPage.Recipient {
    fileprivate init(
        _ recipient: Checkout.Recipient,
        _ person: Person?,
        _ place: Int,
        _ quote: Quote,
        _ terms: [ShopID: SellerTerms],
        _ id: Handle<Checkout>
    ) {
        let parcels = quote.parcels.filter { $0.recipient.subject == recipient.subject }
        self.init(
            person: person,
            title: person.map { $0.name + " 様" }
                ?? "\(place + 1)件目(\(recipient.destination.prefecture))",
            isOrderer: recipient.isOrderer,
            gift: recipient.gift.japanese,
            hasGift: recipient.gift != .plain,
            parcels: parcels.map { .init($0, quote, terms) },
            editAddress: OrderingPath.recipient(id, recipient.subject),
            giftAddress: OrderingPath.recipient(id, recipient.subject, "gift")
        )
    }
}

extension ConfirmationPage.Parcel {
    fileprivate init(_ parcel: Quote.Parcel, _ quote: Quote, _ terms: [ShopID: SellerTerms]) {
        self.init(
            shop: terms[parcel.plan.shop]?.name ?? "",
            temperature: parcel.plan.temperature.japanese,
            goods: parcel.plan.lines.map {
                "\($0.offer.title) ×\($0.count)" + $0.offer.gift.lack(parcel.recipient.gift)
            },
            arrival: parcel.arrival,
            problem: quote.problems.lazy.compactMap { $0.words(of: parcel) }.first,
            postage: parcel.postage.description
        )
    }
}

extension Quote.Problem {
    /// What is wrong with just this parcel, in words.
    fileprivate func words(of parcel: Quote.Parcel) -> String? {
        switch self {
        case .dayImpossible(parcel.recipient.subject, parcel.plan.kind):
            "この日・時間帯にはお届けできません。お選び直しください。"
        case .season(parcel.recipient.subject, parcel.plan.kind, let question): question.japanese
        default: nil
        }
    }
}
