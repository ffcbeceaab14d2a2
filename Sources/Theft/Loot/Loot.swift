import Foundation

/// All that was taken, as copies: files as they lay, and the rows of the databases among them.
struct Loot: Sendable {
    /// One copy.
    struct Taken: Sendable {
        var item: LootFolder.Item
        var copy: String
        var size: Int
    }

    private(set) var taken: [Taken] = []
    private(set) var unread: [String]
    /// Databases on servers whose files do not lie here.
    private(set) var rowsOnly: [String] = []
    /// What everybody may read.
    private(set) var publicFiles: [(path: String, size: Int)] = []
    let keys: [String]

    private let hideout: Hideout

    var files: [(path: String, size: Int)] { taken.map { ($0.copy, $0.size) } }

    init(
        _ data: URL,
        _ more: [String],
        _ servers: [TheftDrill.Server],
        _ postcodes: URL,
        into hideout: Hideout,
        tell: @Sendable (String, Double) -> Void
    ) throws {
        self.hideout = hideout
        var folder = LootFolder(data)
        for path in more + CoreFolders.files() { folder.add(path) }
        let opened = try servers.map { try PostgresStore($0.url, named: $0.name) }
        for (server, store) in zip(servers, opened) {
            if let path = store.dataFolder() {
                folder.add(path)
            } else {
                rowsOnly.append(server.name)
            }
        }
        keys = folder.keys
        unread = folder.unread
        for (number, item) in folder.items.enumerated() {
            tell("copies are taken", Double(number) / Double(folder.items.count))
            try take(item)
        }
        for database in taken where FirstBytes.areSQLite(database.copy) {
            try readRows(of: database)
        }
        for (server, store) in zip(servers, opened) { try readRows(of: store, server.name) }
        try takePublic(postcodes)
    }

    private mutating func take(_ item: LootFolder.Item) throws {
        guard let copy = try hideout.take(item.path) else {
            // A server's log may be gone since it was listed.
            if Loot.isThere(item.path) { unread.append(item.name) }
            return
        }
        taken.append(Taken(item: item, copy: copy, size: Loot.size(copy)))
        guard let packing = Packing(of: copy) else { return }
        guard packing.unpack(copy, to: copy + ".unpacked") else {
            return unread.append("\(item.name), compressed")
        }
        var inside = item
        inside.name += " unpacked"
        taken.append(
            Taken(item: inside, copy: copy + ".unpacked", size: Loot.size(copy + ".unpacked"))
        )
    }

    private static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    private mutating func takePublic(_ postcodes: URL) throws {
        publicFiles.append((postcodes.path, Loot.size(postcodes.path)))
        publicFiles.removeAll { $0.size == 0 }
    }
}

extension Loot {
    private static let mostTries = 3

    /// A writer may tear a copy: then it is taken again.
    private mutating func readRows(of database: Taken) throws {
        for attempt in 1...Loot.mostTries {
            if try readOnce(database) { return }
            guard attempt < Loot.mostTries else { break }
            for ending in ["", "-wal", "-shm"] {
                _ = try hideout.take(database.item.path + ending)
            }
        }
        unread.append("rows of \(database.item.name)")
    }

    private mutating func readOnce(_ database: Taken) throws -> Bool {
        guard let store = SQLiteStore(database.copy) else { return false }
        defer { store.close() }
        let rows = database.copy + ".rows"
        guard try store.write(to: RowsFile(rows)) else { return false }
        addRows(rows, "\(database.item.name) rows", in: database.item.place)
        if database.item.name == "shop/shop.sqlite" {
            let open = database.copy + ".public"
            guard try store.write(to: RowsFile(open), only: PublicTables.names) else {
                return false
            }
            publicFiles.append((open, Loot.size(open)))
        }
        return true
    }

    private mutating func readRows(of store: PostgresStore, _ name: String) throws {
        for (number, table) in store.tables().enumerated() {
            let rows = "\(hideout.folder)/\(name).\(number).rows"
            guard try store.write(table, to: RowsFile(rows)) else {
                unread.append("rows of \(name) \(table.schema).\(table.name)")
                continue
            }
            addRows(rows, "\(name)/\(table.schema).\(table.name) rows", in: name)
            if table.schema == PublicTables.schema, PublicTables.names.contains(table.name) {
                publicFiles.append((rows, Loot.size(rows)))
            }
        }
    }

    private mutating func addRows(_ path: String, _ name: String, in place: String) {
        let item = LootFolder.Item(path: path, name: name, place: place, store: .rows)
        taken.append(Taken(item: item, copy: path, size: Loot.size(path)))
    }
}
