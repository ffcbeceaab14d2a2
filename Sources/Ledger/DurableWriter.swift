/// Writes files by a temporary name and a rename, and syncs the directories they lie in.
struct DurableWriter {
    let root: String
    let files: LogFiles
    private var unsynced: [String] = []
    private var known: Set<String> = []

    init(root: String, files: LogFiles) {
        self.root = root
        self.files = files
        known = [root]
    }

    /// Write one file below the root; it is durable after ``sync()``.
    mutating func write(_ path: String, _ bytes: [UInt8]) throws {
        let target = "\(root)/\(path)"
        let directory = parent(of: target)
        try ensure(directory)
        try files.write(target + ".new", bytes)
        try files.rename(target + ".new", target)
        if !unsynced.contains(directory) { unsynced.append(directory) }
    }

    /// Make all names written so far durable.
    mutating func sync() throws {
        for directory in unsynced { try files.syncDirectory(directory) }
        unsynced = []
    }

    // A directory made before a crash may not be durable, so its parent is synced in any case.
    private mutating func ensure(_ directory: String) throws {
        guard !known.contains(directory) else { return }
        let parent = parent(of: directory)
        try ensure(parent)
        try files.makeDirectory(directory)
        if !unsynced.contains(parent) { unsynced.append(parent) }
        known.insert(directory)
    }

    private func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? root
    }
}
