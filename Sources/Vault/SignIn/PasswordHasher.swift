import Basics
import CSodium
import Dispatch
import Foundation
import Synchronization
import VaultAPI

/// What Argon2id (RFC 9106) costs: the memory a try takes, and its passes.
public struct PasswordCost: Sendable, Hashable {
    /// In bytes.
    public var memory: Int
    public var passes: Int

    public init(memory: Int, passes: Int) {
        self.memory = memory
        self.passes = passes
    }

    /// 19 MiB and two passes: OWASP's first recommendation for Argon2id, about 20 ms here.
    public static let standard = PasswordCost(memory: 19 << 20, passes: 2)
}

/// Hashes passwords on a thread of its own, so that nothing else waits for 20 ms at a time.
final class PasswordHasher: Sendable {
    let cost: PasswordCost
    private let queue = DispatchQueue(label: "password")
    private let waiting = Mutex(0)
    /// More than this wait two thirds of a second: better to say that it is too much.
    private static let mostWaiting = 32

    init(cost: PasswordCost) {
        self.cost = cost
        _ = sodium_init()
    }

    /// 32 bytes made of a password and its salt (16 bytes).
    ///
    /// - Throws: ``Halt/refused(_:)`` with `tooMany` where too many wait already, `unavailable`
    ///   without memory.
    func hash(_ password: Secret<String>, salt: [UInt8], cost: PasswordCost) async throws -> [UInt8]
    {
        let admitted = waiting.withLock { count in
            guard count < PasswordHasher.mostWaiting else { return false }
            count += 1
            return true
        }
        guard admitted else { throw Halt.refused(.tooMany) }
        let hash = await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(returning: PasswordHasher.argon2id(password, salt, cost))
            }
        }
        waiting.withLock { $0 -= 1 }
        guard let hash else { throw Halt.refused(.unavailable) }
        return hash
    }

    private static func argon2id(_ password: Secret<String>, _ salt: [UInt8], _ cost: PasswordCost)
        -> [UInt8]?
    {
        guard salt.count == Int(crypto_pwhash_SALTBYTES) else { return nil }
        var text = Array(password.revealed.utf8)
        defer { wipe(&text) }
        var hash = [UInt8](repeating: 0, count: 32)
        let length = UInt64(text.count)
        let outcome = text.withUnsafeBytes { bytes -> Int32 in
            guard let characters = bytes.bindMemory(to: CChar.self).baseAddress else { return -1 }
            return crypto_pwhash(
                &hash,
                32,
                characters,
                length,
                salt,
                UInt64(cost.passes),
                cost.memory,
                crypto_pwhash_ALG_ARGON2ID13
            )
        }
        return outcome == 0 ? hash : nil
    }
}
