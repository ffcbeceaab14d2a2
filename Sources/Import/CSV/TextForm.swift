/// The encodings in which old shops write.
public enum TextForm: Sendable, CaseIterable {
    case utf8
    /// Shift_JIS with Microsoft's and IBM's additions: what PHP calls SJIS-win.
    case cp932

    /// UTF-8's byte order mark.
    static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The text of some bytes; nil where they are not of this encoding.
    public func decode(_ bytes: ArraySlice<UInt8>) -> String? {
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
        switch self {
        case .utf8: return String(validating: bytes, as: UTF8.self)
        case .cp932: return CP932.decode(bytes)
        }
    }

    /// Whether bytes are of this encoding.
    func canRead(_ bytes: [UInt8]) -> Bool {
        switch self {
        case .utf8: String(validating: bytes, as: UTF8.self) != nil
        case .cp932: CP932.canRead(bytes)
        }
    }

    /// The text with U+FFFD for what cannot be read: only for people to look at.
    func decodeKindly(_ bytes: ArraySlice<UInt8>) -> String {
        if let text = decode(bytes) { return text }
        return switch self {
        case .utf8: String(decoding: bytes, as: UTF8.self)
        case .cp932: CP932.decodeKindly(bytes)
        }
    }

    /// The bytes of a text; `?` for what the encoding has no character for, as PHP does.
    public func encode(_ text: String) -> [UInt8] {
        switch self {
        case .utf8: Array(text.utf8)
        case .cp932: CP932.encode(text)
        }
    }
}
