import Foundation
import Glibc

/// Files of personal data, once they are not needed any more.
public enum PersonalFile {
    /// What lies beside each other of one old file: itself, and what was set aside of it, whole or not.
    public static func all(of source: String) -> [String] {
        let url = URL(filePath: source)
        let folder = url.deletingLastPathComponent()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let beside = names.filter { $0.hasPrefix(SetAside.beginning(of: url.lastPathComponent)) }
        let here = FileManager.default.fileExists(atPath: source) ? [source] : []
        return here + beside.sorted().map { folder.appending(path: $0).path }
    }

    /// Overwrites a file, and then deletes it.
    ///
    /// On a file system that copies on writing, and in backups, an older copy may remain: who runs the
    /// machine must know. Throws the system's words.
    public static func destroy(_ path: String) throws(PersonalFileFault) {
        let file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw PersonalFileFault(path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw PersonalFileFault(path) }
        let zeros = [UInt8](repeating: 0, count: 1 << 16)
        var left = Int(status.st_size)
        while left > 0 {
            let count = write(file, zeros, min(left, zeros.count))
            guard count > 0 || errno == EINTR else { throw PersonalFileFault(path) }
            left -= max(0, count)
        }
        guard fsync(file) == 0, unlink(path) == 0 else { throw PersonalFileFault(path) }
    }
}

/// Why a file could not be destroyed.
public struct PersonalFileFault: Error, Sendable, CustomStringConvertible {
    public let description: String

    init(_ path: String) {
        description = "\(path) is still there: \(String(cString: strerror(errno)))"
    }
}
