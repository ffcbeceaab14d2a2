/// What a photograph may be brought as, told by its first bytes and never by its name.
public enum PhotographKind: String, Sendable, CaseIterable {
    case jpeg, png, webp, heic

    /// Nil for anything else.
    public init?(firstBytes bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(12))
        if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if head.count == 12, head.starts(with: Array("RIFF".utf8)),
            head[8...].elementsEqual("WEBP".utf8)
        {
            self = .webp
        } else if head.count == 12, head[4..<8].elementsEqual("ftyp".utf8),
            PhotographKind.brands.contains(String(decoding: head[8...], as: UTF8.self))
        {
            self = .heic
        } else {
            return nil
        }
    }

    /// ISO/IEC 23008-12: still pictures in HEVC, as telephones write them.
    private static let brands: Set = ["heic", "heix", "heim", "heis", "mif1"]
}
