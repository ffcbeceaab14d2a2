import Basics
import Paper

/// Papers that the tests look at.
enum Sample {
    static func invoice(lines: [Invoice.Line], postage: Int = 1_100) -> Invoice {
        Invoice(
            orderNumber: "2612-0830-5517",
            part: 1,
            issuer: .init(
                name: "湖山池の梨 髙橋果樹園",
                postcode: "680-0941",
                address: "鳥取県いなば市湖山町北9丁目101番地",
                phone: "0857-00-0101",
                registration: RegistrationNumber("T1234567890123")
            ),
            addressee: Secret("髙﨑 祥子 様"),
            issued: Day(number: 20_795),
            supplied: Day(number: 20_790),
            lines: lines,
            postage: Money(yen: postage),
            payment: "銀行振込"
        )
    }

    static let pears = Invoice.Line(
        goods: "二十世紀梨 赤秀 5kg(16玉)",
        count: 2,
        price: Money(yen: 4_980),
        rate: .reduced
    )
    static let paper = Invoice.Line(
        goods: "因州和紙 手漉き便箋と封筒の詰め合わせ",
        count: 1,
        price: Money(yen: 2_750),
        rate: .standard
    )

    static func letter(parts: [PostLetter.Part]) -> PostLetter {
        PostLetter(
            sender: .init(
                name: "いなばの市",
                postcode: "680-8571",
                address: "鳥取県いなば市尚徳町116番地",
                phone: "0120-000-118",
                hours: "8:30–17:30、日曜を除く"
            ),
            postcode: Secret("100-0001"),
            address: Secret("東京都千代田区千代田1番1号 とても長い名前のマンション葛󠄀城 1203号室"),
            addressee: Secret("髙﨑 祥子 様"),
            written: Day(number: 20_795),
            reference: "abcdefgh",
            subject: "ご注文をうけたまわりました",
            parts: parts
        )
    }
}
