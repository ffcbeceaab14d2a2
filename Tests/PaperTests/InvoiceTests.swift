import Basics
import Foundation
import Paper
import Testing

@Suite("An invoice")
struct InvoiceTests {
    @Test("holds what the law asks, and its text can be copied out")
    func facts() throws {
        var invoice = Sample.invoice(lines: [Sample.pears, Sample.paper])
        invoice.deliveries = ["2026年12月20日(日) 午前中"]
        let text = try Reader.text(invoice.pdf())
        for fact in [
            "お届け 2026年12月20日(日) 午前中",
            "髙﨑 祥子 様", "髙橋果樹園", "T1234567890123", "(適格請求書)", "2612-0830-5517-1",
            "二十世紀梨 赤秀 5kg(16玉) ※", "※は軽減税率(8%)の対象です", "¥13,810−", "8%対象",
            "9,960円", "10%対象", "3,850円", "お品代として", "銀行振込", "2026年12月3日",
        ] {
            #expect(text.contains(fact), "\(fact) in:\n\(text)")
        }
        #expect(!text.contains("再発行"))
    }

    @Test("rounds the tax once a rate, not once a line")
    func rounding() {
        let candy = Invoice.Line(goods: "飴", count: 1, price: Money(yen: 20), rate: .reduced)
        let invoice = Sample.invoice(lines: Array(repeating: candy, count: 10), postage: 0)
        // 20 × 8/108 is 1.48, ten times 1 is 10; 200 × 8/108 is 14.8.
        #expect(invoice.totalsByRate.map(\.rate) == [.reduced])
        #expect(invoice.totalsByRate.map(\.total) == [Money(yen: 200)])
        #expect(invoice.totalsByRate.map(\.tax) == [Money(yen: 14)])
    }

    @Test("counts postage at the standard rate")
    func postage() {
        let invoice = Sample.invoice(lines: [Sample.pears], postage: 1_100)
        #expect(
            invoice.totalsByRate.map(\.total) == [Money(yen: 9_960), Money(yen: 1_100)]
        )
        #expect(invoice.totalsByRate.map(\.tax) == [Money(yen: 737), Money(yen: 100)])
        #expect(invoice.totalsByRate.map(\.total).sum() == invoice.total)
    }

    @Test("of a shop that is not registered claims nothing")
    func notRegistered() throws {
        var invoice = Sample.invoice(lines: [Sample.pears])
        invoice.issuer.registration = nil
        let text = try Reader.text(invoice.pdf())
        #expect(!text.contains("適格請求書"))
        #expect(!text.contains("登録番号"))
        #expect(text.contains("領"))
    }

    @Test("says that it was issued again")
    func reissue() throws {
        var invoice = Sample.invoice(lines: [Sample.pears])
        invoice.isReissue = true
        #expect(try Reader.text(invoice.pdf()).contains("再発行したものです"))
    }

    @Test("speaks of the stamp only from 50,000 yen before tax")
    func stamp() throws {
        var line = Sample.pears
        line.count = 1
        line.price = Money(yen: 53_998)
        let below = try Reader.text(Sample.invoice(lines: [line], postage: 0).pdf())
        #expect(!below.contains("収入印紙"))
        line.price = Money(yen: 53_999)
        let above = try Reader.text(Sample.invoice(lines: [line], postage: 0).pdf())
        #expect(above.contains("収入印紙"))
    }

    @Test("of many lines goes on under its heading on the next pages")
    func longTable() throws {
        let lines = (1...120).map { number in
            Invoice.Line(
                goods: "らっきょう甘酢漬 その\(number)",
                count: number,
                price: Money(yen: 700),
                rate: .reduced
            )
        }
        let pdf = Sample.invoice(lines: lines).pdf()
        let text = try Reader.text(pdf)
        let pages = text.split(separator: "\u{C}").filter { $0.contains(where: \.isNumber) }
        #expect(pages.count >= 3)
        #expect(pages.dropLast().allSatisfy { $0.contains("品名") })
        #expect(text.contains("2 / \(pages.count)"))
        for number in 1...120 { #expect(text.contains("その\(number) ※")) }
    }

    @Test("embeds its fonts and bears a title")
    func fonts() throws {
        let pdf = Sample.invoice(lines: [Sample.pears]).pdf()
        let fonts = try Reader.fonts(pdf).split(separator: "\n").dropFirst(2)
        #expect(!fonts.isEmpty)
        for font in fonts {
            #expect(font.contains("NotoSansCJKjp"), "\(font)")
            #expect(font.contains(/yes\s+yes\s+yes/), "embedded, subset, to Unicode: \(font)")
        }
        let facts = try Reader.facts(pdf)
        #expect(facts.contains("領収書 ご注文番号 2612-0830-5517"))
        #expect(facts.contains(/Tagged:\s+yes/))
    }

    @Test("of several shops are one file, each from a new page")
    func several() throws {
        let invoice = Sample.invoice(lines: [Sample.pears])
        var second = invoice
        second.part = 2
        let pages = try Reader.text(Invoice.pdf([invoice, second])).split(separator: "\u{C}")
        try #require(pages.count == 2)
        #expect(pages[0].contains("5517-1"))
        #expect(pages[1].contains("5517-2"))
    }

    @Test(
        "is not disturbed by what a name may hold",
        arguments: [
            "\u{202E}子祥", "a\u{0}b", "改\r\n行\t", "👨‍👩‍👧‍👦🍐", String(repeating: "長", count: 3_000), "",
        ]
    )
    func hostileNames(name: String) throws {
        var invoice = Sample.invoice(lines: [Sample.pears])
        invoice.addressee = Secret(name + " 様")
        let text = try Reader.text(invoice.pdf())
        #expect(text.contains("11,060"))
        #expect(!text.unicodeScalars.contains("\u{202E}"))
    }
}

@Suite("A registration number")
struct RegistrationNumberTests {
    @Test("is T and thirteen digits")
    func form() {
        #expect(RegistrationNumber("T1234567890123")?.description == "T1234567890123")
        for text in ["", "1234567890123", "T123456789012", "T12345678901234", "T123456789012x"] {
            #expect(RegistrationNumber(text) == nil)
        }
        #expect(RegistrationNumber("T123456789012３") == nil)
    }
}
