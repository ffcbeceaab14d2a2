import Foundation

/// What has been done of the making of people, a line for each step, so that an end in the middle
/// loses nothing: `member 17`, `order 4 2611-2201-0042`, `done`.
actor PeopleJournal {
    private let file: URL
    private var lines: [String]

    /// Reads what an earlier run wrote.
    init(_ file: URL) throws {
        self.file = file
        guard FileManager.default.fileExists(atPath: file.path) else {
            lines = []
            return
        }
        let text = try String(contentsOf: file, encoding: .utf8)
        lines = text.split(separator: "\n").map(String.init)
    }

    var isDone: Bool { lines.contains("done") }
    var count: Int { lines.count }

    func has(_ step: String) -> Bool {
        lines.contains { $0 == step || $0.hasPrefix(step + " ") }
    }

    /// The numbers of the orders that were placed, in the order in which they were planned.
    var orders: [String] {
        let placed = lines.map { $0.split(separator: " ") }
            .filter { $0.count == 3 && $0[0] == "order" }
        let planned = placed.sorted { (a, b) in
            (Int(a[1]) ?? 0) < (Int(b[1]) ?? 0)
        }
        return planned.map { String($0[2]) }
    }

    func note(_ line: String) throws {
        lines.append(line)
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file, options: .atomic)
    }
}
