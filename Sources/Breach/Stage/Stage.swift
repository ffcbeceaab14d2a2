import DemoCity
public import Foundation
import Theft

/// The drill's own city, made anew in a folder that is gone afterwards; each attacker gets a copy of it.
public final class Stage: Sendable {
    let folder: URL
    let programs: URL
    let checkout: URL
    let mailbox: Mailbox
    let basePort = FreePorts.four()
    let seed: String
    /// Names that its witness gives on a day.
    let namesADay: Int
    private let size: Size

    /// How many people are in it.
    public struct Size: Sendable {
        /// Members who moved in from an old shop.
        public var old: Int
        /// Such as registered at its pages, and orders that they placed there.
        public var members: Int
        public var orders: Int

        public init(old: Int, members: Int, orders: Int) {
            (self.old, self.members, self.orders) = (old, members, orders)
        }

    }

    /// - Throws: ``BreachFault``, and where the folder cannot be made.
    public init(programs: URL, checkout: URL, seed: String, size: Size, namesADay: Int) throws {
        (self.programs, self.checkout) = (programs, checkout)
        (self.seed, self.size, self.namesADay) = (seed, size, namesADay)
        folder = FileManager.default.temporaryDirectory
            .appending(path: "ichi-breach-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        mailbox = try Mailbox(checkout)
    }

    /// Leaves nothing behind.
    public func close() {
        mailbox.close()
        try? FileManager.default.removeItem(at: folder)
    }

    var data: URL { folder.appending(path: "city/data", directoryHint: .isDirectory) }
    var known: URL { KnownFolder.beside(data) }
    /// What somebody typed who has begun to register, and no more.
    var halfKnown: URL { folder.appending(path: "half.known", directoryHint: .isDirectory) }
    var origin: String { "http://office.localhost:\(basePort + 2)" }

    /// Where its pages are.
    func town() throws -> Town {
        guard let town = Town(marketPort: basePort, mailbox: mailbox.page) else {
            throw BreachFault.noMailbox(mailbox.page)
        }
        return town
    }

    func environment(_ more: [String: String] = [:]) -> [String: String] {
        let own = ProcessInfo.processInfo.environment.filter {
            ["PATH", "HOME", "LANG", "TZ", "TMPDIR"].contains($0.key)
        }
        let city = [
            "ICHI_RELAY": "smtp://127.0.0.1:\(mailbox.smtp)",
            "ICHI_COUNTER_ORIGIN": "http://counter.localhost:\(basePort + 1)",
            "ICHI_OFFICE_ORIGIN": origin, "ICHI_MAIL_FROM": "ichi@inaba.example",
            "ICHI_POST_ROOM": "post-room@inaba.example",
            "ICHI_POSTCODES": checkout.appending(path: ".setup/postcodes.tsv").path,
            "ICHI_WITNESS_NAMES_A_DAY": "\(namesADay)",
            "ICHI_WITNESS_NAMES_IN_THIRTY_DAYS": "\(namesADay * 3)",
        ]
        return own.merging(city) { $1 }.merging(more) { $1 }
    }

    func shell(_ more: [String: String] = [:]) -> Shell {
        Shell(environment: environment(more), folder: folder)
    }

    func program(_ name: String) -> String { programs.appending(path: name).path }

    /// Makes the city: an old shop moves in, people register and order, somebody begins to register.
    public func build() async throws {
        try FileManager.default.createDirectory(
            at: data.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        let shell = shell()
        try await shell.run(
            program("ichi"),
            ["demo", "make", "--data", data.path, "--seed", seed, "--members", "\(size.old)"]
        )
        let city = try await RunningCity(self, data: data)
        do {
            try await shell.run(
                program("ichi"),
                [
                    "demo", "people", "--data", data.path, "--ports", "\(basePort)", "--mailbox",
                    mailbox.page, "--members", "\(size.members)", "--orders", "\(size.orders)",
                ]
            )
            try await Crowd(town(), from: 900, count: 1, known: halfKnown).registerHalf()
            try await city.settle()
        } catch {
            await city.stop()
            throw error
        }
        await city.stop()
    }

    /// A copy for one attacker, with everybody's own rights.
    func copy(for position: Position) async throws -> URL {
        let place = folder.appending(path: position.rawValue, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try await shell().run("/bin/cp", ["-a", data.path, place.appending(path: "data").path])
        return place.appending(path: "data", directoryHint: .isDirectory)
    }

    /// All who live there.
    func people() throws -> [KnownPerson] { try KnownFolder(known).people() }
}
