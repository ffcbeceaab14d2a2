import Foundation
import Testing

@testable import VaultHost

@Suite("what the courier knows of the site")
struct SiteFileTests {
    private func with(
        _ text: String?,
        folder made: String? = nil,
        _ test: (DataLayout) throws -> Void
    )
        throws
    {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "ichi-site-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: made ?? ""),
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        try text?.write(
            to: folder.appending(path: "site.json"),
            atomically: true,
            encoding: .utf8
        )
        try test(DataLayout(folder.path))
    }

    @Test("the file of the shop is the courier's too")
    func read() throws {
        let text = """
            {"name": "みなとの市", "reading": "みなとのいち", "city": "みなと市",
             "telephone": "0120-000-999", "hours": "9:00〜17:00", "mail": "ichi@minato.example",
             "market": "https://market.minato.example",
             "counter": "https://counter.minato.example",
             "postcode": "680-0001", "address": "鳥取県みなと市一丁目1番地"}
            """
        try with(text) { layout in
            let site = try SiteFile.read(layout, counterPort: 1)
            #expect(site.name == "みなとの市")
            #expect(site.telephone == "0120-000-999")
            #expect(site.counter == "https://counter.minato.example")
        }
    }

    @Test("a file that is not whole is told of, not replaced", arguments: ["{", "{}", ""])
    func broken(text: String) throws {
        try with(text) { layout in
            #expect(throws: HostError.siteUnreadable(layout.directory + "/site.json")) {
                try SiteFile.read(layout, counterPort: 1)
            }
        }
    }

    @Test("without a file a city is the demonstration's, and another folder is told of")
    func without() throws {
        try with(nil, folder: "shop") { layout in
            let site = try SiteFile.read(layout, counterPort: 9001)
            #expect(site.counter == "http://counter.localhost:9001")
        }
        try with(nil) { layout in
            #expect(throws: HostError.noCity(layout.directory)) {
                try SiteFile.read(layout, counterPort: 1)
            }
        }
        #expect(throws: HostError.noFolder("/nowhere/at/all")) {
            try SiteFile.read(DataLayout("/nowhere/at/all"), counterPort: 1)
        }
    }
}
