import Foundation
import Testing

@testable import Theft

@Suite("Whose data stands somewhere")
struct PeopleTests {
    private func folder(_ files: [String: String]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "ichi-people-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        return folder
    }

    private static func line(_ kind: String, _ value: String, _ person: String?) -> String {
        let whose = person.map { #","person":"\#($0)""# } ?? ""
        return #"{"kind":"\#(kind)","value":"\#(value)"\#(whose)}"# + "\n"
    }

    private static let typed =
        line("email", "hanako.sunaoka@example.jp", "a") + line("phone", "09000001234", "a")
        + line("street", "架空町9-28-20", "a") + line("phone", "09000005678", "b")
        + line("street", "架空町9-28-20", "b") + line("email", "nobody.in.particular@example.jp", nil)

    @Test("what two persons share tells neither; a line without a person tells nobody")
    func shared() throws {
        let known = try folder(["typed.jsonl": Self.typed])
        defer { try? FileManager.default.removeItem(at: known) }
        let people = try KnownFolder(known).people()
        #expect(people.map { $0.values.count } == [2, 1])
    }

    @Test("a row of an export is who bears its mailbox, whichever file it stands in")
    func rows() throws {
        let export = "お名前(姓),メールアドレス,TEL1\n砂丘,rakuda.kobu@example.jp,0857090001\n"
        let orders =
            "注文者E-MAIL,注文者電話番号\nrakuda.kobu@example.jp,0857090001\nyosomono.x@example.jp,0857090002\n"
        let known = try folder(["customer.csv": export, "order.csv": orders])
        defer { try? FileManager.default.removeItem(at: known) }
        let people = try KnownFolder(known).people()
        #expect(people.count == 2)
    }

    @Test("persons are counted whose own value stands in a file, and no others")
    func search() async throws {
        let known = try folder([
            "typed.jsonl": Self.typed,
            "loot": "x 0900-000-5678 y", "none": "架空町9-28-20 09000009999 hanako",
        ])
        defer { try? FileManager.default.removeItem(at: known) }
        let search = PeopleSearch(try KnownFolder(known).people())
        #expect(try await search.people(in: [known.appending(path: "loot")]) == [1])
        #expect(try await search.people(in: [known.appending(path: "none")]).isEmpty)
        #expect(try await search.people(in: [known.appending(path: "gone")]).isEmpty)
    }
}
