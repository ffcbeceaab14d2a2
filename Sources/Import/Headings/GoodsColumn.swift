/// The columns of goods that are taken.
enum GoodsColumn: Int, OldColumn {
    case number, variant, name, choice1, choice2, choice1Number, choice2Number
    case state, stateNumber, deleted, lead, detail, freeArea, words, memo
    case subTitle1, subTitle2, subTitle3, subTitle4, subTitle5
    case subText1, subText2, subText3, subText4, subText5
    case code, stock, isUnlimited, price, taxRate, category, pictures

    var headings: [String] {
        switch self {
        case .number: ["商品ID"]
        case .variant: ["商品規格ID"]
        case .name: ["商品名"]
        case .choice1: ["規格分類1(名称)", "親規格分類名"]
        case .choice2: ["規格分類2(名称)", "規格分類名"]
        case .choice1Number: ["規格分類1(ID)", "親規格分類ID"]
        case .choice2Number: ["規格分類2(ID)", "規格分類ID"]
        case .state: ["公開ステータス(名称)"]
        case .stateNumber: ["公開ステータス(ID)", "表示ステータス(公開・非公開)"]
        case .deleted: ["商品削除フラグ", "削除フラグ"]
        case .lead: ["商品説明(一覧)", "一覧-メインコメント"]
        case .detail: ["商品説明(詳細)", "詳細-メインコメント"]
        case .freeArea: ["フリーエリア"]
        case .words: ["検索ワード", "検索ワード(コメント3)"]
        case .memo: ["ショップ用メモ欄", "備考欄(SHOP専用)"]
        case .code: ["商品コード"]
        case .stock: ["在庫数"]
        case .isUnlimited: ["在庫数無制限フラグ", "在庫無制限フラグ"]
        case .price: ["販売価格"]
        case .taxRate: ["税率"]
        case .category: ["商品カテゴリ(名称)", "カテゴリ名"]
        case .pictures: ["商品画像", "詳細-メイン画像"]
        default: subHeadings
        }
    }

    /// Series 2 lets a page of goods go on in up to five parts.
    private var subHeadings: [String] {
        let titles = Self.subTitle1.rawValue...Self.subTitle5.rawValue
        return titles.contains(rawValue)
            ? ["詳細-サブタイトル(\(rawValue - Self.subTitle1.rawValue + 1))"]
            : ["詳細-サブコメント(\(rawValue - Self.subText1.rawValue + 1))"]
    }

    /// What the old page said of goods, from its top to its bottom.
    static let story: [GoodsColumn] = [
        .lead, .detail, .subTitle1, .subText1, .subTitle2, .subText2, .subTitle3, .subText3,
        .subTitle4, .subText4, .subTitle5, .subText5, .freeArea,
    ]
}
