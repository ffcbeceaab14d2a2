/// What the labelling of food in Japan names because people are allergic to it.
///
/// Mandatory are the nine of 食品表示基準 別表第14, カシューナッツ among them by the amendment that
/// 消費者庁 laid before 消費者委員会 on 13 January 2026; the others are the twenty that
/// 消費者庁次長通知「食品表示基準について」 recommends, ピスタチオ among them as
/// 食物アレルギー表示に関するアドバイザー会議 advised in 2025. Makers have time to change their
/// labels: a shop asks them rather than reads an old one. The raw value is the bit in a stored set:
/// it is never given to another.
public enum Allergen: Int, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case shrimp = 0
    case crab = 1
    case walnut = 2
    case wheat = 3
    case buckwheat = 4
    case egg = 5
    case milk = 6
    case peanut = 7
    case cashew = 8

    case almond = 9
    case abalone = 10
    case squid = 11
    case salmonRoe = 12
    case orange = 13
    case kiwi = 14
    case beef = 15
    case sesame = 16
    case salmon = 17
    case mackerel = 18
    case soybean = 19
    case chicken = 20
    case banana = 21
    case pistachio = 22
    case pork = 23
    case macadamia = 24
    case peach = 25
    case yam = 26
    case apple = 27
    case gelatin = 28

    /// Labelled by law (特定原材料) rather than by recommendation (特定原材料に準ずるもの).
    public var isMandatory: Bool { self <= .cashew }

    /// As labels write it.
    public var name: String {
        switch self {
        case .shrimp: "えび"
        case .crab: "かに"
        case .walnut: "くるみ"
        case .wheat: "小麦"
        case .buckwheat: "そば"
        case .egg: "卵"
        case .milk: "乳"
        case .peanut: "落花生(ピーナッツ)"
        case .cashew: "カシューナッツ"
        case .almond: "アーモンド"
        case .abalone: "あわび"
        case .squid: "いか"
        case .salmonRoe: "いくら"
        case .orange: "オレンジ"
        case .kiwi: "キウイフルーツ"
        case .beef: "牛肉"
        case .sesame: "ごま"
        case .salmon: "さけ"
        case .mackerel: "さば"
        case .soybean: "大豆"
        case .chicken: "鶏肉"
        case .banana: "バナナ"
        case .pistachio: "ピスタチオ"
        case .pork: "豚肉"
        case .macadamia: "マカダミアナッツ"
        case .peach: "もも"
        case .yam: "やまいも"
        case .apple: "りんご"
        case .gelatin: "ゼラチン"
        }
    }

    /// As addresses write it: `salmonRoe`.
    public var code: String { "\(self)" }

    /// Nil where no allergen is written so.
    public init?(code: String) {
        guard let allergen = Allergen.allCases.first(where: { $0.code == code }) else { return nil }
        self = allergen
    }

    public static func < (a: Allergen, b: Allergen) -> Bool { a.rawValue < b.rawValue }
}

extension Set<Allergen> {
    /// The set as one number, a bit for each, as the database keeps it.
    public var bits: Int { reduce(0) { $0 | 1 << $1.rawValue } }

    /// The set that a stored number stands for; bits that mean nothing are passed over.
    public init(bits: Int) {
        self = Set(Allergen.allCases.filter { bits & 1 << $0.rawValue != 0 })
    }
}
