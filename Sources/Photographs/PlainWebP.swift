import Foundation

/// A WebP with nothing but its picture in it (RFC 9649).
///
/// libvips 8.14 writes an EXIF chunk of its own, also where it was told to strip everything.
enum PlainWebP {
    /// Nil for what is no WebP of one opaque picture.
    static func plain(_ bytes: Data) -> Data? {
        let bytes = Array(bytes)
        var at = 12
        while at + 8 <= bytes.count {
            let name = bytes[at..<at + 4]
            let length = bytes[at + 4..<at + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
            // A chunk of an odd length has a byte behind it.
            let end = at + 8 + length + length % 2
            guard end <= bytes.count else { return nil }
            if name.elementsEqual("VP8 ".utf8) || name.elementsEqual("VP8L".utf8) {
                return file(of: bytes[at..<end])
            }
            at = end
        }
        return nil
    }

    private static func file(of chunk: ArraySlice<UInt8>) -> Data {
        let size = UInt32(chunk.count + 4)
        let length = (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * UInt32($0))) }
        return Data(Array("RIFF".utf8) + length + Array("WEBP".utf8) + chunk)
    }
}
