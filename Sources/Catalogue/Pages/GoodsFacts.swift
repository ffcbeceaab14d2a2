import Basics

/// What a page tells of goods beside name and price.
enum GoodsFacts {
    static func all(_ goods: Goods, today: Day) -> [Fact] {
        [
            Fact("内容量", goods.contents), Fact("温度帯", goods.temperature.name),
            goods.bestBeforeDays.map { Fact("賞味期限", "発送日から\($0)日") },
            tellsAllergens(goods) ? Fact("アレルギー物質", allergens(goods.allergens)) : nil,
            Fact("重さ", weight(goods.weightGrams)), Fact("発送", dispatch(goods.dispatch, today)),
            yearEnd(goods.dispatch, today),
            Fact("お届け日の指定", goods.dispatch.acceptsDeliveryDate ? "できます" : "できません(日付指定不可)"),
            goods.noshi.isEmpty ? nil : Fact("のし", noshi(goods.noshi)),
            goods.isAlcohol ? Fact("酒類", "20歳未満の方には販売しません。ご注文のときに年齢を確認します。") : nil,
        ].compactMap { $0 }
    }

    /// Only food has to be labelled, and of drinks not alcohol (食品表示基準): paper, pottery and sake
    /// say nothing of allergens unless the shop does.
    private static func tellsAllergens(_ goods: Goods) -> Bool {
        goods.taxRate == .reduced || !goods.allergens.isEmpty
    }

    private static func allergens(_ allergens: Set<Allergen>) -> String {
        guard !allergens.isEmpty else { return "表示の対象となる29品目は、原材料に含まれていません。" }
        let names = allergens.sorted().map(\.name).joined(separator: "、")
        return "\(names)(特定原材料等29品目のうち)"
    }

    private static func weight(_ grams: Int) -> String {
        guard grams >= 1000 else { return "約\(grams)g(箱を含む)" }
        let tenths = (grams + 50) / 100
        return tenths % 10 == 0
            ? "約\(tenths / 10)kg(箱を含む)" : "約\(tenths / 10).\(tenths % 10)kg(箱を含む)"
    }

    private static func dispatch(_ dispatch: Dispatch, _ today: Day) -> String {
        if let earliest = dispatch.earliest, earliest > today.adding(days: dispatch.leadDays) {
            return "\(earliest.japanese)から順に発送します"
        }
        if isOverForTheYear(dispatch, today) { return "年明けに発送します" }
        return dispatch.leadDays == 0 ? "ご注文の当日から発送します" : "ご注文から\(dispatch.leadDays)日後以降に発送します"
    }

    private static func yearEnd(_ dispatch: Dispatch, _ today: Day) -> Fact? {
        guard let last = dispatch.lastOrderForYearEnd, today.year <= last.year else { return nil }
        return Fact(
            "年内お届け",
            isOverForTheYear(dispatch, today)
                ? "本年の受付は終わりました" : "\(last.japanese)のご注文までお届けします"
        )
    }

    /// From here to the end of the year nothing is sent; the dates at the checkout say the same.
    private static func isOverForTheYear(_ dispatch: Dispatch, _ today: Day) -> Bool {
        dispatch.lastOrderForYearEnd.map { today > $0 && today.year == $0.year } ?? false
    }

    private static func noshi(_ kinds: Set<NoshiKind>) -> String {
        NoshiKind.allCases.filter(kinds.contains).map(\.name).joined(separator: "・") + "をお付けできます"
    }
}
