import Basics
import Foundation

/// What the demonstration's people typed, beside the city's data and never in it, for the thief's
/// drill to look for: a line for each value, `{"kind":"email","value":"…","person":"…"}`, the person by
/// its mailbox.
actor TypedValues {
    private let file: FileHandle
    private var met: Set<String> = []

    /// Goes on with what an earlier run wrote; only this user may read it.
    init(_ folder: URL) throws {
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let path = folder.appending(path: "typed.jsonl").path
        if !FileManager.default.fileExists(atPath: path) {
            let isMade = FileManager.default.createFile(
                atPath: path,
                contents: nil,
                attributes: [.posixPermissions: 0o600]
            )
            guard isMade else { throw CocoaError(.fileWriteUnknown) }
        }
        file = try FileHandle(forUpdating: URL(filePath: path))
        try file.seekToEnd()
    }

    private struct Line: Encodable {
        var kind: String
        var value: String
        var person: String
    }

    /// Before somebody comes to a page: who it is.
    func note(_ person: DemoPerson) throws {
        var values = person.values
        values["email"] = person.email.revealed
        values["name"] = "\(person.familyName.revealed) \(person.givenName.revealed)"
        values["kana"] = "\(person.familyKana.revealed) \(person.givenKana.revealed)"
        let encoder = JSONEncoder()
        for (kind, value) in values.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
            let line = Line(kind: kind, value: value, person: person.email.revealed)
            guard met.insert("\(line)").inserted else { continue }
            try file.write(contentsOf: encoder.encode(line) + Data("\n".utf8))
        }
    }
}
