public import Basics
public import Foundation

/// Plays the thief: takes a copy of all that a city has written, and tries to read it.
public struct TheftDrill: Sendable {
    private let data: URL
    private let known: URL
    private let more: [String]
    private let servers: [Server]
    private let postcodes: URL

    /// A PostgreSQL database and the setting that names it.
    public struct Server: Sendable {
        public var name: String
        public var url: Secret<String>
        public init(name: String, url: Secret<String>) {
            self.name = name
            self.url = url
        }
    }

    private static let mostShownOfFile = 5
    private static let mostShown = 100

    /// - Parameters:
    ///   - data: The city's data folder.
    ///   - known: The folder of what is known of its people.
    ///   - more: Files and folders that the city writes elsewhere.
    ///   - servers: Databases that it keeps on PostgreSQL.
    ///   - postcodes: Japan Post's list, which everybody has.
    public init(
        data: URL,
        known: URL,
        more: [String] = [],
        servers: [Server] = [],
        postcodes: URL? = nil
    ) {
        self.data = data
        self.known = known
        self.more = more
        self.servers = servers
        self.postcodes = postcodes ?? data.appending(path: "postcodes.tsv")
    }

    /// Copies, searches, and leaves nothing behind.
    ///
    /// - Parameter tell: Hears what is done, in words and as a share of it.
    /// - Returns: What was searched and what could be read; nothing in it tells a value.
    /// - Throws: ``DrillFault`` where the drill cannot be carried out.
    public func run(
        tell: @escaping @Sendable (String, Double) -> Void = { _, _ in }
    ) async throws -> TheftReport {
        let began = ContinuousClock.now
        try check()
        tell("what is known is read", 0)
        let values = try KnownFolder(known).values()
        guard !values.isEmpty else { throw DrillFault.nothingKnown(known.path) }
        let hideout = try Hideout()
        defer { hideout.leave() }
        return try await Interrupted.leaving(hideout) {
            let loot = try Loot(data, more, servers, postcodes, into: hideout, tell: tell)
            var wanted = Wanted(values)
            let open = try await Scanner(wanted.patterns).patterns(in: loot.publicFiles)
            wanted = wanted.without(public: open)
            let found = try await Scanner(wanted.patterns).places(in: loot.files) {
                tell("what was taken is searched", $0)
            }
            var report = TheftDrill.report(loot, wanted, values, found)
            report.seconds = (ContinuousClock.now - began) / .seconds(1)
            return report
        }
    }

    private func check() throws(DrillFault) {
        guard TheftDrill.isFolder(data) else { throw .noFolder(data.path) }
        let city = ["shop", "vault", "ledger", "market"].map { data.appending(path: $0) }
        guard city.contains(where: TheftDrill.isFolder) else { throw .noCity(data.path) }
        let (inner, outer) = (known.standardizedFileURL.path, data.standardizedFileURL.path)
        guard !inner.hasPrefix(outer.hasSuffix("/") ? outer : outer + "/") else {
            throw .knownInside(known.path)
        }
    }

    private static func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            && isFolder.boolValue
    }
}

extension TheftDrill {
    private static func report(
        _ loot: Loot,
        _ wanted: Wanted,
        _ values: [KnownValue],
        _ found: [[Find]]
    ) -> TheftReport {
        var report = TheftReport(
            values: wanted.counts,
            keyFolders: loot.keys,
            unread: loot.unread,
            rowsOnly: loot.rowsOnly
        )
        var lines: [String: TheftReport.Line] = [:]
        for (taken, finds) in zip(loot.taken, found) {
            var line =
                lines[taken.item.place + taken.item.store.rawValue]
                ?? .init(place: taken.item.place, store: taken.item.store)
            line.files += 1
            line.bytes += taken.size
            line.readable += finds.count
            for find in finds {
                line.kinds[wanted.patterns.origins[find.pattern].kind.rawValue, default: 0] += 1
            }
            lines[taken.item.place + taken.item.store.rawValue] = line
            report.readable += finds.count
            report.finds += finds.prefix(mostShownOfFile).map { find in
                let origin = wanted.patterns.origins[find.pattern]
                return .init(
                    file: taken.item.name,
                    store: taken.item.store,
                    offset: find.place.lowerBound,
                    kind: origin.kind,
                    isWhole: origin.isWhole,
                    way: find.way,
                    known: values[origin.value].source
                )
            }
        }
        report.finds = Array(report.finds.prefix(mostShown))
        report.stores = lines.values.sorted {
            ($0.place, $0.store.rawValue) < ($1.place, $1.store.rawValue)
        }
        return report
    }
}
