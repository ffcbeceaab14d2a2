private import Foundation
private import KeyFiles

#if canImport(Glibc)
private import Glibc
#else
private import Darwin
#endif

/// A file of lines that only grows, each append durable before it returns.
struct AppendFile: Sendable {
    let path: String
    private let descriptor: Int32

    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw KeyFileFault.unreadable(path, errno: errno) }
        KeyFile.sync((path as NSString).deletingLastPathComponent)
    }

    /// The lines so far; a last one without its end was never acknowledged and is not one.
    func lines() throws -> [String] {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw KeyFileFault.unreadable(path, errno: errno)
        }
        var lines = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        lines.removeLast()
        return lines.map(String.init)
    }

    func append(_ lines: [String]) throws {
        // A line begins with an end, so that one torn by a crash spoils no other.
        let bytes = Array(("\n" + lines.joined(separator: "\n") + "\n").utf8)
        let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written == bytes.count, fdatasync(descriptor) == 0 else {
            throw KeyFileFault.unreadable(path, errno: errno)
        }
    }
}
