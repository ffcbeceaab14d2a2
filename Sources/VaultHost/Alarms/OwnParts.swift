import Crypto
import Foundation
import Vault

/// What the vault's program and settings are, to be held against what was accepted.
///
/// Who has the machine can change both, and this answer too; who can only write a file cannot.
struct OwnParts: Sendable {
    let layout: DataLayout
    let environment: [String: String]

    /// Settings that say whom the vault believes, and where its data lies.
    private static let settings = [
        "VAULT_DATABASE_URL", "ICHI_CONFINEMENT", "ICHI_COUNTER_ORIGIN", "ICHI_LEDGER_ORIGIN",
        "ICHI_MAIL_DOMAIN", "ICHI_OFFICE_NETWORKS", "ICHI_OFFICE_ORIGIN", "ICHI_VAULT_TOKEN",
        "ICHI_VAULT_TOKEN_FOLDERS", "ICHI_WITNESS", "ICHI_WITNESS_FINGERPRINT",
        "ICHI_WITNESS_ORIGIN",
    ]

    /// Looks once: what runs does not change any more.
    func look(_ vault: Vault) async {
        if let program { await vault.look(at: .program, is: program) }
        await vault.look(at: .settings, is: chosen)
    }

    /// SHA-256 of the file that runs; nil where it cannot be read.
    private var program: [UInt8]? {
        guard let file = FileHandle(forReadingAtPath: "/proc/self/exe") else { return nil }
        var hash = SHA256()
        while let part = try? file.read(upToCount: 1 << 20), !part.isEmpty {
            hash.update(data: part)
        }
        return Array(hash.finalize())
    }

    /// SHA-256 over the settings and site.json.
    private var chosen: [UInt8] {
        var hash = SHA256()
        for name in OwnParts.settings {
            hash.update(data: Data("\(name)=\(environment[name] ?? "")\n".utf8))
        }
        hash.update(data: FileManager.default.contents(atPath: layout.site) ?? Data())
        return Array(hash.finalize())
    }
}
