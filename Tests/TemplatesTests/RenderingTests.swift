import Templates
import Testing

@Suite("Filling templates")
struct RenderingTests {
    private func filled(
        _ text: String,
        _ value: TemplateFields,
        parts: [String: String] = [:],
        as kind: TemplateKind = .html
    ) throws -> String {
        let library = try TemplateLibrary(parts.merging(["page": text]) { _, page in page })
        let bytes = library.render("page", showing: .object(value), as: kind)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("what is shown is escaped, wherever it stands")
    func escaped() throws {
        let nasty = #"<b class="a">&'髙"#
        let safe = "&lt;b class=&quot;a&quot;&gt;&amp;&#39;髙"
        #expect(try filled("[{{x}}]", ["x": .text(nasty)]) == "[\(safe)]")
        #expect(try filled("{{#x}}{{.}}{{/x}}", ["x": .texts([nasty, ""])]) == safe)
        #expect(try filled("{{x}}", ["x": .text(nasty)], as: .plainText) == nasty)
    }

    @Test("a section stands once a value, and its contrary where there is none")
    func sections() throws {
        let text = "{{#x}}<{{.}}>{{/x}}{{^x}}none{{/x}}"
        #expect(try filled(text, ["x": .texts(["a", "b"])]) == "<a><b>")
        #expect(try filled(text, ["x": .text("a")]) == "<a>")
        #expect(try filled(text, ["x": .text("")]) == "<>")
        for empty in [TemplateValue.list([]), .absent, .truth(false), .optional(nil)] {
            #expect(try filled(text, ["x": empty]) == "none")
        }
        #expect(try filled(text, [:]) == "none")
        #expect(try filled("{{#x}}{{y}}{{/x}}", ["x": .truth(true), "y": .text("1")]) == "1")
    }

    @Test("a name is looked for from the innermost value outwards; absent is an answer")
    func names() throws {
        let outer: TemplateFields = [
            "name": .text("outer"), "word": .text("w"),
            "inner": .object(["name": .text("inner"), "gap": .absent] as TemplateFields),
            "gap": .text("not this"),
        ]
        #expect(try filled("{{#inner}}{{name}} {{word}} {{gap}}{{/inner}}", outer) == "inner w ")
        #expect(try filled("{{inner.name}}{{inner.word}}{{inner.name.x}}", outer) == "inner")
    }

    @Test("a partial sees what the tag sees; one may be named by a value")
    func partials() throws {
        let parts = ["part": "({{x}})", "a/b": "<{{x}}>"]
        let value: TemplateFields = ["x": .text("1"), "which": .text("a/b")]
        #expect(try filled("{{>part}}{{> *which }}{{>nobody}}", value, parts: parts) == "(1)<1>")
    }

    @Test("a tag alone on its line leaves none")
    func lines() throws {
        let text = "a\n{{#x}}\n  {{! words }}\nb {{.}}\n  {{/x}}  \n{{>part}}\nc\n{{y}}\n"
        let value: TemplateFields = ["x": .texts(["1", "2"]), "y": .text("")]
        #expect(try filled(text, value, parts: ["part": "p\n"]) == "a\nb 1\nb 2\np\nc\n\n")
        #expect(try filled("{{#x}}{{.}} {{/x}}\nend", value) == "1 2 \nend")
    }

    @Test(
        "what cannot be read is refused at start",
        arguments: ["{{#a}}", "{{/a}}", "{{#a}}{{#b}}{{/a}}{{/b}}", "{{a"]
    )
    func unreadable(text: String) {
        #expect {
            try TemplateLibrary(["page": text])
        } throws: { error in
            if case TemplateFault.unreadable(template: "page", _) = error { true } else { false }
        }
    }
}
