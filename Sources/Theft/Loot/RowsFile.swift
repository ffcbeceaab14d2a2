import Glibc

/// A file of rows that were read out of a database: a value behind a tab, a row behind a line's end.
///
/// In a database's own files a long value lies in pieces; here it is whole.
final class RowsFile {
    private let descriptor: CInt
    private var buffer: [UInt8] = []
    private static let bufferSize = 1 << 20

    init(_ path: String) throws(DrillFault) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .hideout(path, cause: String(cString: strerror(errno)))
        }
    }

    deinit { close(descriptor) }

    func write(_ bytes: UnsafeRawBufferPointer) throws(DrillFault) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= RowsFile.bufferSize { try finish() }
    }

    func end(_ sign: Character) { buffer += Array(String(sign).utf8) }

    /// Writes what is left.
    func finish() throws(DrillFault) {
        let count = buffer.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard count == buffer.count else {
            throw .hideout("rows", cause: String(cString: strerror(errno)))
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
