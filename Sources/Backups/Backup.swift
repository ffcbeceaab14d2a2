public import Basics
import Foundation

/// A finished backup whose every file is as it was written.
public struct Backup: Sendable {
    public let folder: String
    /// When it was begun: what was written later may be missing.
    public let begun: Moment
    /// What the domain said of itself.
    public let facts: [String: String]
    private let files: [String]

    /// Opens a backup and reads all of it, to compare it with its manifest.
    ///
    /// - Throws: ``BackupFault``.
    public init(in folder: String, of domain: BackupDomain) throws {
        self.folder = folder
        let path = folder + "/" + BackupManifest.name
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw BackupFault.unfinished(folder)
        }
        guard let manifest = try? JSONDecoder().decode(BackupManifest.self, from: bytes),
            manifest.version == 1
        else { throw BackupFault.unreadable(folder) }
        guard manifest.domain == domain else {
            throw BackupFault.otherDomain(
                folder,
                is: manifest.domain.rawValue,
                wanted: domain.rawValue
            )
        }
        begun = Moment(milliseconds: manifest.begun)
        facts = manifest.facts
        files = manifest.files.keys.sorted()
        try Backup.compare(folder, manifest)
    }

    private static func compare(_ folder: String, _ manifest: BackupManifest) throws {
        var found = Set(try BackupFiles.all(in: folder))
        found.remove(BackupManifest.name)
        for (name, file) in manifest.files.sorted(by: { $0.key < $1.key }) {
            let path = folder + "/" + name
            guard found.remove(name) != nil, try BackupFiles.file(path) == file else {
                throw BackupFault.damaged(path)
            }
        }
        if let stranger = found.min() { throw BackupFault.damaged(folder + "/" + stranger) }
    }

    /// Whether a file of this name is in it.
    public func holds(_ name: String) -> Bool { files.contains(name) }

    /// Where a file lies.
    public func place(_ name: String) -> String { folder + "/" + name }

    /// Brings a file back, under a name beside its own first: it is there whole or not at all.
    ///
    /// - Throws: ``BackupFault``.
    public func bring(_ name: String, to path: String) throws {
        try BackupFiles.makeFolder(BackupFiles.parent(of: path))
        try BackupFiles.copy(place(name), to: path + ".new")
        guard rename(path + ".new", path) == 0 else { throw BackupFault.file(path, errno: errno) }
        try BackupFiles.sync(BackupFiles.parent(of: path))
    }

    /// Brings back all files below a name.
    ///
    /// - Throws: ``BackupFault``.
    public func bring(folder name: String, to path: String) throws {
        for file in files where file.hasPrefix(name + "/") {
            try bring(file, to: path + "/" + file.dropFirst(name.count + 1))
        }
    }
}
