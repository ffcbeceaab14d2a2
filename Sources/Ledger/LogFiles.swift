import Glibc

/// What the log does to files; a test puts failing ones in their place.
public struct LogFiles: Sendable {
    /// A file's bytes; nil where there is none.
    public var read: @Sendable (_ path: String) throws -> [UInt8]?
    /// Write a file anew and sync it.
    public var write: @Sendable (_ path: String, _ bytes: [UInt8]) throws -> Void
    public var rename: @Sendable (_ from: String, _ to: String) throws -> Void
    /// Make one directory, if there is none.
    public var makeDirectory: @Sendable (_ path: String) throws -> Void
    /// Make the names in a directory durable.
    public var syncDirectory: @Sendable (_ path: String) throws -> Void
    /// Remove one file.
    public var remove: @Sendable (_ path: String) throws -> Void

    public init(
        read: @escaping @Sendable (String) throws -> [UInt8]?,
        write: @escaping @Sendable (String, [UInt8]) throws -> Void,
        rename: @escaping @Sendable (String, String) throws -> Void,
        makeDirectory: @escaping @Sendable (String) throws -> Void,
        syncDirectory: @escaping @Sendable (String) throws -> Void,
        remove: @escaping @Sendable (String) throws -> Void
    ) {
        self.read = read
        self.write = write
        self.rename = rename
        self.makeDirectory = makeDirectory
        self.syncDirectory = syncDirectory
        self.remove = remove
    }

    /// The system's files.
    public static let system = LogFiles(
        read: readFile,
        write: writeFile,
        rename: { from, to in
            guard Glibc.rename(from, to) == 0 else { throw failure(to) }
        },
        makeDirectory: { path in
            guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure(path) }
        },
        syncDirectory: { path in
            try withDescriptor(path, O_RDONLY | O_DIRECTORY) {
                guard fsync($0) == 0 else { throw failure(path) }
            }
        },
        remove: { path in
            guard Glibc.remove(path) == 0 || errno == ENOENT else { throw failure(path) }
        }
    )
}

private func failure(_ path: String) -> LedgerError { .file(path: path, errno: errno) }

private func withDescriptor<T>(
    _ path: String,
    _ flags: Int32,
    _ body: (Int32) throws -> T
) throws -> T {
    let descriptor = open(path, flags | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    return try body(descriptor)
}

private func writeFile(_ path: String, _ bytes: [UInt8]) throws {
    try withDescriptor(path, O_WRONLY | O_CREAT | O_TRUNC) { descriptor in
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
            }
            guard count > 0 || errno == EINTR else { throw failure(path) }
            written += max(0, count)
        }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }
}

private func readFile(_ path: String) throws -> [UInt8]? {
    do {
        return try withDescriptor(path, O_RDONLY) { descriptor in
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw failure(path) }
            return try readAll(descriptor, path, expecting: Int(status.st_size))
        }
    } catch LedgerError.file(_, ENOENT) {
        return nil
    }
}

private func readAll(_ descriptor: Int32, _ path: String, expecting size: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
        let count = bytes.withUnsafeMutableBytes {
            Glibc.read(descriptor, $0.baseAddress.map { $0 + filled }, size - filled)
        }
        if count == 0 { break }
        guard count > 0 || errno == EINTR else { throw failure(path) }
        filled += max(0, count)
    }
    bytes.removeLast(size - filled)
    return bytes
}
