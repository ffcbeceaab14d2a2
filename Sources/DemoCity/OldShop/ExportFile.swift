import Foundation
import Glibc
import Import

/// A CSV file on its way to disk, which has its name when it is whole.
final class ExportFile {
    private static let chunkBytes = 1 << 18

    private let file: URL
    private let part: URL
    private let handle: FileHandle
    private let writer = CSVWriter(.cp932)
    private var buffer: [UInt8] = []

    /// Begins a file that its owner alone may read.
    init(_ file: URL) throws {
        self.file = file
        part = file.appendingPathExtension("part")
        try? FileManager.default.removeItem(at: part)
        let descriptor = open(
            part.path,
            O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
            0o600
        )
        guard descriptor >= 0 else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: part.path])
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        buffer.reserveCapacity(ExportFile.chunkBytes + 4096)
    }

    func add(_ row: [String]) throws {
        buffer += writer.row(row)
        if buffer.count >= ExportFile.chunkBytes { try flush() }
    }

    func finish() throws {
        try flush()
        try handle.close()
        guard rename(part.path, file.path) == 0 else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file.path])
        }
    }

    private func flush() throws {
        try handle.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
