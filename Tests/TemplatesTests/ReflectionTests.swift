import Templates
import Testing

@Suite("What templates see of a value")
struct ReflectionTests {
    private struct Price: CustomStringConvertible {
        let yen: Int
        var description: String { "¥\(yen)" }
    }
    private struct Line {
        let name: String
        let price: Price
        let note: String?
        var computed: String { "unseen" }
    }
    private struct Page {
        let lines: [Line]
        let isNew: Bool
        let count: Int
    }

    private func filled(_ text: String, _ value: Any) throws -> String {
        let library = try TemplateLibrary(["page": text])
        let bytes = library.render("page", showing: TemplateValue(reflecting: value))
        return String(decoding: bytes, as: UTF8.self)
    }

    private let page = Page(
        lines: [
            Line(name: "a", price: Price(yen: 1), note: nil),
            Line(name: "b", price: Price(yen: 2), note: "n"),
        ],
        isNew: true,
        count: 3
    )

    @Test("stored properties, and what is in them")
    func properties() throws {
        let text = "{{#lines}}{{name}} {{price}} {{price.yen}}{{#note}} {{.}}{{/note}};{{/lines}}"
        #expect(try filled(text, page) == "a ¥1 1;b ¥2 2 n;")
        #expect(try filled("{{#isNew}}{{count}}{{/isNew}}", page) == "3")
        #expect(try filled("{{#lines}}{{computed}}{{/lines}}", page) == "")
    }

    @Test("an empty optional does not show another thing of its name")
    func absentStaysAbsent() throws {
        struct Outer { let note = "outer", inner: Line }
        let outer = Outer(inner: page.lines[0])
        #expect(try filled("{{#inner}}[{{note}}]{{/inner}}{{note}}", outer) == "[]outer")
    }

    @Test("an object answers by itself, also within a struct")
    func objects() throws {
        struct Card: TemplateObject {
            let hidden = "h"
            func value(named name: String) -> TemplateValue? { name == "x" ? .text("1") : nil }
        }
        struct Outer { let cards = [Card(), Card()] }
        #expect(try filled("{{#cards}}{{x}}{{hidden}}{{/cards}}", Outer()) == "11")
    }
}
