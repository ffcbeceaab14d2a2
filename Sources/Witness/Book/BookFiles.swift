import Glibc

/// Why the book cannot be opened or written.
public enum BookFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The system refused a call: its name and number (errno).
    case system(String, errno: Int32)
    /// What is at this byte was not written so, and more was written behind it.
    case damaged(at: Int)
    /// A line that this version does not know.
    case unknown(line: String)

    public var description: String {
        switch self {
        case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
        case .damaged(let byte):
            """
            the witness's book is damaged at byte \(byte), and whole records follow: nothing is cut \
            off. Bring the book back from a copy
            """
        case .unknown(let line): "the witness's book has a line of another version: \(line)"
        }
    }
}

/// What the book does to its file; a test puts failing ones in their place.
public struct BookFiles: Sendable {
    /// Opens a file, made (mode 0600) where there is none.
    public var open: @Sendable (_ path: String) throws -> Int32
    /// Bytes in it.
    public var size: @Sendable (Int32) throws -> Int
    /// At most so many bytes from a place on.
    public var read: @Sendable (Int32, _ from: Int, _ count: Int) throws -> [UInt8]
    /// Writes all of the bytes at a place.
    public var write: @Sendable (Int32, _ at: Int, [UInt8]) throws -> Void
    /// Makes what was written durable.
    public var sync: @Sendable (Int32) throws -> Void
    /// Cuts the file off.
    public var cut: @Sendable (Int32, _ to: Int) throws -> Void
    public var close: @Sendable (Int32) -> Void

    /// The system's files.
    public static let system = BookFiles(
        open: { path in
            let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw BookFault.system("open", errno: errno) }
            return descriptor
        },
        size: { descriptor in
            var status = stat()
            guard fstat(descriptor, &status) == 0 else {
                throw BookFault.system("fstat", errno: errno)
            }
            return Int(status.st_size)
        },
        read: { try readBytes($0, $1, $2) },
        write: { try writeBytes($0, $1, $2) },
        sync: { descriptor in
            guard fdatasync(descriptor) == 0 else {
                throw BookFault.system("fdatasync", errno: errno)
            }
        },
        cut: { descriptor, size in
            guard ftruncate(descriptor, size) == 0 else {
                throw BookFault.system("ftruncate", errno: errno)
            }
        },
        close: { _ = Glibc.close($0) }
    )
}

private func readBytes(_ descriptor: Int32, _ place: Int, _ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
        let more = bytes.withUnsafeMutableBytes {
            pread(descriptor, $0.baseAddress.map { $0 + done }, count - done, off_t(place + done))
        }
        if more == 0 { break }
        guard more > 0 || errno == EINTR else { throw BookFault.system("pread", errno: errno) }
        done += max(0, more)
    }
    bytes.removeLast(count - done)
    return bytes
}

private func writeBytes(_ descriptor: Int32, _ place: Int, _ bytes: [UInt8]) throws {
    var done = 0
    while done < bytes.count {
        let more = bytes.withUnsafeBytes {
            pwrite(
                descriptor,
                $0.baseAddress.map { $0 + done },
                bytes.count - done,
                off_t(place + done)
            )
        }
        guard more > 0 || errno == EINTR else { throw BookFault.system("pwrite", errno: errno) }
        done += max(0, more)
    }
}
