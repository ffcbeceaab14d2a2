import Basics
import Paper
import Testing

@Suite("Labels of a shop")
struct LabelTests {
    private func party(_ name: String, address: String = "鳥取県いなば市湖山町北9丁目101番地") -> Label.Party {
        Label.Party(
            name: Secret(name),
            postcode: Secret("680-0941"),
            address: Secret(address),
            phone: Secret("0857-00-0101")
        )
    }

    private func label(_ number: Int = 1, to receiver: String = "髙﨑 祥子") -> Label {
        Label(
            number: "2612-0830-5517-\(number)",
            receiver: party(receiver),
            sender: party("山田 太郎", address: "東京都千代田区千代田1番1号"),
            goods: ["二十世紀梨 赤秀 5kg(16玉) ×2"],
            cooling: "冷蔵",
            day: Day(number: 20_807),
            window: "午前中",
            noshi: "御歳暮(紅白蝶結び)・外のし",
            noshiName: Secret("山田")
        )
    }

    private func bundle(_ labels: [Label]) throws -> LabelBundle {
        let day = try #require(Day("2026-12-08"))
        return LabelBundle(
            head: .init(bundle: "b1", shop: "髙橋果樹園", made: day, labels: labels.count),
            labels: labels
        )
    }

    @Test("bear receiver, sender, day, goods and のし, and the text can be copied out")
    func holdsAll() throws {
        let text = try Reader.text(LabelSheet(bundle([label()])).pdf())
        for fact in [
            "〒680-0941", "電話 0857-00-0101", "鳥取県いなば市湖山町北9丁目101番地", "髙﨑 祥子 様",
            "12月20日(日) 午前中", "ご依頼主", "東京都千代田区千代田1番1号", "山田 太郎 様",
            "クール便(冷蔵)", "名入れ 山田", "2612-0830-5517-1",
        ] {
            #expect(text.contains(fact), "\(fact) in:\n\(text)")
        }
    }

    @Test("stand eight on a page, and what is to be written by hand stands behind them")
    func pages() throws {
        func pages(_ labels: [Label]) throws -> Substring? {
            let facts = try Reader.facts(LabelSheet(bundle(labels)).pdf())
            return facts.firstMatch(of: /Pages:\s+(\d+)/)?.output.1
        }
        var plain = label()
        (plain.noshi, plain.noshiName) = (nil, nil)
        #expect(try pages([]) == "1")
        #expect(try pages(Array(repeating: plain, count: 8)) == "1")
        #expect(try pages(Array(repeating: plain, count: 9)) == "2")
        #expect(try pages([label()]) == "2")
        plain.card = Secret((1...300).map { "\($0)行目" }.joined(separator: "\n"))
        let text = try Reader.text(LabelSheet(bundle([plain])).pdf())
        #expect(text.contains("カードあり") && text.contains("300行目"))
    }

    @Test("never run into their neighbours, whatever somebody has written")
    func bounds() throws {
        let long = String(repeating: "葛󠄀城", count: 100)
        var wide = label(to: long)
        wide.receiver.address = Secret(long)
        wide.receiver.company = Secret(long)
        wide.sender = wide.receiver
        wide.goods = Array(repeating: long, count: 40)
        wide.noshi = long
        wide.noshiName = Secret(long)
        let pdf = try LabelSheet(bundle([wide, wide, wide, wide])).pdf()
        let words = try Reader.words(pdf, page: 1)
        #expect(!words.isEmpty)
        // 105 × 74.25 mm in points: no word crosses the lines between labels.
        for word in words {
            #expect(word.left >= 297.6 || word.right <= 297.7)
            #expect(word.top >= 210.4 || word.bottom <= 210.5)
            #expect(word.bottom <= 421)
        }
    }

    @Test("with control and direction characters in a name are whole")
    func hostile() throws {
        let text = try Reader.text(
            LabelSheet(bundle([label(to: "髙﨑\u{202E}\u{0007}\n祥子")])).pdf()
        )
        #expect(text.contains("祥子 様"))
    }

    @Test("travel as lines of JSON, and come back as they were, however they are cut")
    func lines() throws {
        let labels = (1...20).map { label($0) }
        let bundle = try bundle(labels)
        var bytes = try LabelBundle.line(bundle.head).revealed
        for label in labels { bytes += try LabelBundle.line(label).revealed }
        for step in [1, 7, 1_000, 1_000_000] {
            var reader = LabelBundleReader()
            for start in stride(from: 0, to: bytes.count, by: step) {
                try reader.take(Secret(Array(bytes[start..<min(start + step, bytes.count)])))
            }
            #expect(try reader.finish() == bundle)
        }
    }

    private static let damages: [(text: String, fault: LabelBundleFault)] = [
        ("", .otherFormat), ("%PDF-1.7\n", .otherFormat), ("{}\n", .otherFormat),
        (String(repeating: "x", count: 70_000), .otherFormat),
        (#"{"format":"ichi-labels-2"}"# + "\n", .unknownFormat("ichi-labels-2")),
        (#"{"format":"ichi-labels-1"}"# + "\n", .damagedLine(1)),
        (head(0) + "{}\n", .damagedLine(2)), (head(1), .miscounted(told: 1, found: 0)),
        (head(1) + #"{"number":"#, .damagedLine(2)),
        (head(1) + String(repeating: "x", count: 70_000), .damagedLine(2)),
    ]

    private static func head(_ count: Int) -> String {
        #"{"bundle":"b1","format":"ichi-labels-1","labels":\#(count),"made":"2026-12-08","shop":"店"}"#
            + "\n"
    }

    @Test("that are none are told apart", arguments: damages)
    func damaged(damage: (text: String, fault: LabelBundleFault)) {
        #expect(throws: damage.fault) {
            var reader = LabelBundleReader()
            try reader.take(Secret(Array(damage.text.utf8)))
            _ = try reader.finish()
        }
    }
}
