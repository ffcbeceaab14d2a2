import Foundation

/// Which files a thief who has the data folder takes along.
struct LootFolder: Sendable {
    /// One file to take.
    struct Item: Sendable {
        var path: String
        /// As the report names it.
        var name: String
        /// The folder at the top of the data folder, or what the operator named.
        var place: String
        var store: Store
    }

    private(set) var items: [Item] = []
    /// Folders of keys, which no backup contains: their names.
    private(set) var keys: [String] = []
    /// What may not be looked into.
    private(set) var unread: [String] = []

    /// Links lead to other disks, and may lead in a circle.
    private var entered: Set<[UInt64]> = []

    /// The last is of older cities, until their witness has taken it over.
    static let keyFolders: Set = ["vault-keys", "witness-keys", "witness-standin"]

    /// Everything below a folder, the folders of keys at its top apart.
    init(_ folder: URL) {
        _ = enter(folder.path)
        for name in names(of: folder.path, named: folder.path) {
            if LootFolder.keyFolders.contains(name) {
                keys.append(name)
                _ = enter(folder.path + "/" + name)
            } else {
                take(name, of: folder.path, named: name, in: name)
            }
        }
    }

    /// What lies elsewhere: a file or a folder.
    ///
    /// Where it lies says nothing of what it is: a log in /tmp is a log.
    mutating func add(_ path: String) {
        let url = URL(filePath: path).standardizedFileURL
        let above = url.deletingLastPathComponent().path
        take(url.lastPathComponent, of: above, named: path, in: path)
    }

    private mutating func take(
        _ inner: String,
        of above: String,
        named name: String,
        in place: String
    ) {
        let path = above + "/" + inner
        var status = stat()
        guard stat(path, &status) == 0 else {
            // What is gone since its name was read holds nothing.
            if errno != ENOENT { unread.append(name) }
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR where enter(path):
            for next in names(of: path, named: name) {
                take(inner + "/" + next, of: above, named: name + "/" + next, in: place)
            }
        case S_IFREG where status.st_size > 0:
            items.append(Item(path: path, name: name, place: place, store: Store.of(inner)))
        default: break
        }
    }

    /// False where it was entered before.
    private mutating func enter(_ folder: String) -> Bool {
        var status = stat()
        guard stat(folder, &status) == 0 else { return false }
        return entered.insert([UInt64(status.st_dev), UInt64(status.st_ino)]).inserted
    }

    private mutating func names(of folder: String, named name: String) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            unread.append(name)
            return []
        }
    }
}
