import Basics
import Counter
import VaultAPI
import Web

/// The form of what one recipient gets, with only what is possible in it.
struct GiftForm: Sendable {
    let form: Form
    let choices: RecipientChoices
    let countNames: [String]
    private(set) var asksSeason = false
    private let basket: Basket
    private let offers: [GoodsID: Offer]
    private let now: Moment

    init(
        _ checkout: Checkout,
        _ recipient: Checkout.Recipient,
        _ offers: [GoodsID: Offer],
        at now: Moment
    ) {
        basket = checkout.basket
        self.offers = offers
        self.now = now
        // What may be chosen goes by all of the basket, so that days stay right when numbers change.
        let lines = basket.lines.compactMap { line in
            offers[line.goods].map { ParcelPlan.Line(offer: $0, count: line.count) }
        }
        let given = recipient.lines(offers)
        choices = RecipientChoices(
            given.isEmpty ? lines : given,
            to: recipient.destination,
            at: now
        )
        countNames = basket.lines.map { GiftForm.countName($0.goods) }
        asksSeason = recipient.gift.noshi != nil && recipient.acceptsSeason
        form = Form(
            basket.lines.map { GiftForm.count($0, offers) } + GiftForm.gift(choices)
                + GiftForm.days(choices) + GiftForm.sender
                + [.check("season", "このままのお届けでかまいません").optional()]
        )
    }

    static func countName(_ goods: GoodsID) -> String { "count-\(goods)" }

    private static func count(_ line: BasketLine, _ offers: [GoodsID: Offer]) -> FormField {
        .number(
            countName(line.goods),
            offers[line.goods]?.title ?? "商品",
            in: 0...Basket.largestCount
        ).hinted("買い物かごに\(line.count)個あります。")
    }

    private static func gift(_ choices: RecipientChoices) -> [FormField] {
        let occasions = NoshiOccasion.allCases.map { FormOption($0.rawValue, $0.choice) }
        let places = NoshiPlace.allCases.filter(choices.gift.noshi.contains)
            .map { FormOption($0.rawValue, $0.japanese) }
        return [
            .select("noshi", "のしの表書き(水引)", occasions).optional()
                .hinted("選ばないときは、のしをお付けしません。"),
            .radio("place", "のしの掛け方", places).optional(),
            .line(PersonalField.giftName.rawValue, "名入れ", upTo: 30).optional()
                .hinted("のしの下に入れるお名前です。"),
            .lines(PersonalField.giftMessage.rawValue, "カードの文面", upTo: 120).optional()
                .hinted("書かれたときだけ、カードをお入れします。"),
        ]
    }

    private static func days(_ choices: RecipientChoices) -> [FormField] {
        [
            .select(
                "day",
                "お届け日",
                choices.days.map { FormOption($0.description, $0.japanese) }
            ).optional().hinted("選ばないときは、準備ができしだいお届けします。"),
            .select(
                "window",
                "お届けの時間帯",
                choices.windows.map { FormOption($0.rawValue, $0.japanese) }
            ).optional(),
        ]
    }

    private static let sender: [FormField] = [
        .check("ownSender", "ご依頼主を、ご注文者とは別の方にする").optional(),
        .line(PersonalField.senderFamilyName.rawValue, "ご依頼主の姓", upTo: 20).optional(),
        .line(PersonalField.senderGivenName.rawValue, "ご依頼主の名", upTo: 20).optional(),
        .postcode(PersonalField.senderPostcode.rawValue, "ご依頼主の郵便番号").optional(),
        .select(
            PersonalField.senderPrefecture.rawValue,
            "ご依頼主の都道府県",
            Prefecture.all.map { FormOption($0.name, $0.name) }
        ).optional(),
        .line(PersonalField.senderCity.rawValue, "ご依頼主の市区町村", upTo: 30).optional(),
        .line(PersonalField.senderStreet.rawValue, "ご依頼主の町名・番地", upTo: 50).optional(),
        .line(PersonalField.senderBuilding.rawValue, "ご依頼主の建物名・部屋番号", upTo: 50).optional(),
        .phone(PersonalField.senderPhone.rawValue, "ご依頼主の電話番号").optional(),
    ]
}

