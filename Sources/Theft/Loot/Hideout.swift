import Foundation
import Glibc

/// Where the thief takes his copies: a folder that nobody else may enter, gone when he has done.
struct Hideout: Sendable {
    let folder: String

    init() throws(DrillFault) {
        let above = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        var path = Array((above + "/ichi-theft-XXXXXX").utf8CString)
        // It makes the folder with mode 0700.
        guard mkdtemp(&path) != nil else {
            throw .hideout(above, cause: String(cString: strerror(errno)))
        }
        folder = path.withUnsafeBufferPointer { letters in
            letters.baseAddress.map { String(cString: $0) } ?? above
        }
    }

    func leave() { try? FileManager.default.removeItem(atPath: folder) }

    /// Copies a file; nil where it may not be read, or not to its end.
    func take(_ path: String) throws(DrillFault) -> String? {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        // A database and its write-ahead log must keep their names, and lie together.
        let place = "\(folder)/\(LootName.folder(of: path))"
        mkdir(place, 0o700)
        let source = open(path, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { return nil }
        defer { close(source) }
        let copy = "\(place)/\(name)"
        return try move(from: source, to: Copy(copy)) ? copy : nil
    }

    private func move(from source: CInt, to copy: Copy) throws(DrillFault) -> Bool {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(source, buffer.baseAddress, buffer.count)
            guard count > 0 else { return count == 0 }
            try copy.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}

/// A folder's name of its own for the copies of each folder.
private enum LootName {
    static func folder(of path: String) -> String {
        let above = path.split(separator: "/").dropLast().joined(separator: "/")
        var digest: UInt64 = 0
        for byte in above.utf8 { digest = Window.mix(digest ^ UInt64(byte)) }
        return String(digest, radix: 36)
    }
}
