import Crypto
import Foundation

/// A file of age's made by hand, as C2SP's test vectors are (<https://c2sp.org/CCTV/age>).
///
/// It has their keys, makes every mistake that can be made with them, and shares no code with the room.
struct Vector {
    static let secret =
        "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6"
    /// The stanza that wraps `YELLOW SUBMARINE` for that key.
    static let share = "TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc"
    static let wrapped = "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U"
    static let stanza = "-> X25519 \(share)\n\(wrapped)\n"
    static let version = "age-encryption.org/v1\n"

    private(set) var bytes: [UInt8]
    private var key = SymmetricKey(data: Array("YELLOW SUBMARINE".utf8))
    private var payloadKey: SymmetricKey?
    private var count: UInt8 = 0

    /// All before the code's line.
    init(_ head: String = version + stanza, fileKey: String? = nil) {
        bytes = Array(head.utf8)
        if let fileKey { key = SymmetricKey(data: Array(fileKey.utf8)) }
    }

    /// The code over the head so far: 43 characters.
    var code: String {
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key,
            info: Array("header".utf8),
            outputByteCount: 32
        )
        let code = HMAC<SHA256>.authenticationCode(for: bytes + Array("---".utf8), using: key)
        return String(Data(code).base64EncodedString().dropLast())
    }

    /// Ends the head with a line of its own; with the right one where none is given.
    func ended(with line: String? = nil) -> Vector {
        var vector = self
        vector.bytes += Array("\(line ?? "--- \(code)")\n".utf8)
        return vector
    }

    func nonce(_ nonce: [UInt8] = [UInt8](repeating: 7, count: 16)) -> Vector {
        var vector = self
        vector.bytes += nonce
        vector.payloadKey = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key,
            salt: nonce,
            info: Array("payload".utf8),
            outputByteCount: 32
        )
        return vector
    }

    func chunk(_ plain: [UInt8], last: Bool = false, spoiled: Bool = false) throws -> Vector {
        var vector = self
        guard let payloadKey else { return vector }
        let nonce = [UInt8](repeating: 0, count: 10) + [count, last ? 1 : 0]
        let box = try ChaChaPoly.seal(
            plain,
            using: payloadKey,
            nonce: ChaChaPoly.Nonce(data: nonce)
        )
        vector.bytes += Array(box.ciphertext + box.tag)
        if spoiled { vector.bytes[vector.bytes.count - 1] ^= 1 }
        vector.count += 1
        return vector
    }

    func followed(by more: [UInt8]) -> Vector {
        var vector = self
        vector.bytes += more
        return vector
    }

    /// A whole small file.
    func whole() throws -> [UInt8] {
        try ended().nonce().chunk(Array("age".utf8), last: true).bytes
    }
}
