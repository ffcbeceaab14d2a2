import Basics
import Foundation
import Glibc
import Photographs

/// The folder that the market serves pictures from, as those write it who take photographs.
struct PictureFolder {
    private static let benches = ".making-"

    let folder: URL

    /// Does work that nobody else does here at the same time.
    ///
    /// Whatever a killed predecessor had begun is cleared away first.
    func alone<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        let lock = try hold()
        defer { close(lock) }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasPrefix(PictureFolder.benches) {
            try FileManager.default.removeItem(at: folder.appending(path: name))
        }
        return try await work()
    }

    /// Makes a photograph's files on a bench of their own, and moves them in whole.
    func take(
        _ make: (URL) throws -> PhotographName
    ) throws -> PhotographName {
        let bench = folder.appending(
            path: "\(PictureFolder.benches)\(UInt64.random(in: 0 ... .max))"
        )
        do {
            try FileManager.default.createDirectory(
                at: bench,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw PictureFault.folder(systemWords())
        }
        defer { try? FileManager.default.removeItem(at: bench) }
        let name = try make(bench)
        killPoint("photograph.made")
        for file in name.files { try move(file, from: bench) }
        try flush(folder)
        return name
    }

    /// Deletes a photograph's files; a drawing's belong to the demonstration.
    func delete(_ file: String) {
        for file in PhotographName(file)?.files ?? [] {
            try? FileManager.default.removeItem(at: folder.appending(path: file))
        }
    }

    private func move(_ file: String, from bench: URL) throws {
        let made = bench.appending(path: file)
        try flush(made)
        // The market may be another user than who brings photographs.
        guard chmod(made.path, 0o644) == 0,
            rename(made.path, folder.appending(path: file).path) == 0
        else { throw PictureFault.folder(systemWords()) }
    }

    private func flush(_ file: URL) throws {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw PictureFault.folder(systemWords())
        }
    }

    private func hold() throws -> CInt {
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lock = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else { throw PictureFault.folder(systemWords()) }
        guard flock(lock, LOCK_EX) == 0 else {
            close(lock)
            throw PictureFault.folder(systemWords())
        }
        return lock
    }
}
