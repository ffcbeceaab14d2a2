import Basics
import Counter
import VaultAPI
import Web

/// The form of what one recipient gets, with only what is possible in it.
struct GiftForm: Sendable {
    let form: Form
    let choices: RecipientChoices
    let countNames: [String]
    let offers: [GoodsID: Offer]
    private(set) var delivery: DeliveryForm
    private let basket: Basket
    private let ordered: Day

    /// The recipient has the goods that go by what was typed last.
    init(
        _ checkout: Checkout,
        _ recipient: Checkout.Recipient,
        _ offers: [GoodsID: Offer],
        at now: Moment
    ) {
        basket = checkout.basket
        self.offers = offers
        ordered = Day(now)
        let given = recipient.lines(offers)
        choices = RecipientChoices(
            given.isEmpty ? basket.lines(offers) : given,
            to: recipient.destination,
            at: now
        )
        countNames = basket.lines.map { GiftForm.countName($0.goods) }
        delivery = DeliveryForm(choices.parcels)
        delivery.recall(recipient.deliveries)
        form = Form(
            GiftForm.counts(basket, offers) + GiftForm.gift(choices) + delivery.fields
                + SenderForm.fields
        )
    }

    static func countName(_ goods: GoodsID) -> String { "count-\(goods)" }

    private static func counts(_ basket: Basket, _ offers: [GoodsID: Offer]) -> [FormField] {
        basket.lines.map { line in
            .number(
                countName(line.goods),
                offers[line.goods]?.title ?? "商品",
                in: 0...Basket.largestCount
            ).hinted("買い物かごに\(line.count)個あります。")
        }
    }

    private static func gift(_ choices: RecipientChoices) -> [FormField] {
        let occasions = NoshiOccasion.allCases.map { FormOption($0.rawValue, $0.choice) }
        let places = NoshiPlace.allCases.filter(choices.gift.noshi.contains)
            .map { FormOption($0.rawValue, $0.japanese) }
        return [
            .select("noshi", "のしの表書き(水引)", occasions).optional()
                .hinted("選ばないときは、のしをお付けしません。"),
            .radio("place", "のしの掛け方", places).optional(),
            name,
            message.hinted("書かれたときだけ、カードをお入れします。"),
        ]
    }

    static let name = FormField.line(PersonalField.giftName.rawValue, "名入れ", upTo: 30)
        .optional().hinted("のしの下に入れるお名前です。")
    static let message = FormField.lines(
        PersonalField.giftMessage.rawValue,
        "カードの文面",
        upTo: 120
    ).optional()
}

extension GiftForm {
    /// The numbers that were typed; nil where one of them is none.
    static func shares(_ submission: Submission, _ basket: Basket) throws(Problem) -> [GoodsID:
        Int]?
    {
        let answers = try Form(counts(basket, [:])).answers(from: submission)
        return answers.isSound ? shares(answers, basket) : nil
    }

    private static func shares(_ answers: Answers, _ basket: Basket) -> [GoodsID: Int] {
        basket.lines.reduce(into: [:]) { shares, line in
            let count = answers.integer(countName(line.goods)) ?? 0
            shares[line.goods] = count > 0 ? count : nil
        }
    }

    /// What the form shows at first.
    func values(_ recipient: Checkout.Recipient, _ fields: PersonalFields) -> [String: String] {
        var values = AddressForm.values(of: fields)
        for line in basket.lines {
            values[GiftForm.countName(line.goods)] = String(recipient.shares[line.goods] ?? 0)
        }
        values["noshi"] = recipient.gift.noshi?.occasion.rawValue
        values["place"] = recipient.gift.noshi?.place.rawValue
        if recipient.hasOwnSender { values["ownSender"] = "yes" }
        return values.merging(delivery.values(recipient.deliveries)) { $1 }
    }

    /// The recipient as the answers have it; what does not fit together is complained about.
    mutating func chosen(
        _ answers: inout Answers,
        _ recipient: Checkout.Recipient
    ) -> Checkout.Recipient {
        var chosen = recipient
        chosen.shares = GiftForm.shares(answers, basket)
        chosen.gift.noshi = noshi(&answers)
        chosen.gift.hasCard = answers.text(PersonalField.giftMessage.rawValue) != nil
        chosen.hasOwnSender = answers.isTicked("ownSender")
        chosen.deliveries = delivery.chosen(answers)
        SenderForm.check(&answers)
        check(&answers, chosen)
        if answers.isSound {
            delivery.askSeason(&answers, chosen.gift, &chosen.deliveries, ordered: ordered)
        }
        return chosen
    }

    private func noshi(_ answers: inout Answers) -> GiftChoice.Noshi? {
        guard let occasion = NoshiOccasion(rawValue: answers["noshi"]) else { return nil }
        if let place = NoshiPlace(rawValue: answers["place"]) {
            return GiftChoice.Noshi(occasion: occasion, place: place)
        }
        let only = choices.gift.noshi.count == 1 ? choices.gift.noshi.first : nil
        guard let only else {
            answers.complain("「のしの掛け方」をお選びください。", at: "place")
            return nil
        }
        return GiftChoice.Noshi(occasion: occasion, place: only)
    }

    private func check(_ answers: inout Answers, _ chosen: Checkout.Recipient) {
        guard !chosen.shares.isEmpty else {
            if let first = countNames.first { answers.complain("お届けする商品の数を入力してください。", at: first) }
            return
        }
        if let place = chosen.gift.noshi?.place, !choices.gift.noshi.contains(place) {
            answers.complain("この商品には、選ばれたのしをお付けできません。", at: "noshi")
        }
        if chosen.gift.hasCard, !choices.gift.card {
            answers.complain("この商品には、カードをお入れできません。", at: PersonalField.giftMessage.rawValue)
        }
    }

    /// What of the answers is the vault's.
    func personal(_ answers: Answers) -> PersonalFields {
        PersonalField.ofGift.reduce(into: SenderForm.personal(answers)) { fields, field in
            fields[field] = Secret(answers[field.rawValue])
        }
    }
}

extension Basket {
    /// All of it, as if it went to one recipient.
    func lines(_ offers: [GoodsID: Offer]) -> [ParcelPlan.Line] {
        lines.compactMap { line in
            offers[line.goods].map { ParcelPlan.Line(offer: $0, count: line.count) }
        }
    }
}
