public import Basics
import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A backup that is being written: it is none before ``finish(_:)``.
public struct BackupDraft: Sendable {
    /// The folder that it is written into.
    public let folder: String
    private let domain: BackupDomain
    private let begun: Moment

    /// Begins one in a folder that is not there yet, or is empty.
    ///
    /// - Throws: ``BackupFault``.
    public init(in folder: String, of domain: BackupDomain, at now: Moment) throws {
        (self.folder, self.domain, begun) = (folder, domain, now)
        try BackupFiles.makeFolder(folder)
        guard try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty else {
            throw BackupFault.notEmpty(folder)
        }
    }

    /// Where a file of this name is to be written by others.
    ///
    /// - Throws: ``BackupFault``.
    public func place(_ name: String) throws -> String {
        let path = folder + "/" + name
        try BackupFiles.makeFolder(BackupFiles.parent(of: path))
        return path
    }

    /// Takes a file in, where it is there; of one that only grows, what it holds now.
    ///
    /// - Throws: ``BackupFault``.
    public func take(_ path: String, as name: String) throws {
        guard let size = BackupFiles.size(path) else { return }
        try BackupFiles.copy(path, to: try place(name), first: size)
    }

    /// Takes in a folder's files, those that begin with a dot left out; none where there is no folder.
    ///
    /// - Throws: ``BackupFault``.
    public func take(folder path: String, as name: String) throws {
        guard BackupFiles.isFolder(path) else { return }
        for file in try BackupFiles.all(in: path)
        where !file.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
            try take(path + "/" + file, as: name + "/" + file)
        }
    }

    /// Takes in the folder of a ledger that may grow meanwhile: its checkpoint first, so that every tile
    /// that this one speaks of is there; a partial tile that became a full one is passed over.
    ///
    /// - Throws: ``BackupFault``.
    public func take(settled path: String, as name: String) throws {
        guard BackupFiles.isFolder(path) else { return }
        try take(path + "/checkpoint", as: name + "/checkpoint")
        for file in try BackupFiles.all(in: path)
        where file != "checkpoint" && !file.hasSuffix(".new") {
            do { try take(path + "/" + file, as: name + "/" + file) } catch BackupFault.file(
                _,
                ENOENT
            ) {}
        }
    }

    /// Writes the manifest over all that was taken: now it is a backup, of so many bytes.
    ///
    /// - Throws: ``BackupFault``.
    @discardableResult
    public func finish(_ facts: [String: String]) throws -> Int {
        var files: [String: BackupManifest.File] = [:]
        for name in try BackupFiles.all(in: folder) {
            guard !BackupDraft.isKey(name) else { throw BackupFault.holdsKey(folder + "/" + name) }
            try BackupFiles.sync(folder + "/" + name)
            files[name] = try BackupFiles.file(folder + "/" + name)
        }
        for path in BackupFiles.folders(in: folder) { try BackupFiles.sync(path) }
        let manifest = BackupManifest(
            domain: domain,
            begun: begun.milliseconds,
            facts: facts,
            files: files
        )
        let path = folder + "/" + BackupManifest.name
        do {
            try manifest.bytes.write(to: URL(filePath: path + ".new"))
        } catch {
            throw BackupFault.file(path, errno: errno)
        }
        try BackupFiles.sync(path + ".new")
        guard rename(path + ".new", path) == 0 else { throw BackupFault.file(path, errno: errno) }
        try BackupFiles.sync(folder)
        try BackupFiles.sync(BackupFiles.parent(of: folder))
        return files.values.reduce(0) { $0 + $1.size }
    }

    private static func isKey(_ name: String) -> Bool {
        name.hasSuffix(".key")
            || name.split(separator: "/").dropLast().contains {
                $0.hasSuffix("-keys")
            }
    }
}
