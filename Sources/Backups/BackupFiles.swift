import Crypto
import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Files of a backup: copied, hashed and put on disk.
enum BackupFiles {
    private static let piece = 1 << 20

    /// Copies a file, or its first bytes; mode 0600, on disk when this returns.
    static func copy(_ from: String, to target: String, first count: Int? = nil) throws {
        let source = try descriptor(from, O_RDONLY)
        defer { close(source) }
        let copy = try descriptor(target, O_WRONLY | O_CREAT | O_TRUNC)
        defer { close(copy) }
        var left = count ?? Int.max
        var buffer = [UInt8](repeating: 0, count: piece)
        while left > 0 {
            let got = read(source, &buffer, min(left, piece))
            guard got >= 0 || errno == EINTR else { throw BackupFault.file(from, errno: errno) }
            if got == 0 { break }
            try write(buffer.prefix(max(0, got)), to: copy, target)
            left -= max(0, got)
        }
        guard fsync(copy) == 0 else { throw BackupFault.file(target, errno: errno) }
    }

    private static func write(_ bytes: ArraySlice<UInt8>, to file: Int32, _ path: String) throws {
        var rest = bytes
        while !rest.isEmpty {
            let done = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard done > 0 || errno == EINTR else { throw BackupFault.file(path, errno: errno) }
            rest = rest.dropFirst(max(0, done))
        }
    }

    /// A file's bytes now; nil where there is none.
    static func size(_ path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// A file's size and digest.
    static func file(_ path: String) throws -> BackupManifest.File {
        let source = try descriptor(path, O_RDONLY)
        defer { close(source) }
        var hasher = SHA256()
        var size = 0
        var buffer = [UInt8](repeating: 0, count: piece)
        while true {
            let got = read(source, &buffer, piece)
            guard got >= 0 || errno == EINTR else { throw BackupFault.file(path, errno: errno) }
            if got == 0 { break }
            buffer.withUnsafeBytes {
                hasher.update(
                    bufferPointer: UnsafeRawBufferPointer(rebasing: $0.prefix(max(0, got)))
                )
            }
            size += max(0, got)
        }
        let digest = hasher.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return BackupManifest.File(size: size, sha256: digest.joined())
    }

    /// Puts a file, or a folder's own entries, on disk.
    static func sync(_ path: String) throws {
        let file = try descriptor(path, O_RDONLY)
        defer { close(file) }
        guard fsync(file) == 0 else { throw BackupFault.file(path, errno: errno) }
    }

    /// Every file below a folder, by its path there.
    static func all(in folder: String) throws -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: folder) else {
            throw BackupFault.file(folder, errno: ENOENT)
        }
        return walk.compactMap { $0 as? String }.filter { !isFolder(folder + "/" + $0) }.sorted()
    }

    /// Every folder below one, itself first.
    static func folders(in folder: String) -> [String] {
        let walk = FileManager.default.enumerator(atPath: folder)
        let below = walk?.compactMap { $0 as? String } ?? []
        return [folder] + below.map { folder + "/" + $0 }.filter(isFolder)
    }

    static func makeFolder(_ path: String) throws {
        guard !isFolder(path) else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw BackupFault.file(path, errno: errno)
        }
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    static func parent(of path: String) -> String {
        URL(filePath: path).deletingLastPathComponent().path
    }

    private static func descriptor(_ path: String, _ flags: Int32) throws -> Int32 {
        let file = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw BackupFault.file(path, errno: errno) }
        return file
    }
}

func words(of code: Int32) -> String { String(cString: strerror(code)) }
