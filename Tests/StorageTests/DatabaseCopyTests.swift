import Foundation
import Storage
import TestKit
import Testing

@Suite("Copies of whole databases")
struct DatabaseCopyTests {
    private static let migrations = [
        Migration(
            "copy-1",
            "CREATE TABLE word (id BIGINT NOT NULL PRIMARY KEY, text TEXT, bytes BYTEA);"
        )
    ]

    @Test(
        "a copy made beside a writer is of one moment, and is brought back once",
        arguments: TestDatabase.engines
    )
    func copy(_ engine: Engine) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "copy-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: DatabaseCopy.name(of: "word", engine)).path
        try await TestDatabase.withAddress(engine) { address in
            let database = try await Database.open(address, migrations: Self.migrations)
            let bytes: [UInt8] = [0, 1, 255]
            try await database.write { tx in
                for id in 0..<100 {
                    try tx.run("INSERT INTO word (id, text, bytes) VALUES (\(id), '🍐', \(bytes))")
                }
            }
            try DatabaseCopy.save(address, to: path)
            try await database.write { try $0.run("DELETE FROM word WHERE id > 3") }
            #expect(throws: CopyFault.notEmpty("\(address)")) {
                try DatabaseCopy.bring(path, to: address)
            }
            await database.close()
        }
        try await TestDatabase.withAddress(engine) { address in
            guard engine == .sqlite else { return }
            #expect(try DatabaseCopy.isEmpty(address))
            try DatabaseCopy.bring(path, to: address)
            let database = try await Database.open(address, migrations: Self.migrations)
            let row = try await database.read { tx in
                try tx.row("SELECT COUNT(*) AS count FROM word WHERE text = '🍐'")
            }
            #expect(try row?.get("count", as: Int.self) == 100)
            await database.close()
        }
    }

    @Test("what is missing or is no copy is said in words")
    func bad() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "copy-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let none = folder.appending(path: "none.sqlite").path
        #expect(throws: CopyFault.missing(none)) {
            try DatabaseCopy.save(.sqlite(path: none), to: none + ".copy")
        }
        let torn = folder.appending(path: "torn.sqlite").path
        try Data(repeating: 7, count: 9000).write(to: URL(filePath: torn))
        #expect(throws: CopyFault.self) {
            try DatabaseCopy.save(.sqlite(path: torn), to: torn + ".copy")
        }
    }
}
