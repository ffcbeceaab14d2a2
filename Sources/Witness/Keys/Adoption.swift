import Foundation
import Glibc
import KeyFiles

/// What is left of the stand-in, which played the witness before there was one: its epoch's key, its
/// marking key, and the names it refused.
struct StandIn {
    let directory: String

    /// Nil where there is none, or no more.
    init?(_ directory: String) {
        guard FileManager.default.fileExists(atPath: directory) else { return nil }
        let files = try? FileManager.default.contentsOfDirectory(atPath: directory)
        // The folder itself may be another's to remove.
        guard files?.isEmpty != true else { return nil }
        self.directory = directory
    }

    private static let keys = ["epoch-1", "mark"]

    /// Copies the keys, so that halves sealed before open, and people are found by the tags they had.
    ///
    /// - Throws: `KeyFileFault`; ``WitnessFault/twoWitnesses`` where others are there already.
    func copyKeys(to target: String) throws {
        for name in StandIn.keys {
            guard let key = try KeyFile.read(directory: directory, name: name, count: 32) else {
                continue
            }
            guard let taken = try KeyFile.read(directory: target, name: name, count: 32) else {
                try KeyFile.keep(key, directory: target, name: name)
                continue
            }
            guard taken == key else { throw WitnessFault.twoWitnesses(directory) }
        }
    }

    /// The names that it refused; a last line without its end was never acknowledged.
    func erased() throws -> [String] {
        let path = directory + "/erased"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let bytes = try Data(contentsOf: URL(filePath: path))
        let whole = bytes.prefix(upTo: bytes.lastIndex(of: UInt8(ascii: "\n")) ?? 0)
        return whole.split(separator: UInt8(ascii: "\n")).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// Empties the folder, once all of it is kept elsewhere, and removes it where that is ours to do.
    func remove() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
            try FileManager.default.removeItem(atPath: directory + "/" + name)
        }
        KeyFile.sync(directory)
        rmdir(directory)
        KeyFile.sync((directory as NSString).deletingLastPathComponent)
    }
}
