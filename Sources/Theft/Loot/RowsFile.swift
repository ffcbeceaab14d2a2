/// A file of rows that were read out of a database: a value behind a tab, a row behind a line's end.
///
/// In a database's own files a long value lies in pieces; here it is whole.
final class RowsFile {
    private let copy: Copy
    private var buffer: [UInt8] = []
    private static let bufferSize = 1 << 20

    init(_ path: String) throws(DrillFault) { copy = try Copy(path) }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= RowsFile.bufferSize { try finish() }
    }

    func end(_ sign: Unicode.Scalar) { buffer.append(UInt8(ascii: sign)) }

    /// Writes what is left.
    func finish() throws {
        try buffer.withUnsafeBytes(copy.write)
        buffer.removeAll(keepingCapacity: true)
    }
}