extension GiftForm {
    /// What the form shows at first.
    func values(_ recipient: Checkout.Recipient, _ fields: PersonalFields) -> [String: String] {
        var values = AddressForm.values(of: fields)
        for line in basket.lines {
            values[GiftForm.countName(line.goods)] = String(recipient.shares[line.goods] ?? 0)
        }
        values["noshi"] = recipient.gift.noshi?.occasion.rawValue
        values["place"] = recipient.gift.noshi?.place.rawValue
        values["day"] = recipient.day?.description
        values["window"] = recipient.window?.rawValue
        if recipient.hasOwnSender { values["ownSender"] = "yes" }
        if recipient.acceptsSeason { values["season"] = "yes" }
        return values
    }

    /// The recipient as the answers have it; what does not fit together is complained about.
    mutating func chosen(
        _ answers: inout Answers,
        _ recipient: Checkout.Recipient
    ) -> Checkout.Recipient {
        var chosen = recipient
        for line in basket.lines {
            let count = answers.integer(GiftForm.countName(line.goods)) ?? 0
            chosen.shares[line.goods] = count > 0 ? count : nil
        }
        chosen.gift.noshi = noshi(&answers)
        chosen.gift.hasCard = answers.text(PersonalField.giftMessage.rawValue) != nil
        chosen.day = answers.day("day")
        chosen.window = TimeWindow(rawValue: answers["window"])
        chosen.hasOwnSender = answers.isTicked("ownSender")
        chosen.acceptsSeason = false
        checkSender(&answers)
        check(&answers, chosen)
        askSeason(&answers, &chosen)
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

    private func checkSender(_ answers: inout Answers) {
        guard answers.isTicked("ownSender") else { return }
        let needed: [PersonalField] = [
            .senderFamilyName, .senderGivenName, .senderPostcode, .senderPrefecture, .senderCity,
            .senderStreet, .senderPhone,
        ]
        for field in needed where answers.text(field.rawValue) == nil {
            answers.complain("ご依頼主を別の方にするときは、入力してください。", at: field.rawValue)
        }
    }

    /// The numbers may have changed what is possible.
    private func check(_ answers: inout Answers, _ chosen: Checkout.Recipient) {
        let now = RecipientChoices(chosen.lines(offers), to: chosen.destination, at: now)
        guard !chosen.shares.isEmpty else {
            if let first = countNames.first { answers.complain("お届けする商品の数を入力してください。", at: first) }
            return
        }
        if !now.allow(chosen.day) {
            let words = now.days.first.map { "この商品のお届けは\($0.japanese)からです。" }
            answers.complain(words ?? "この商品はお届け日をお選びいただけません。", at: "day")
        }
        if let place = chosen.gift.noshi?.place, !now.gift.noshi.contains(place) {
            answers.complain("この商品には、選ばれたのしをお付けできません。", at: "noshi")
        }
        if chosen.gift.hasCard, !now.gift.card {
            answers.complain("この商品には、カードをお入れできません。", at: PersonalField.giftMessage.rawValue)
        }
    }

    private mutating func askSeason(_ answers: inout Answers, _ chosen: inout Checkout.Recipient) {
        let lines = chosen.lines(offers)
        guard answers.isSound, !lines.isEmpty else { return }
        let dates = DeliveryDates(lines.map(\.offer), to: chosen.destination, at: now)
        let arrival = chosen.day ?? dates.earliest
        let question = SeasonQuestion(
            chosen.gift.noshi?.occasion,
            arrival: arrival,
            ordered: Day(now)
        )
        guard let question else { return }
        asksSeason = true
        chosen.acceptsSeason = answers.isTicked("season")
        if !chosen.acceptsSeason { answers.complain(question.japanese, at: "season") }
    }

    /// What of the answers is the vault's; a sender that is not wanted is cleared.
    func personal(_ answers: Answers) -> PersonalFields {
        var fields: PersonalFields = [:]
        for field in PersonalField.ofGift { fields[field] = Secret(answers[field.rawValue]) }
        let own = answers.isTicked("ownSender")
        for field in PersonalField.ofSender {
            fields[field] = Secret(own ? answers[field.rawValue] : "")
        }
        return fields
    }
}
