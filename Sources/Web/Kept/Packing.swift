import CBrotli
import CZlib
import HTTPTypes
import NIOCore

/// How bytes are packed on their way (RFC 9110 §8.4), the best first.
enum Packing: String, Sendable, CaseIterable {
    case brotli = "br"
    case gzip

    /// The best that a browser takes; nil for the bytes as they are.
    init?(acceptedBy header: String?) {
        guard let header, !header.isEmpty else { return nil }
        let taken = header.split(separator: ",").filter { !Packing.isRefused($0) }
        let names = taken.map { $0.prefix { $0 != ";" }.filter { $0 != " " }.lowercased() }
        guard let best = Packing.allCases.first(where: { names.contains($0.rawValue) }) else {
            return nil
        }
        self = best
    }

    /// `gzip;q=0`.
    private static func isRefused(_ entry: Substring) -> Bool {
        let weight = entry.filter { $0 != " " }.lowercased().split(separator: ";").dropFirst()
        guard let quality = weight.first(where: { $0.hasPrefix("q=") }) else { return false }
        return Double(quality.dropFirst(2)) == 0
    }

    /// The packed bytes; nil where the library has no memory for them.
    func pack(_ plain: ByteBuffer) -> ByteBuffer? {
        switch self {
        case .brotli: Packing.brotli(plain)
        case .gzip: Packing.gzip(plain)
        }
    }

    /// Packed once and sent often, but while somebody waits.
    private static let brotliQuality: Int32 = 6
    private static let gzipLevel: Int32 = 7
    /// zlib's window of 32 KiB, in the frame of RFC 1952.
    private static let gzipWindowBits: Int32 = 15 + 16

    private static func brotli(_ plain: ByteBuffer) -> ByteBuffer? {
        var size = BrotliEncoderMaxCompressedSize(plain.readableBytes)
        var packed = ByteBufferAllocator().buffer(capacity: size)
        let isPacked = plain.withUnsafeReadableBytes { source in
            packed.withUnsafeMutableWritableBytes { target in
                BrotliEncoderCompress(
                    brotliQuality,
                    BROTLI_DEFAULT_WINDOW,
                    BROTLI_MODE_TEXT,
                    source.count,
                    source.bindMemory(to: UInt8.self).baseAddress,
                    &size,
                    target.bindMemory(to: UInt8.self).baseAddress
                )
            }
        }
        guard isPacked == BROTLI_TRUE else { return nil }
        packed.moveWriterIndex(forwardBy: size)
        return packed
    }

    private static func gzip(_ plain: ByteBuffer) -> ByteBuffer? {
        var stream = z_stream()
        guard
            deflateInit2_(
                &stream,
                gzipLevel,
                Z_DEFLATED,
                gzipWindowBits,
                8,
                Z_DEFAULT_STRATEGY,
                ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)
            ) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(plain.readableBytes)))
        var packed = ByteBufferAllocator().buffer(capacity: bound)
        var source = plain
        let code = source.withUnsafeMutableReadableBytes { from in
            packed.withUnsafeMutableWritableBytes { to in
                stream.next_in = from.bindMemory(to: UInt8.self).baseAddress
                stream.avail_in = UInt32(from.count)
                stream.next_out = to.bindMemory(to: UInt8.self).baseAddress
                stream.avail_out = UInt32(to.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard code == Z_STREAM_END else { return nil }
        packed.moveWriterIndex(forwardBy: Int(stream.total_out))
        return packed
    }
}
