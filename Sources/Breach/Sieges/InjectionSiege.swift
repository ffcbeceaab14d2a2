import Basics
import DemoCity
import Foundation
import ShopHost
import Storage
import Vault
import VaultAPI

/// Who reads and writes the shop's database at will, and has a browser like anybody.
struct InjectionSiege {
    let stage: Stage

    private static let victims = 6

    func run() async throws -> BreachReport.Line {
        let data = try await stage.copy(for: .sqlInjection)
        let city = try await RunningCity(stage, data: data)
        var line = BreachReport.Line(.sqlInjection)
        let pages: URL
        do {
            pages = try await attack(city, data, &line)
        } catch {
            await city.stop()
            throw error
        }
        await city.stop()
        let crowd = try KnownCrowd(stage, passing: nil)
        let rows = Files.all(in: data.appending(path: "shop"))
        crowd.count(
            try await crowd.found(in: [pages] + rows),
            namesADay: stage.namesADay,
            into: &line
        )
        line.attempts += rows.count
        return line
    }

    /// Writes victims into his own checkout, and looks at its page.
    private func attack(
        _ city: RunningCity,
        _ data: URL,
        _ line: inout BreachReport.Line
    ) async throws -> URL {
        let settings = try ShopSettings(
            data: data.path,
            basePort: stage.basePort,
            environment: stage.environment()
        )
        let shop = ShopLootStore(database: try await ShopStores.shop(settings, .readWrite))
        let victims = try await shop.everything().handles.shuffled().prefix(InjectionSiege.victims)
        let thief = try Crowd(
            stage.town(),
            from: 1000,
            count: 2,
            known: data.deletingLastPathComponent().appending(path: "thief.known")
        )
        let draft = try await thief.draft()
        var look = draft.look
        let checkout =
            draft.path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        var alarms = Alarms()
        var loot: [String] = []
        for (part, name) in InjectionSiege.parts {
            var way = BreachReport.Way(name: name, attempts: 0, answers: [:])
            for victim in victims {
                try await shop.give(checkout: checkout, to: victim, as: part)
                let (page, seconds) = try await tried(city, draft.path, &look)
                loot.append(page ?? "")
                way.count(frozenAfter: seconds)
                alarms.hear(try await city.freezes())
                alarms.hear(alarms: try await city.alarms())
                try await city.lift()
            }
            line.ways.append(way)
        }
        let letters = try await shop.repeatLetters()
        try await city.settle()
        line.notes.append("\(letters) letters sent again, to whose they are")
        await shop.database.close()
        line.attempts = line.ways.reduce(letters) { $0 + $1.attempts }
        line.attemptsUntilAlarm = line.ways.compactMap(\.attemptsUntilFrozen).max()
        line.secondsUntilFrozen = line.ways.compactMap(\.secondsUntilFrozen).max()
        (line.frozen, line.alarms) = (alarms.freezes, alarms.kinds)
        let file = data.deletingLastPathComponent().appending(path: "pages")
        try Data(loot.joined(separator: "\n").utf8).write(to: file)
        return file
    }

    /// Recipients first: afterwards the checkout is no longer his.
    private static let parts: [(ShopLootStore.Part, String)] = [
        (.recipients, "others' handles as recipients in his own checkout"),
        (.orderer, "others' handles as orderer of his own checkout"),
    ]

    /// A look at the page, and how long after it somebody stood frozen.
    private func tried(_ city: RunningCity, _ path: String, _ look: inout Look) async throws
        -> (page: String?, seconds: Double?)
    {
        let start = ContinuousClock.now
        let page = await look.page(path)
        for _ in 0..<40 {
            if try await city.freezes().contains(where: { $0.lifted == nil }) {
                return (page, start.duration(to: .now) / .seconds(1))
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        return (page, nil)
    }
}

extension BreachReport.Way {
    fileprivate mutating func count(frozenAfter seconds: Double?) {
        attempts += 1
        answers[seconds == nil ? "not asked" : "frozen", default: 0] += 1
        guard let seconds else { return }
        attemptsUntilFrozen = 1
        secondsUntilFrozen = max(secondsUntilFrozen ?? 0, seconds)
    }
}
