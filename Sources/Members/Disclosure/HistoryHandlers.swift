import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// わたしの情報をだれが見たか.
struct HistoryPage: Page {
    static let template = "members/history"
    var head: PageHead {
        PageHead(title, crumbs: [Crumb("マイページ", MemberPath.account), Crumb(title)])
    }
    let title = "わたしの情報をだれが見たか"
    let lines: [Line]
    let hasLines: Bool

    struct Line: Sendable {
        let day: String
        let words: String
    }
}

/// Tells who looked at a member's data, from the ledger.
struct HistoryHandlers: Sendable {
    let pages: PageRenderer
    let door: MemberDoor
    let vault: VaultDesk
    /// A shop's name by its number.
    let shopName: @Sendable (Int) async throws -> String?

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/account/history", use: show)
    }

    @Sendable private func show(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .history) { session in
            let history = try await vault.ask(History(token: session.token)).lines
            let names = try await shopNames(in: history)
            let lines = history.map { line in
                HistoryPage.Line(
                    day: Day(line.at).japanese,
                    words: DisclosureWords.sentence(line) { names[$0] }
                )
            }
            return pages.render(HistoryPage(lines: lines, hasLines: !lines.isEmpty), in: context)
        }
    }

    private func shopNames(in history: [History.Line]) async throws -> [Int: String] {
        var names: [Int: String] = [:]
        for line in history {
            guard case .shop(let number) = line.actor, names[number] == nil else { continue }
            names[number] = try await shopName(number)
        }
        return names
    }
}
