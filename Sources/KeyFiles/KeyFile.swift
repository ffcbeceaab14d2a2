public import Crypto
private import Foundation

#if canImport(Glibc)
private import Glibc
#else
private import Darwin
#endif

/// What is wrong with a key file or its directory.
public enum KeyFileFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// Others than the owner may read it.
    case openToOthers(String)
    case unreadable(String, errno: Int32)
    case wrongLength(String)

    public var description: String {
        switch self {
        case .openToOthers(let path): "\(path) is open to others than its owner (want 0600, 0700)"
        case .unreadable(let path, let code): "\(path): \(String(cString: strerror(code)))"
        case .wrongLength(let path): "\(path) is not a whole key"
        }
    }
}

/// A secret in a file of mode 0600, in a directory of mode 0700 of its own.
public enum KeyFile {
    /// The secret in a file; made of random bytes, durably, where there is none.
    ///
    /// - Throws: ``KeyFileFault``.
    public static func readOrMake(directory: String, name: String, count: Int) throws
        -> SymmetricKey
    {
        try prepare(directory)
        if let key = try read(directory: directory, name: name, count: count) { return key }
        let key = SymmetricKey(size: SymmetricKeySize(bitCount: count * 8))
        try keep(key, directory: directory, name: name)
        return key
    }

    /// The secret in a file; nil where there is none.
    ///
    /// - Throws: ``KeyFileFault``.
    public static func read(directory: String, name: String, count: Int) throws -> SymmetricKey? {
        let path = path(directory, name)
        guard access(path, F_OK) == 0 else { return nil }
        try refuseOpen(directory)
        try refuseOpen(path)
        guard var bytes = FileManager.default.contents(atPath: path) else {
            throw KeyFileFault.unreadable(path, errno: errno)
        }
        defer { bytes.resetBytes(in: 0..<bytes.count) }
        guard bytes.count == count else { throw KeyFileFault.wrongLength(path) }
        return SymmetricKey(data: bytes)
    }

    /// Keeps a secret in a file that is not there yet.
    ///
    /// Written aside and linked: a crash leaves a whole key or none, and no key is ever overwritten.
    ///
    /// - Throws: ``KeyFileFault``; `unreadable` with `EEXIST` where the file is there.
    public static func keep(_ key: SymmetricKey, directory: String, name: String) throws {
        try prepare(directory)
        let path = path(directory, name)
        let aside = path + ".new"
        unlink(aside)
        let file = open(aside, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else { throw KeyFileFault.unreadable(aside, errno: errno) }
        let count = key.bitCount / 8
        let written = key.withUnsafeBytes { write(file, $0.baseAddress, count) }
        let kept = written == count && fsync(file) == 0
        close(file)
        guard kept, link(aside, path) == 0 else {
            throw KeyFileFault.unreadable(path, errno: errno)
        }
        unlink(aside)
        sync(directory)
    }

    /// Removes a secret for ever; no harm where there is none.
    ///
    /// What the disk's own cells still hold of it is out of a program's reach.
    ///
    /// - Throws: ``KeyFileFault``.
    public static func destroy(directory: String, name: String) throws {
        let path = path(directory, name)
        guard unlink(path) == 0 || errno == ENOENT else {
            throw KeyFileFault.unreadable(path, errno: errno)
        }
        sync(directory)
    }

    /// Makes a directory for keys, where there is none; throws where others may look into it.
    ///
    /// - Throws: ``KeyFileFault``.
    public static func prepare(_ directory: String) throws {
        if access(directory, F_OK) != 0 {
            try FileManager.default.createDirectory(
                atPath: directory,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
        try refuseOpen(directory)
    }

    /// Makes a directory's own entries durable.
    public static func sync(_ directory: String) {
        let handle = open(directory, O_RDONLY | O_DIRECTORY)
        guard handle >= 0 else { return }
        fsync(handle)
        close(handle)
    }

    private static func path(_ directory: String, _ name: String) -> String {
        directory + "/" + name + ".key"
    }

    private static func refuseOpen(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else { throw KeyFileFault.unreadable(path, errno: errno) }
        guard status.st_mode & 0o077 == 0 else { throw KeyFileFault.openToOthers(path) }
    }
}
