import Foundation

/// How a file is compressed, by its first bytes.
enum Packing: String {
    case gzip, zstd, xz, bzip2, zip

    init?(of path: String) {
        let bytes = FirstBytes.of(path, 6)
        guard let found = Packing.signs.first(where: { bytes.starts(with: $0.sign) }) else {
            return nil
        }
        self = found.packing
    }

    private static let signs: [(sign: [UInt8], packing: Packing)] = [
        ([0x1F, 0x8B], .gzip), ([0x28, 0xB5, 0x2F, 0xFD], .zstd),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], .xz), ([0x42, 0x5A, 0x68], .bzip2),
        ([0x50, 0x4B, 0x03, 0x04], .zip),
    ]

    /// Unpacks with the system's own program; false where that cannot be done.
    func unpack(_ path: String, to target: String) -> Bool {
        guard self != .zip,
            FileManager.default.createFile(
                atPath: target,
                contents: nil,
                attributes: [.posixPermissions: 0o600]
            ), let output = FileHandle(forWritingAtPath: target)
        else { return false }
        defer { try? output.close() }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/\(rawValue)")
        process.arguments = ["-d", "-c", "-f", path]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}

/// What a file begins with.
enum FirstBytes {
    static func areSQLite(_ path: String) -> Bool {
        let sign = Array("SQLite format 3\0".utf8)
        return of(path, sign.count) == sign
    }

    static func of(_ path: String, _ count: Int) -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? handle.close() }
        return Array((try? handle.read(upToCount: count)) ?? Data())
    }
}
