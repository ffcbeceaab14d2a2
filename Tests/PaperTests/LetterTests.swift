import Basics
import Paper
import Testing

@Suite("A letter by post")
struct LetterTests {
    let parts: [PostLetter.Part] = [
        .paragraph("このたびは、いなばの市をご利用いただき、ありがとうございます。次のご注文をうけたまわりました。"),
        .heading("ご注文の内容"),
        .facts([.init("ご注文番号", "2612-0830-5517"), .init("合計", "11,060円")]),
        .goods(
            title: "髙橋果樹園",
            [.init(name: "二十世紀梨 赤秀 5kg(16玉)", count: 2, amount: Money(yen: 9_960))]
        ),
        .typed([
            .init("ページ", "http://counter.localhost:8081/orders/ab2cd"), .init("番号", "7KQ2-M4XP"),
        ]),
    ]

    @Test("bears address, reference and all of its parts")
    func holdsAll() throws {
        let text = try Reader.text(Sample.letter(parts: parts).pdf())
        for fact in [
            "〒100-0001", "髙﨑 祥子 様", "整理番号 abcdefgh", "ご注文の内容", "11,060円", "9,960円",
            "7KQ2-M4XP", "0120-000-118", "以上",
        ] {
            #expect(text.contains(fact), "\(fact) in:\n\(text)")
        }
    }

    @Test("of many goods has several pages that are numbered")
    func long() throws {
        let goods = (1...90).map {
            PostLetter.Goods(name: "品物 \($0)", count: 1, amount: Money(yen: 100))
        }
        let text = try Reader.text(
            Sample.letter(parts: [.goods(title: "店", goods)]).pdf()
        )
        #expect(text.contains("abcdefgh"))
        #expect(text.contains("2 / 3"))
        #expect(text.contains("品物 90"))
    }
}
