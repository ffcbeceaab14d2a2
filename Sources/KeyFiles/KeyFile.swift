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
    /// A token has wrapped it.
    case wrapped(String)

    public var description: String {
        switch self {
        case .openToOthers(let path): "\(path) is open to others than its owner (want 0600, 0700)"
        case .unreadable(let path, let code): "\(path): \(String(cString: strerror(code)))"
        case .wrongLength(let path): "\(path) is not a whole key"
        case .wrapped(let path):
            "\(path) is wrapped by a token: set ICHI_VAULT_TOKEN to it"
        }
    }
}

/// A secret in a file of mode 0600, in a directory of mode 0700 of its own.
public enum KeyFile {
    /// How the name of a plain key file ends.
    public static let ending = ".key"

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
        guard var bytes = try read(directory: directory, file: name + ending) else { return nil }
        defer { for place in bytes.indices { bytes[place] = 0 } }
        guard bytes.count == count else {
            throw KeyFileFault.wrongLength(directory + "/" + name + ending)
        }
        return SymmetricKey(data: bytes)
    }

    /// What a file of a directory of keys holds; nil where there is none.
    ///
    /// - Throws: ``KeyFileFault``.
    public static func read(directory: String, file: String) throws -> [UInt8]? {
        let path = directory + "/" + file
        guard access(path, F_OK) == 0 else { return nil }
        try refuseOpen(directory)
        try refuseOpen(path)
        guard var bytes = FileManager.default.contents(atPath: path) else {
            throw KeyFileFault.unreadable(path, errno: errno)
        }
        defer { bytes.resetBytes(in: 0..<bytes.count) }
        return Array(bytes)
    }

    /// Keeps a secret in a file that is not there yet.
    ///
    /// - Throws: ``KeyFileFault``; `unreadable` with `EEXIST` where the file is there.
    public static func keep(_ key: SymmetricKey, directory: String, name: String) throws {
        var bytes = key.withUnsafeBytes(Array.init)
        defer { for place in bytes.indices { bytes[place] = 0 } }
        try keep(bytes, directory: directory, file: name + ending)
    }

    /// Keeps bytes in a file of a directory of keys that is not there yet.
    ///
    /// Written aside and linked: a crash leaves a whole file or none, and none is ever overwritten.
    ///
    /// - Throws: ``KeyFileFault``; `unreadable` with `EEXIST` where the file is there.
    public static func keep(_ bytes: [UInt8], directory: String, file name: String) throws {
        try prepare(directory)
        let path = directory + "/" + name
        let aside = path + ".new"
        unlink(aside)
        let file = open(aside, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else { throw KeyFileFault.unreadable(aside, errno: errno) }
        let written = write(file, bytes, bytes.count)
        let kept = written == bytes.count && fsync(file) == 0
        close(file)
        guard kept, link(aside, path) == 0 else {
            throw KeyFileFault.unreadable(path, errno: errno)
        }
        unlink(aside)
        sync(directory)
    }

    /// Overwrites a secret and removes it for ever; no harm where there is none.
    ///
    /// - Throws: ``KeyFileFault``.
    public static func destroy(directory: String, name: String) throws {
        try destroy(directory: directory, file: name + ending)
    }

    /// Overwrites a file of a directory of keys and removes it for ever; no harm where there is none.
    ///
    /// It loses its name first, so that nobody reads a key that is half overwritten; what was killed
    /// in between is finished by the next call. What a disk's own cells still hold of it is out of a
    /// program's reach.
    ///
    /// - Throws: ``KeyFileFault``.
    public static func destroy(directory: String, file: String) throws {
        let path = directory + "/" + file
        let going = path + ".gone"
        guard rename(path, going) == 0 || errno == ENOENT else {
            throw KeyFileFault.unreadable(path, errno: errno)
        }
        sync(directory)
        guard access(going, F_OK) == 0 else { return }
        try overwrite(going)
        guard unlink(going) == 0 else { throw KeyFileFault.unreadable(going, errno: errno) }
        sync(directory)
    }

    private static func overwrite(_ path: String) throws {
        let file = open(path, O_WRONLY)
        guard file >= 0 else { throw KeyFileFault.unreadable(path, errno: errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            throw KeyFileFault.unreadable(path, errno: errno)
        }
        let nothing = [UInt8](repeating: 0, count: Int(status.st_size))
        guard write(file, nothing, nothing.count) == nothing.count, fsync(file) == 0 else {
            throw KeyFileFault.unreadable(path, errno: errno)
        }
    }

    /// The names of the secrets in a directory; none where there is no such directory.
    ///
    /// - Throws: ``KeyFileFault``.
    public static func names(in directory: String, ending: String = ending) throws -> [String] {
        guard access(directory, F_OK) == 0 else { return [] }
        try refuseOpen(directory)
        return try FileManager.default.contentsOfDirectory(atPath: directory)
            .filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
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

    private static func refuseOpen(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else { throw KeyFileFault.unreadable(path, errno: errno) }
        guard status.st_mode & 0o077 == 0 else { throw KeyFileFault.openToOthers(path) }
    }
}
