import HTTPTypes
import TestKit
import Testing

@testable import Web

@Suite("Pages that every site has")
struct SnapshotTests {
    private static let problems: [(Problem, String)] = [
        (.malformed, "malformed"), (.forbidden, "forbidden"), (.crossSite, "cross-site"),
        (.notFound, "not-found"), (.methodNotAllowed(allowed: [.post]), "method"),
        (.expired.offering(.init("買い物かごに戻る", "/basket")), "expired"), (.tooLarge, "too-large"),
        (.tooMany(retryAfterSeconds: 60), "too-many"), (.ours, "ours"), (.away, "away"),
        (.sealed, "sealed"),
        (.suspended, "suspended"),
    ]

    @Test("what goes wrong is told as it was kept", arguments: problems)
    func problem(_ problem: Problem, name: String) throws {
        let number = RequestNumber(text: "ABCD-2345")
        let page = ProblemPage(problem, number: number, site: .sample)
        let html = try Sample.pages(.counter).html(page, status: problem.status)
        try Snapshot.expectPage(html, is: "problem-\(name).html")
    }

    @Test("guide, law, privacy and contact are as they were kept")
    func site() throws {
        let pages = try Sample.pages(.market)
        try Snapshot.expectPage(pages.html(GuidePage(site: .sample)), is: "guide.html")
        try Snapshot.expectPage(pages.html(LawIndexPage(site: .sample)), is: "law.html")
        try Snapshot.expectPage(pages.html(PrivacyPage(site: .sample)), is: "privacy.html")
        try Snapshot.expectPage(pages.html(ContactPage(site: .sample)), is: "contact.html")
    }
}
