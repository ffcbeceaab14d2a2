import Foundation
public import Storage
public import Testing

/// Texts that are kept beside the tests and compared: pages, schemas.
///
/// A run with `ICHI_RECORD_SNAPSHOTS=1` in its environment rewrites them; the change is then read
/// in the diff.
public enum Snapshot {
    /// Compares a text with `Snapshots/NAME` beside the test that calls.
    public static func expect(
        _ text: String,
        is name: String,
        file: String = #filePath,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Snapshots")
        let kept = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["ICHI_RECORD_SNAPSHOTS"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            return try Data(text.utf8).write(to: kept)
        }
        let wanted = (try? Data(contentsOf: kept)).map { String(decoding: $0, as: UTF8.self) }
        guard wanted != text else { return }
        Issue.record(
            """
            \(name) is not what was kept; ICHI_RECORD_SNAPSHOTS=1 keeps it anew.
            \(difference(from: wanted ?? "", to: text))
            """,
            sourceLocation: sourceLocation
        )
    }

    /// Compares the schema that migrations make with `Snapshots/schema-ENGINE.txt`.
    public static func expectSchema(
        of migrations: [Migration],
        on engine: Engine,
        file: String = #filePath,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let text = try await TestDatabase.with(engine, migrations: migrations) { database in
            try await database.schemaText()
        }
        try expect(text, is: "schema-\(engine).txt", file: file, sourceLocation: sourceLocation)
    }

    private static func difference(from old: String, to new: String) -> String {
        let (old, new) = (old.split(separator: "\n"), new.split(separator: "\n"))
        let changes = new.difference(from: old).prefix(20).map { change in
            switch change {
            case .insert(_, let line, _): "+ \(line)"
            case .remove(_, let line, _): "- \(line)"
            }
        }
        return changes.joined(separator: "\n")
    }
}
