import CSQLite
import Foundation
import Testing

@testable import Theft

@Suite("The drill on a data folder")
struct DrillTests {
    static let person = "鹿野丸志津乃"

    @Test("a city that keeps nothing readable")
    func clean() async throws {
        let city = try PlayedCity()
        defer { city.remove() }
        let report = try await city.drill()
        #expect(report.readable == 0 && report.finds.isEmpty)
        #expect(report.keyFolders == ["vault-keys"])
        #expect(report.values.searched == 3 && report.values.public == 1)
        #expect(report.stores.map(\.store).contains(.rows))
    }

    @Test(
        "a value in any store is found and told where",
        arguments: [
            ("run/market.log", Store.log), ("ledger/tile/0/000", .ledger), ("run/core.118", .core),
            ("shop/tmp-118", .temporary), ("backup/vault.sqlite.copy", .backup),
            ("market/cache/page", .cache), ("market/sessions.bin", .session),
            ("pictures/pear.svg", .picture), ("vault/vault.sqlite-shm", .sharedMemory),
            ("shop/shop.sqlite-journal", .writeAheadLog), ("vault.sqlite", .database),
            ("site.json", .settings), ("odd", .other),
        ]
    )
    func planted(_ file: String, _ store: Store) async throws {
        let city = try PlayedCity()
        defer { city.remove() }
        try city.write(noise(9000) + Array(Self.person.utf8) + noise(200), to: file)
        let report = try await city.drill()
        #expect(report.readable == 1)
        #expect(report.finds.map(\.file) == [file] && report.finds.map(\.store) == [store])
        #expect(report.finds.map(\.known) == ["typed.jsonl:1"])
        #expect(report.finds.allSatisfy { (8990...9000).contains($0.offset) })
    }

    @Test(
        "a value in a database is found in its file and its rows",
        arguments: ["market", "shop", "vault"]
    )
    func database(_ name: String) async throws {
        let city = try PlayedCity()
        defer { city.remove() }
        try city.sql(
            name,
            "CREATE TABLE t (a TEXT, b BLOB)",
            "INSERT INTO t VALUES ('\(Self.person)', x'00')"
        )
        let stores = try await city.drill().finds.map(\.store)
        #expect(Set(stores) == [.database, .rows])
    }

    @Test("a value in the write-ahead log alone")
    func writeAheadLog() async throws {
        let city = try PlayedCity()
        defer { city.remove() }
        let writer = try city.open("vault")
        defer { sqlite3_close(writer) }
        for statement in [
            "PRAGMA journal_mode = WAL", "PRAGMA wal_autocheckpoint = 0",
            "CREATE TABLE t (a TEXT)", "INSERT INTO t VALUES ('\(Self.person)')",
        ] { sqlite3_exec(writer, statement, nil, nil, nil) }
        let stores = try await city.drill().finds.map(\.store)
        #expect(Set(stores) == [.writeAheadLog, .rows])
    }

    @Test("a value that a database's pages cut in two is found in its rows")
    func overflow() async throws {
        let city = try PlayedCity()
        defer { city.remove() }
        for before in 4040..<4100 where before % 3 == 0 {
            let text = String(repeating: "x", count: before) + Self.person
            try city.sql(
                "vault",
                "CREATE TABLE t\(before) (a TEXT)",
                "INSERT INTO t\(before) VALUES ('\(text)')"
            )
        }
        let report = try await city.drill()
        let rows = report.stores.first { $0.place == "vault" && $0.store == .rows }
        #expect(rows?.readable == 20)
    }

    @Test("what stands in the catalogue does not count, in an order it would not either")
    func catalogue() async throws {
        let city = try PlayedCity()
        defer { city.remove() }
        try city.sql(
            "shop",
            "CREATE TABLE news (text TEXT)",
            "INSERT INTO news VALUES ('店主の\(Self.person)です')"
        )
        let report = try await city.drill()
        #expect(report.readable == 0 && report.values.public == 2)
    }

    @Test("keys, and what could not be looked into, are named")
    func named() async throws {
        let city = try PlayedCity()
        defer { city.remove() }
        try city.write(Array(Self.person.utf8), to: "vault-keys/epoch")
        try city.write([0x1F, 0x8B, 8, 0], to: "run/market.log.1.gz")
        try city.link("ledger", to: "ledger")
        let report = try await city.drill()
        #expect(report.readable == 0 && report.keyFolders == ["vault-keys"])
        #expect(report.unread == ["ledger", "run/market.log.1.gz, compressed"])
    }

