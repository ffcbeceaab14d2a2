/// A column that this room takes, whatever the shop's series calls it.
protocol OldColumn: RawRepresentable<Int>, CaseIterable, Sendable, Hashable {
    /// What it is called, in the words of every series; the first is told where it is missing.
    var headings: [String] { get }
}

extension OldColumn {
    /// Its name in words for people.
    var japanese: String { headings[0] }
}

/// The columns of members that are taken.
enum MemberColumn: Int, OldColumn {
    case number, familyName, givenName, familyKana, givenKana, company
    case postcode, postcode1, postcode2, prefectureNumber, prefecture, address1, address2
    case email, phone, phone1, phone2, phone3
    case sex, birthDate, lastPurchase, memo, statusNumber, status, registered, updated, points

    var headings: [String] {
        switch self {
        case .number: ["会員ID"]
        case .familyName: ["お名前(姓)"]
        case .givenName: ["お名前(名)"]
        case .familyKana: ["お名前(セイ)", "お名前(フリガナ・姓)"]
        case .givenKana: ["お名前(メイ)", "お名前(フリガナ・名)", "お名前(フリガナ名)"]
        case .company: ["会社名"]
        case .postcode: ["郵便番号"]
        case .postcode1: ["郵便番号1"]
        case .postcode2: ["郵便番号2"]
        case .prefectureNumber: ["都道府県(ID)"]
        case .prefecture: ["都道府県(名称)", "都道府県"]
        case .address1: ["住所1"]
        case .address2: ["住所2"]
        case .email: ["メールアドレス", "E-MAIL"]
        case .phone: ["TEL", "電話番号"]
        case .phone1: ["TEL1", "電話番号1"]
        case .phone2: ["TEL2", "電話番号2"]
        case .phone3: ["TEL3", "電話番号3"]
        case .sex: ["性別(名称)", "性別"]
        case .birthDate: ["誕生日"]
        case .lastPurchase: ["最終購入日"]
        case .memo: ["ショップ用メモ欄", "備考"]
        case .statusNumber: ["会員ステータス(ID)"]
        case .status: ["会員ステータス(名称)"]
        case .registered: ["登録日"]
        case .updated: ["更新日"]
        case .points: ["ポイント", "ポイント残高"]
        }
    }
}

/// The columns of orders that are taken.
enum OrderColumn: Int, OldColumn {
    case key, number, member, familyName, givenName, familyKana, givenKana, company
    case postcode, postcode1, postcode2, prefectureNumber, prefecture, address1, address2
    case email, phone, phone1, phone2, phone3
    case memo, wish, subtotal, discount, postage, fee, usedPoints, tax, total, payable
    case state, stateNumber, payment, placed, paid, dispatched
    case line, goodsCode, goods, choice1, choice2, price, count, taxRate, kind
    case shipment, toFamilyName, toGivenName, toFamilyKana, toGivenKana, toCompany
    case toPostcode, toPrefectureNumber, toPrefecture, toAddress1, toAddress2, toPhone
    case shipped, parcelMemo

    var headings: [String] {
        switch self {
        case .key: ["注文ID", "注文番号"]
        case .number: ["注文番号"]
        case .member: ["会員ID"]
        case .familyName: ["お名前(姓)"]
        case .givenName: ["お名前(名)"]
        case .familyKana: ["お名前(セイ)", "お名前(フリガナ・姓)"]
        case .givenKana: ["お名前(メイ)", "お名前(フリガナ名)", "お名前(フリガナ・名)"]
        case .company: ["会社名"]
        case .postcode: ["郵便番号"]
        case .postcode1: ["郵便番号1"]
        case .postcode2: ["郵便番号2"]
        case .prefectureNumber: ["都道府県(ID)"]
        case .prefecture: ["都道府県(名称)", "都道府県"]
        case .address1: ["住所1"]
        case .address2: ["住所2"]
        case .email: ["メールアドレス"]
        case .phone: ["TEL", "電話番号"]
        case .phone1: ["電話番号1", "TEL1"]
        case .phone2: ["電話番号2", "TEL2"]
        case .phone3: ["電話番号3", "TEL3"]
        case .memo: ["ショップ用メモ欄", "SHOPメモ"]
        case .wish: ["要望等"]
        case .subtotal: ["小計"]
        case .discount: ["値引き"]
        case .postage: ["送料"]
        case .fee: ["手数料"]
        case .usedPoints: ["使用ポイント"]
        case .tax: ["税金"]
        case .total: ["合計"]
        case .payable: ["支払合計", "お支払い合計"]
        case .state: ["対応状況(名称)"]
        case .stateNumber: ["対応状況(ID)", "対応状況"]
        case .payment: ["支払方法(名称)", "支払い方法"]
        case .placed: ["受注日", "注文日時"]
        case .paid: ["入金日"]
        case .dispatched: ["発送完了日時"]
        default: lineHeadings
        }
    }

    private var lineHeadings: [String] {
        switch self {
        case .line: ["注文詳細ID"]
        case .goodsCode: ["商品コード"]
        case .goods: ["商品名"]
        case .choice1: ["規格分類名1"]
        case .choice2: ["規格分類名2"]
        case .price: ["価格"]
        case .count: ["個数"]
        case .taxRate: ["税率"]
        case .kind: ["明細区分(名称)"]
        case .shipment: ["出荷ID"]
        case .toFamilyName: ["配送先_お名前(姓)"]
        case .toGivenName: ["配送先_お名前(名)"]
        case .toFamilyKana: ["配送先_お名前(セイ)"]
        case .toGivenKana: ["配送先_お名前(メイ)"]
        case .toCompany: ["配送先_会社名"]
        case .toPostcode: ["配送先_郵便番号"]
        case .toPrefectureNumber: ["配送先_都道府県(ID)"]
        case .toPrefecture: ["配送先_都道府県(名称)"]
        case .toAddress1: ["配送先_住所1"]
        case .toAddress2: ["配送先_住所2"]
        case .toPhone: ["配送先_TEL"]
        case .shipped: ["発送日"]
        case .parcelMemo: ["配達用メモ"]
        default: [""]
        }
    }
}
