import Crypto
import Foundation

/// The key and the count under which a file's chunks lie (STREAM of Hoang, Reyhanitabar, Rogaway, Vizár).
struct Stream {
    static let chunkCount = 65_536
    static let tagCount = 16
    static let nonceCount = 16

    private let key: SymmetricKey
    /// Chunks so far.
    private(set) var count = 0

    init(_ fileKey: SymmetricKey, nonce: [UInt8]) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: fileKey,
            salt: nonce,
            info: Array("payload".utf8),
            outputByteCount: 32
        )
    }

    mutating func seal(_ chunk: some DataProtocol, isLast: Bool) throws -> [UInt8] {
        let box = try ChaChaPoly.seal(chunk, using: key, nonce: nonce(isLast: isLast))
        count += 1
        return Array(box.ciphertext + box.tag)
    }

    /// The next chunk; nil where it is none, or not here.
    mutating func open(_ sealed: [UInt8], isLast: Bool) throws -> [UInt8]? {
        guard sealed.count >= Stream.tagCount else { return nil }
        let box = try ChaChaPoly.SealedBox(
            nonce: nonce(isLast: isLast),
            ciphertext: sealed.dropLast(Stream.tagCount),
            tag: sealed.suffix(Stream.tagCount)
        )
        guard let chunk = try? ChaChaPoly.open(box, using: key) else { return nil }
        count += 1
        return Array(chunk)
    }

    /// Eleven bytes of the count, the highest first, and one that marks the end.
    private func nonce(isLast: Bool) throws -> ChaChaPoly.Nonce {
        let number = (0..<8).reversed().map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
        return try ChaChaPoly.Nonce(data: [0, 0, 0] + number + [isLast ? 1 : 0])
    }
}

/// Overwrites what must not lie about in memory.
func wipe(_ bytes: inout [UInt8]) {
    for place in bytes.indices { bytes[place] = 0 }
}
