public import Foundation
import Glibc

/// A photograph as it lies on a disk.
public enum PhotographFile: Sendable {
    /// What is in it, if it is a file of a photograph's size.
    ///
    /// - Throws: ``PhotographFault``.
    public static func read(_ path: String) throws(PhotographFault) -> Data {
        var info = stat()
        guard stat(path, &info) == 0 else { throw errno == ENOENT ? .missing(path) : .noFile(path) }
        // A pipe would be waited for, and never end.
        guard info.st_mode & S_IFMT == S_IFREG else { throw .noFile(path) }
        guard info.st_size > 0 else { throw .empty }
        guard info.st_size <= PhotographBounds.bytes else { throw .tooManyBytes }
        guard let bytes = FileManager.default.contents(atPath: path) else { throw .noFile(path) }
        return bytes
    }
}
