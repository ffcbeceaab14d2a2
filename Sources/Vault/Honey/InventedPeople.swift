import Basics
import VaultAPI

/// People who never existed: common names and real streets, put together by lot.
///
/// Telephones are as mobile ones are written: one that nobody could have would tell a thief. Nobody is
/// ever rung or sent anything.
enum InventedPeople {
    /// Somebody with a mailbox of that domain.
    static func person(at domain: String) -> PersonalFields {
        let family = pick(families)
        let given = pick(givens)
        let place = pick(places)
        let number = "\(Int.random(in: 1...6))-\(Int.random(in: 1...28))-\(Int.random(in: 1...20))"
        let local = pick(["\(given.2).\(family.2)", "\(family.2).\(given.2)", family.2 + given.2])
        return [
            .familyName: Secret(family.0), .givenName: Secret(given.0),
            .familyKana: Secret(family.1), .givenKana: Secret(given.1),
            .postcode: Secret(place.0), .prefecture: Secret(place.1), .city: Secret(place.2),
            .street: Secret(place.3 + number), .phone: Secret(telephone()),
            .email: Secret("\(local)\(Int.random(in: 10...9999))@\(domain)"),
            .emailKeeper: Secret("本人"),
        ]
    }

    private static func telephone() -> String {
        "\(pick(["090", "080"]))\(Int.random(in: 10_000_000...99_999_999))"
    }

    private static func pick<Element>(_ all: [Element]) -> Element {
        all[Int.random(in: all.indices)]
    }

    /// Each with its reading, and as it stands in mail addresses.
    private static let families = [
        ("佐藤", "サトウ", "sato"), ("鈴木", "スズキ", "suzuki"), ("高橋", "タカハシ", "takahashi"),
        ("田中", "タナカ", "tanaka"), ("伊藤", "イトウ", "ito"), ("渡辺", "ワタナベ", "watanabe"),
        ("山本", "ヤマモト", "yamamoto"), ("中村", "ナカムラ", "nakamura"), ("小林", "コバヤシ", "kobayashi"),
        ("加藤", "カトウ", "kato"), ("吉田", "ヨシダ", "yoshida"), ("山田", "ヤマダ", "yamada"),
        ("西村", "ニシムラ", "nishimura"), ("松本", "マツモト", "matsumoto"), ("井上", "イノウエ", "inoue"),
        ("木村", "キムラ", "kimura"), ("清水", "シミズ", "shimizu"), ("池田", "イケダ", "ikeda"),
        ("橋本", "ハシモト", "hashimoto"), ("石川", "イシカワ", "ishikawa"), ("岡田", "オカダ", "okada"),
        ("後藤", "ゴトウ", "goto"), ("村上", "ムラカミ", "murakami"), ("坂本", "サカモト", "sakamoto"),
    ]

    private static let givens = [
        ("正夫", "マサオ", "masao"), ("和子", "カズコ", "kazuko"), ("幸子", "サチコ", "sachiko"),
        ("健一", "ケンイチ", "kenichi"), ("美智子", "ミチコ", "michiko"), ("浩", "ヒロシ", "hiroshi"),
        ("恵子", "ケイコ", "keiko"), ("誠", "マコト", "makoto"), ("由美", "ユミ", "yumi"),
        ("直樹", "ナオキ", "naoki"), ("陽子", "ヨウコ", "yoko"), ("大輔", "ダイスケ", "daisuke"),
        ("裕子", "ユウコ", "yuko"), ("拓也", "タクヤ", "takuya"), ("智子", "トモコ", "tomoko"),
        ("隆", "タカシ", "takashi"), ("久美子", "クミコ", "kumiko"), ("真由美", "マユミ", "mayumi"),
        ("明美", "アケミ", "akemi"), ("香織", "カオリ", "kaori"),
    ]

    /// Postcodes with what Japan Post has for them.
    private static let places = [
        ("154-0024", "東京都", "世田谷区", "三軒茶屋"), ("158-0097", "東京都", "世田谷区", "用賀"),
        ("166-0004", "東京都", "杉並区", "阿佐谷南"), ("166-0002", "東京都", "杉並区", "高円寺北"),
        ("176-0012", "東京都", "練馬区", "豊玉北"), ("144-0052", "東京都", "大田区", "蒲田"),
        ("135-0061", "東京都", "江東区", "豊洲"), ("223-0061", "神奈川県", "横浜市港北区", "日吉"),
        ("211-0063", "神奈川県", "川崎市中原区", "小杉町"), ("273-0005", "千葉県", "船橋市", "本町"),
        ("690-0887", "島根県", "松江市", "殿町"), ("700-0822", "岡山県", "岡山市北区", "表町"),
        ("760-0017", "香川県", "高松市", "番町"), ("530-0001", "大阪府", "大阪市北区", "梅田"),
        ("650-0021", "兵庫県", "神戸市中央区", "三宮町"), ("450-0002", "愛知県", "名古屋市中村区", "名駅"),
        ("812-0011", "福岡県", "福岡市博多区", "博多駅前"), ("980-0021", "宮城県", "仙台市青葉区", "中央"),
        ("730-0011", "広島県", "広島市中区", "基町"), ("680-0011", "鳥取県", "鳥取市", "東町"),
        ("683-0043", "鳥取県", "米子市", "末広町"),
    ]
}
