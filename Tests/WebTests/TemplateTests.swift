import Foundation
import Templates
import Testing

@testable import Web

@Suite("Templates")
struct TemplateTests {
    private struct Broken: Page {
        static let template = "broken/page"
        let head = PageHead("x")
        let present = "a"
        let rows: [String]
        let gap: String?
    }

    private func faults(_ text: String, _ samples: [any Page]) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "ichi-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "page.mustache")
        try text.write(to: file, atomically: true, encoding: .utf8)
        let pages = try PageRenderer(
            site: .sample,
            frame: .market,
            assets: AssetLibrary(),
            templates: [TemplateFolder("broken", directory: folder)]
        )
        return TemplateCheck(pages).faults(in: samples)
    }

    @Test("every tag of the samples' templates is a property, and every template has a sample")
    func samplesAreWhole() throws {
        let pages = try Sample.pages(.market)
        let problem = ProblemPage(
            Problem.ours.offering(.init("戻る", "/")),
            number: .mint(),
            site: .sample
        )
        let samples: [any Page] = [
            StallPage(), try Sample.badAddress(), ConfirmationPage(), problem,
            GuidePage(site: .sample), LawIndexPage(site: .sample), PrivacyPage(site: .sample),
            ContactPage(site: .sample),
        ]
        let check = TemplateCheck(pages)
        #expect(check.faults(in: samples) == [])
        #expect(try check.templates(of: Sample.folder, notIn: samples) == [])
        #expect(try check.templates(of: .web, notIn: samples) == [])
    }

    @Test("a tag without a property is found")
    func missingProperty() throws {
        let sample = Broken(rows: ["a"], gap: nil)
        #expect(
            try faults("{{present}}{{absent}}", [sample])
                == ["broken/page: {{absent}} is no property"]
        )
    }

    @Test("a section that no sample shows is found")
    func hiddenSection() throws {
        let text = "{{#rows}}{{nowhere}}{{/rows}}"
        let empty = Broken(rows: [], gap: nil)
        let full = Broken(rows: ["a"], gap: nil)
        #expect(try faults(text, [empty]) == ["broken/page: no sample shows what is in {{#rows}}"])
        let found = try faults(text, [empty, full])
        #expect(found == ["broken/page: {{nowhere}} is no property"])
    }

    @Test("a partial that is not there is found")
    func missingPartial() throws {
        #expect(
            try faults("{{>nobody}}", [Broken(rows: [], gap: nil)])
                == ["nobody: there is no such template"]
        )
    }

    @Test("text that is not escaped is refused at start")
    func unescaped() {
        for text in ["{{{present}}}", "{{&present}}", "{{ & present}}"] {
            #expect(throws: TemplateFault.unescaped(template: "broken/page")) {
                try faults(text, [])
            }
        }
    }
}