    @Test("links are followed to other disks, and not in a circle")
    func links() async throws {
        let city = try PlayedCity()
        defer { city.remove() }
        let disk = city.folder.url.appending(path: "disk")
        try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
        try Data(Self.person.utf8).write(to: disk.appending(path: "old.log"))
        try city.link("ledger", to: disk.path)
        try city.link("circle", to: city.data.path)
        let report = try await city.drill()
        #expect(report.finds.map(\.file) == ["ledger/old.log"] && report.unread.isEmpty)
    }

    @Test("cores are looked for where the kernel puts them")
    func cores() {
        #expect(CoreFolders.folders("core").isEmpty)
        #expect(CoreFolders.folders("/var/cores/%e.%p") == ["/var/cores"])
        #expect(CoreFolders.folders("|/lib/systemd/systemd-coredump %P").contains("/var/crash"))
    }

    @Test("a compressed backup is looked into")
    func unpacked() async throws {
        let city = try PlayedCity()
        defer { city.remove() }
        try city.write(Array("x \(Self.person) x".utf8), to: "backup/all.tar")
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/usr/bin/gzip")
        gzip.arguments = [city.data.appending(path: "backup/all.tar").path]
        try gzip.run()
        gzip.waitUntilExit()
        let files = try await city.drill().finds.map(\.file)
        #expect(files.contains("backup/all.tar.gz unpacked"))
    }

    @Test("what is named besides is searched as well")
    func besides() async throws {
        let city = try PlayedCity()
        defer { city.remove() }
        let log = city.folder.url.appending(path: "up.log")
        try Data(Self.person.utf8).write(to: log)
        #expect(try await city.drill(more: [log.path]).readable == 1)
    }

    @Test("no city, nothing known, or known inside the data: the drill is not carried out")
    func faults() async throws {
        let city = try PlayedCity()
        defer { city.remove() }
        let nowhere = city.folder.url.appending(path: "nowhere")
        await #expect(throws: DrillFault.noFolder(nowhere.path)) {
            try await TheftDrill(data: nowhere, known: city.known).run()
        }
        await #expect(throws: DrillFault.nothingKnown(nowhere.path)) {
            try await TheftDrill(data: city.data, known: nowhere).run()
        }
        await #expect(throws: DrillFault.noCity(city.known.path)) {
            try await TheftDrill(data: city.known, known: city.known).run()
        }
        let inside = city.data.appending(path: "known")
        await #expect(throws: DrillFault.knownInside(inside.path)) {
            try await TheftDrill(data: city.data, known: inside).run()
        }
    }

    @Test("the report holds no value")
    func silent() async throws {
        let city = try PlayedCity()
        defer { city.remove() }
        try city.write(Array(Self.person.utf8), to: "run/market.log")
        let json = String(decoding: try JSONEncoder().encode(try await city.drill()), as: UTF8.self)
        #expect(json.contains("\"readable\":1"))
        #expect(!json.contains("鹿") && !json.contains("乃"))
    }
}

/// A data folder as a city leaves it, with ciphertext in it.
struct PlayedCity {
    let folder: Folder
    let data: URL
    let known: URL

    init() throws {
        folder = try Folder()
        data = folder.url.appending(path: "data")
        known = folder.url.appending(path: "data.known")
        try FileManager.default.createDirectory(at: known, withIntermediateDirectories: true)
        let typed = """
            {"kind":"name","value":"鹿野丸 志津乃"}
            {"kind":"email","value":"shizuno.kano@example.jp"}
            {"kind":"phone","value":"0857-99-0118"}
            {"kind":"postcode","value":"6800001"}
            """
        try Data(typed.utf8).write(to: known.appending(path: "typed.jsonl"))
        for name in ["market", "shop", "vault"] {
            try write([], to: "\(name)/.keep")
            try sql(
                name,
                "CREATE TABLE kept (a BLOB)",
                "INSERT INTO kept VALUES (randomblob(5000))"
            )
        }
        try write(noise(64), to: "vault-keys/epoch")
    }

    func remove() { folder.remove() }

    func drill(more: [String] = []) async throws -> TheftReport {
        try await TheftDrill(data: data, known: known, more: more).run()
    }

    func write(_ bytes: [UInt8], to path: String) throws {
        let file = data.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: file)
    }

    func link(_ name: String, to path: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: data.appending(path: name).path,
            withDestinationPath: path
        )
    }

    func open(_ name: String) throws -> OpaquePointer {
        var connection: OpaquePointer?
        sqlite3_open(data.appending(path: "\(name)/\(name).sqlite").path, &connection)
        return try #require(connection)
    }

    func sql(_ name: String, _ statements: String...) throws {
        let connection = try open(name)
        defer { sqlite3_close(connection) }
        for statement in statements {
            try #require(sqlite3_exec(connection, statement, nil, nil, nil) == SQLITE_OK)
        }
    }
}
