/// Words that make a password guessable, longest first so that a short one does not hide a long one.
///
/// Written down for this project from what people choose: words of the service, of the place, of
/// keyboards, of the season, names of teams and idols' words, as they are typed in Japan.
enum PasswordBlocklist {
    static let words: [String] = all.sorted { $0.count > $1.count }

    private static let all = service + place + keyboard + common + japanese

    private static let service = [
        "inabanoichi", "inaba", "ichi", "いなばの市", "いなば", "furusato", "nouzei", "ふるさと納税",
        "ふるさと", "market", "shop", "shopping", "onlineshop", "oseibo", "ochugen", "お歳暮", "お中元",
        "okaimono", "kaimono", "kaiin", "member", "mypage", "login", "signin", "admin", "user",
        "account", "guest", "customer", "order", "basket",
    ]

    private static let place = [
        "tottorishi", "tottori", "鳥取市", "鳥取県", "鳥取", "sakyu", "砂丘", "nashi", "nijisseiki",
        "matsubagani", "kani", "rakkyo", "sanin", "japan", "nippon", "nihon", "日本", "tokyo", "東京",
        "osaka", "大阪", "kyoto", "京都",
    ]

    private static let keyboard = [
        "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwerty", "asdfgh", "zxcvbn", "asdf", "qwer", "zxcv",
        "1qaz2wsx3edc", "1qaz2wsx", "1q2w3e4r5t", "1q2w3e4r", "qazwsxedc", "qazwsx", "zaq12wsx",
        "1234567890", "0987654321", "123456789", "987654321", "12345678", "87654321", "1234567",
        "123456", "654321", "12345", "54321", "1234", "4321", "123", "321", "11111111", "111111",
        "00000000", "000000", "88888888", "888888", "77777777", "777777", "55555555", "555555",
        "112233", "121212", "123123", "147258369", "159753", "abcdefgh", "abcdef", "abcd", "abc",
    ]

    private static let common = [
        "passwordpassword", "password", "passw0rd", "p@ssw0rd", "p@ssword", "passwd", "passphrase",
        "pass", "letmein", "welcome", "iloveyou", "ilove", "love", "sunshine", "princess", "dragon",
        "monkey", "football", "baseball", "soccer", "tennis", "master", "superman", "batman",
        "pokemon", "pikachu", "naruto", "onepiece", "doraemon", "totoro", "hello", "kitty",
        "secret", "trustno1", "whatever", "freedom", "flower", "cookie", "chocolate", "summer",
        "winter", "spring", "autumn", "january", "february", "march", "april", "june", "july",
        "august", "september", "october", "november", "december", "monday", "friday", "sunday",
        "happy", "birthday", "family", "computer", "internet", "google", "yahoo", "gmail", "docomo",
        "softbank", "ezweb", "icloud", "amazon", "rakuten", "facebook", "test", "testtest",
        "sample",
        "change", "changeme", "default", "temporary", "2019", "2020", "2021", "2022", "2023",
        "2024",
        "2025", "2026", "2027",
    ]

    private static let japanese = [
        "パスワード", "ぱすわーど", "あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "いろはにほへと",
        "ありがとう", "こんにちは", "おはよう", "さようなら", "だいすき", "あいしてる", "ひみつ", "はひふへほ",
        "なにぬねの", "まみむめも", "arigatou", "arigato", "konnichiwa", "ohayou", "sayonara",
        "daisuki", "aishiteru", "himitsu", "aiueo", "kakikukeko", "sakura", "hanako", "tarou",
        "taro",
        "yamada", "tanaka", "suzuki", "satou", "sato", "takahashi", "nakamura", "kobayashi",
        "watanabe", "yamamoto", "hiroshi", "takeshi", "yuki", "haruka", "misaki", "kenji", "akiko",
        "giants", "tigers", "hanshin", "dragons", "carp", "arashi", "kamenashi", "matsuri", "sushi",
        "ramen", "momotaro", "fujisan", "shinkansen", "neko", "inu", "usagi",
    ]
}
