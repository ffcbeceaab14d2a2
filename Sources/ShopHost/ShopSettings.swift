import Basics
public import Foundation
public import Storage
public import Web

/// What a process of the shop's host needs to know before it starts.
public struct ShopSettings: Sendable {
    public var dataDirectory: URL
    /// The market's port; the counter takes the next, and the office the one after that.
    public var basePort: Int
    public var site: SiteConfiguration
    /// Japan Post's postcodes, as `bin/setup` writes them.
    public var postcodes: URL
    /// Whether the market keeps the public pages that it has rendered.
    public var keepsPages: Bool
    private let databaseURL: String?

    /// Reads `DIR/site.json`, where there is one, and the environment: `DATABASE_URL` for
    /// PostgreSQL, `ICHI_POSTCODES` for another postcode file than `DIR/postcodes.tsv`,
    /// `ICHI_KEEP_PAGES=off` to have every page rendered anew.
    ///
    /// - Throws: ``BadSetting``, or what reading the file throws.
    public init(data: String, basePort: Int = 8080, environment: [String: String]) throws {
        dataDirectory = URL(filePath: data, directoryHint: .isDirectory).standardizedFileURL
        self.basePort = basePort
        databaseURL = environment["DATABASE_URL"]
        postcodes =
            environment["ICHI_POSTCODES"].map { URL(filePath: $0) }
            ?? dataDirectory.appending(path: "postcodes.tsv")
        keepsPages = try ShopSettings.keepsPages(environment["ICHI_KEEP_PAGES"])
        site = try ShopSettings.site(in: dataDirectory, basePort: basePort)
    }

    private static func keepsPages(_ value: String?) throws -> Bool {
        switch value {
        case nil, "on": true
        case "off": false
        default: throw BadSetting(name: "ICHI_KEEP_PAGES", wanted: "on or off")
        }
    }

    private static func site(in directory: URL, basePort: Int) throws -> SiteConfiguration {
        let file = directory.appending(path: "site.json")
        if FileManager.default.fileExists(atPath: file.path) {
            return try JSONDecoder().decode(SiteConfiguration.self, from: Data(contentsOf: file))
        }
        var site = SiteConfiguration.sample
        site.market = Origin("http://market.localhost:\(basePort)") ?? site.market
        site.counter = Origin("http://counter.localhost:\(basePort + 1)") ?? site.counter
        site.office = Origin("http://office.localhost:\(basePort + 2)")
        return site
    }

    /// What the demonstration's people are and typed: beside the data, never in it.
    ///
    /// Whoever searches the data for it must not find it there.
    public var knownDirectory: URL {
        dataDirectory.deletingLastPathComponent()
            .appending(
                path: dataDirectory.lastPathComponent + ".known",
                directoryHint: .isDirectory
            )
    }

    /// The store of this name: a schema of `DATABASE_URL`, or a file of its own.
    ///
    /// - Throws: ``BadSetting`` where `DATABASE_URL` is no PostgreSQL address.
    public func database(_ name: String) throws -> DatabaseAddress {
        guard let databaseURL else {
            let file = dataDirectory.appending(path: "\(name)/\(name).sqlite")
            return .sqlite(path: file.path)
        }
        guard let address = DatabaseAddress(postgres: databaseURL, schema: name) else {
            throw BadSetting(name: "DATABASE_URL", wanted: "postgresql://USER@HOST:PORT/NAME")
        }
        return address
    }
}

/// A setting that cannot be used; says what would do, and never what was given.
public struct BadSetting: Error, CustomStringConvertible {
    public var name: String
    public var wanted: String
    public var description: String { "\(name) is not of the form \(wanted)" }
}
