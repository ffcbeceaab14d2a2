import Crypto
import Foundation

/// AES-256-GCM (NIST SP 800-38D) over byte arrays: nonce, ciphertext and tag in one piece.
enum Box {
    static func seal(_ bytes: [UInt8], with key: SymmetricKey, bound: [UInt8]) throws -> [UInt8] {
        let box = try AES.GCM.seal(bytes, using: key, authenticating: bound)
        guard let combined = box.combined else { throw SheetFault.damaged }
        return Array(combined)
    }

    static func open(_ box: [UInt8], with key: SymmetricKey, bound: [UInt8]) throws -> [UInt8] {
        do {
            let sealed = try AES.GCM.SealedBox(combined: box)
            var plain = try AES.GCM.open(sealed, using: key, authenticating: bound)
            defer { plain.resetBytes(in: 0..<plain.count) }
            return Array(plain)
        } catch {
            throw SheetFault.damaged
        }
    }
}

/// HMAC-SHA256 (RFC 2104) over byte arrays.
enum Keyed {
    static func hash(_ bytes: [UInt8], with key: SymmetricKey) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
    }

    /// Compares in constant time.
    static func fits(_ hash: [UInt8], _ bytes: [UInt8], with key: SymmetricKey) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(hash, authenticating: bytes, using: key)
    }
}

/// Overwrites bytes that held something personal or secret.
///
/// Swift may have copied them before; what can be wiped is.
func wipe(_ bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBytes { buffer in
        guard let base = buffer.baseAddress else { return }
        sodiumWipe(base, buffer.count)
    }
}
