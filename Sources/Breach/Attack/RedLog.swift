import Foundation
import Glibc

/// What an attacker tells the drill, a line each on its output, which is its process's log.
struct RedEvent: Codable, Sendable {
    enum Kind: String, Codable, Sendable {
        /// It is there: as whom, and whether confined.
        case here
        /// All ways at once, at full speed, are over.
        case rush
        /// One way by itself, slowly, is over.
        case way
        /// A file could be opened.
        case opened
        /// It tries what ends a process.
        case deadly
        /// That did not end it.
        case survived
        /// What is said besides.
        case note
        case end
    }

    var kind: Kind
    var name: String?
    var attempts: Int?
    var answers: [String: Int]?
    var untilFrozen: Int?
    var seconds: Double?
    var isConfined: Bool?

    init(_ kind: Kind, _ name: String? = nil) { (self.kind, self.name) = (kind, name) }
}

/// The attacker's side: each line is one write, so that none is torn.
enum RedLog {
    static let mark = "red "

    static func tell(_ event: RedEvent) {
        guard let line = try? JSONEncoder().encode(event) else { return }
        write(Array(mark.utf8) + line)
    }

    /// What was got: whatever is no text of it becomes a line's end.
    static func keep(_ loot: [UInt8]) {
        write(Array("loot ".utf8) + loot.map { $0 < 0x20 ? 0x20 : $0 })
    }

    private static func write(_ bytes: [UInt8]) {
        let line = bytes + [0x0A]
        _ = line.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}

/// The drill's side: what stands in a log, and what has come since the last look.
struct RedTail {
    private let path: String
    private var place: UInt64 = 0
    private var rest: [UInt8] = []

    init(_ path: String) { self.path = path }

    /// The events since the last look.
    mutating func next() -> [RedEvent] {
        guard let handle = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? handle.close() }
        try? handle.seek(toOffset: place)
        let fresh = (try? handle.readToEnd()) ?? Data()
        place += UInt64(fresh.count)
        rest += fresh
        guard let end = rest.lastIndex(of: 0x0A) else { return [] }
        let lines = rest[..<end].split(separator: 0x0A)
        rest = Array(rest[(end + 1)...])
        let decoder = JSONDecoder()
        return lines.filter { $0.starts(with: RedLog.mark.utf8) }.compactMap {
            try? decoder.decode(RedEvent.self, from: Data($0.dropFirst(RedLog.mark.utf8.count)))
        }
    }
}
