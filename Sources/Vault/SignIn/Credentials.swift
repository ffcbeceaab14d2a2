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
        let salt = randomBytes(16)
        let verifier = try await verifier(of: password, salt: salt, cost: hasher.cost)
        return Credential(salt: salt, verifier: verifier, cost: hasher.cost)
    }

    /// Whether a password fits; where there is none to fit, as much work says no.
    func fits(_ password: Secret<String>, _ credential: Credential?) async throws -> Bool {
        let salt = credential?.salt ?? Array(repeating: 0, count: 16)
        let made = try await verifier(
            of: password,
            salt: salt,
            cost: credential?.cost ?? hasher.cost
        )
        guard let credential, made.count == credential.verifier.count else { return false }
        return zip(made, credential.verifier).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func verifier(of password: Secret<String>, salt: [UInt8], cost: PasswordCost)
        async throws -> [UInt8]
    {
        guard password.revealed.utf8.count <= 1024 else { throw Halt.refused(.malformed) }
        let normal = Secret(PasswordRule.normalised(password.revealed))
        var hash = try await hasher.hash(normal, salt: salt, cost: cost)
        defer { wipe(&hash) }
        let keyed = Keyed.hash(hash, with: keys.tag)
        return try await witness.mark(.init(kind: .password, bytes: keyed))
    }
}
