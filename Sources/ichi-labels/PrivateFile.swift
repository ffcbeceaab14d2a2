import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that only its maker may read.
enum PrivateFile {
    /// Writes all of it, or leaves nothing; never over a file that is there.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else {
            throw errno == EEXIST ? LabelsFault.exists(path) : .unwritable(path)
        }
        do {
            let handle = FileHandle(fileDescriptor: file)
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
            try handle.close()
        } catch {
            unlink(path)
            throw LabelsFault.unwritable(path)
        }
    }
}
