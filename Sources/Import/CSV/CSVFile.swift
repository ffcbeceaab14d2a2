import Glibc

/// A file's bytes, a piece at a time.
final class CSVFile {
    private static let piece = 1 << 18

    private let descriptor: CInt

    /// Throws ``CSVFault/unreadable(_:)``.
    init(path: String) throws(CSVFault) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    }

    deinit { close(descriptor) }

    /// The next bytes; none at the end.
    func more() throws(CSVFault) -> [UInt8] {
        while true {
            var count = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: CSVFile.piece) { buffer, filled in
                count = read(descriptor, buffer.baseAddress, CSVFile.piece)
                filled = max(0, count)
            }
            if count >= 0 { return bytes }
            guard errno == EINTR else { throw .unreadable(String(cString: strerror(errno))) }
        }
    }

    /// A reader of the file from its beginning, its byte order mark passed over.
    static func reader(path: String) throws(CSVFault) -> CSVReader {
        let file = try CSVFile(path: path)
        var isFirst = true
        return CSVReader { () throws(CSVFault) in
            let bytes = try file.more()
            defer { isFirst = false }
            return isFirst && bytes.starts(with: TextForm.mark) ? Array(bytes.dropFirst(3)) : bytes
        }
    }
}
