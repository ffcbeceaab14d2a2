import Basics
import VaultAPI
import WitnessAPI

/// What a member's password is checked against.
struct Credential: Sendable {
    var salt: [UInt8]
    /// Argon2id, then keyed by the vault, then marked by the witness.
    var verifier: [UInt8]
    var cost: PasswordCost
}

extension Vault {
    /// A new credential for a password that the rule lets pass.
    func credential(_ password: Secret<String>) async throws -> Credential {
        try await credential(try await keyed(password))
    }

    /// A password as the vault keys it under a new salt, before the witness is asked.
    func keyed(_ password: Secret<String>) async throws -> KeyedPassword {
        let salt = randomBytes(16)
        let hash = try await keyed(password, salt: salt, cost: hasher.cost)
        return KeyedPassword(salt: salt, hash: hash, cost: hasher.cost)
    }

    /// The credential of a password that was keyed, perhaps long before.
    func credential(_ password: KeyedPassword) async throws -> Credential {
        let verifier = try await witness.mark(.init(kind: .password, bytes: password.hash))
        return Credential(salt: password.salt, verifier: verifier, cost: password.cost)
    }

    /// Whether a password fits; where there is none to fit, as much work says no.
    func fits(_ password: Secret<String>, _ credential: Credential?) async throws -> Bool {
        let salt = credential?.salt ?? Array(repeating: 0, count: 16)
        let keyed = try await keyed(password, salt: salt, cost: credential?.cost ?? hasher.cost)
        let made = try await witness.mark(.init(kind: .password, bytes: keyed))
        guard let credential, made.count == credential.verifier.count else { return false }
        return zip(made, credential.verifier).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func keyed(_ password: Secret<String>, salt: [UInt8], cost: PasswordCost) async throws
        -> [UInt8]
    {
        guard password.revealed.utf8.count <= 1024 else { throw Halt.refused(.malformed) }
        let normal = Secret(PasswordRule.normalised(password.revealed))
        var hash = try await hasher.hash(normal, salt: salt, cost: cost)
        defer { wipe(&hash) }
        return Keyed.hash(hash, with: keys.tag)
    }
}
