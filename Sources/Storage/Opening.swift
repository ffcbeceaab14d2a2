import Foundation

/// How a database is opened: as its owner, or as a reader of another process's.
struct Opening: Sendable {
    private let address: DatabaseAddress
    private let migrator: Migrator

    init(_ address: DatabaseAddress, _ migrations: [Migration]) {
        self.address = address
        migrator = Migrator(engine: address.engine, migrations: migrations)
    }

    /// Opens to write, and applies what migrations are missing.
    func owned() async throws -> any Backend {
        let backend = connect(.readWrite)
        let migrator = migrator
        do {
            // Another process may be migrating, and hold this one up for as long.
            try await onThreadOfItsOwn {
                try backend.write(.migrate) { try migrator.apply(in: $0) }
            }
        } catch {
            backend.close()
            throw error
        }
        return backend
    }

    /// Opens to read once the owner has brought the schema to where this program expects it.
    func lent(within patience: Duration) async throws -> any Backend {
        let end = ContinuousClock.now + patience
        while true {
            do {
                return try await ready()
            } catch let error as StorageError where error.passes {
                guard ContinuousClock.now < end else { throw error.whenPatienceEnds }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    private func ready() async throws -> any Backend {
        let backend = connect(.readOnly)
        let migrator = migrator
        do {
            let missing = try await backend.read { try migrator.missing(in: $0) }
            guard missing.isEmpty else { throw StorageError.notReady }
            return backend
        } catch {
            backend.close()
            throw error
        }
    }

    private func connect(_ access: Access) -> any Backend {
        switch address {
        case .sqlite(let path): SQLiteBackend(path: path, access: access)
        case .postgres(let url, let schema):
            PostgresBackend(url: url, schema: schema, access: access)
        }
    }
}

extension StorageError {
    /// True for what a database looks like before its owner has made it, or has opened it again: a
    /// reader of SQLite's log who may not write beside the file cannot begin before the owner.
    fileprivate var passes: Bool {
        switch self {
        case .notReady, .busy, .unavailable, .readOnly, .other: true
        default: false
        }
    }

    fileprivate var whenPatienceEnds: StorageError {
        if case .unavailable = self { self } else { .notReady }
    }
}

/// Runs what may block for long where no task waits for it.
private func onThreadOfItsOwn(_ body: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}
