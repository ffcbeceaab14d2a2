import ArgumentParser
import DemoCity
import Foundation
import Import
import ShopHost

/// The old shop whose members and orders the demonstration city takes over, once.
///
/// `DIR/demo-old-shop` remembers which one it is and how far it has come; it names nobody.
struct DemoOldShop {
    private let settings: ShopSettings
    private let seed: String
    private let size: OldShopSize
    private let journal: URL

    init(_ settings: ShopSettings, seed: String, size: OldShopSize) {
        self.settings = settings
        self.seed = seed
        self.size = size
        journal = settings.dataDirectory.appending(path: "demo-old-shop")
    }

    private var known: URL { settings.knownDirectory }

    /// Writes the exports and imports them; does nothing where it is done.
    func moveIn() async throws {
        let done = try steps()
        guard done.first.map({ $0 == name }) ?? true else {
            try refuse(done.first ?? "")
            return
        }
        guard !done.contains("moved in") else { return }
        let files = [OldShopWriter.membersFile, OldShopWriter.ordersFile]
            .map { known.appending(path: $0).path }
        if !done.contains("written") || !files.allSatisfy(FileManager.default.fileExists(atPath:)) {
            try note([name])
            try OldShopWriter(seed: seed, size: size).write(into: known, tell: Progress.tell)
        }
        try note([name, "written"])
        let moving = MovingIn(
            settings: settings,
            files: ImportFiles(members: [files[0]], orders: [files[1]])
        )
        let (summary, seconds) = try await moving.run()
        try ImportTerminal.show(summary, json: false, seconds: seconds)
        try note([name, "written", "moved in"])
        say("everybody in \(known.path) is invented")
    }

    private var name: String {
        "\(size.members) members, \(size.orders) orders, seed \(seed)"
    }

    private func steps() throws -> [String] {
        guard FileManager.default.fileExists(atPath: journal.path) else { return [] }
        let text = try String(contentsOf: journal, encoding: .utf8)
        return text.split(separator: "\n").map(String.init)
    }

    private func note(_ steps: [String]) throws {
        try Data(steps.map { $0 + "\n" }.joined().utf8).write(to: journal, options: .atomic)
    }

    private func refuse(_ other: String) throws {
        say("another old shop has moved in here: \(other). Take another folder: --data DIR")
        throw ExitCode.failure
    }

    private func say(_ words: String) {
        FileHandle.standardError.write(Data("ichi demo make: \(words)\n".utf8))
    }
}
