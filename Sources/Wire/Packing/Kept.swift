private import Foundation

/// How a value lies where it is kept until it is needed: a byte that tells the form, then the value.
///
/// Messages need no such byte, for both ends are of one version; what waits in a row or a cookie was
/// perhaps written by an older one, and must not be lost with it. The oldest wrote JSON objects.
public enum Kept {
    private static let packed: UInt8 = 1
    private static let json = UInt8(ascii: "{")

    public static func bytes(_ value: some Packable) -> [UInt8] {
        var packer = Packer()
        packer.add(byte: packed)
        packer.add(value)
        return packer.bytes
    }

    /// For what was never kept as JSON.
    ///
    /// - Throws: ``PackingFault`` where it is in no form that is known.
    public static func packed<Value: Packable>(
        _ type: Value.Type,
        in bytes: [UInt8]
    ) throws(PackingFault) -> Value {
        guard bytes.first == packed else { throw PackingFault() }
        return try Unpacker.unpack(type, Array(bytes.dropFirst()))
    }

    /// - Throws: ``PackingFault`` where it is in no form that is known.
    public static func value<Value: Packable & Decodable>(
        _ type: Value.Type,
        in bytes: [UInt8]
    ) throws(PackingFault) -> Value {
        switch bytes.first {
        case packed: return try Kept.packed(type, in: bytes)
        case json:
            guard let value = try? JSONDecoder().decode(type, from: Data(bytes)) else {
                throw PackingFault()
            }
            return value
        default: throw PackingFault()
        }
    }

    /// For columns of text and for tokens: the same in base64url.
    public static func text(_ value: some Packable) -> String { Base64URL.encode(bytes(value)) }

    /// - Throws: ``PackingFault`` where it is in no form that is known.
    public static func value<Value: Packable & Decodable>(
        _ type: Value.Type,
        inText text: String
    ) throws(PackingFault) -> Value {
        // Columns held JSON as it was.
        if text.utf8.first == json { return try value(type, in: Array(text.utf8)) }
        guard let bytes = Base64URL.decode(text) else { throw PackingFault() }
        return try value(type, in: bytes)
    }
}
