import Basics
import Crypto
import Foundation
import KeyFiles
import Storage
import Vault
import WitnessAPI

/// A thief who has files and keys, and asks nobody.
struct KeyThief: Sendable {
    /// Folder of the vault's database.
    let vault: String
    /// Folders of keys that he has; nil where he has not.
    let vaultKeys: String?
    let witnessKeys: String

    /// How many sheets he tried, and what he could read of them.
    struct Take: Sendable {
        var sheets = 0
        var halves = 0
        var values: [String] = []
    }

    #if DEBUG
    /// Opens the witness's half of every sheet by its own keys, and the vault's by whatever there is.
    func open() async throws -> Take {
        let database = try await Database.open(
            .sqlite(path: vault + "/vault.sqlite"),
            migrations: VaultMigrations.all
        )
        let keys = try vaultKeys.map { try VaultKeys.open(directory: $0) }
        let thief = SheetThief(database: database, keys: keys)
        let guesses = try secrets()
        var take = Take()
        for taken in try await thief.take() {
            take.sheets += 1
            guard let half = try witnessHalf(taken.half) else { continue }
            take.halves += 1
            if let values = thief.read(taken, with: half) {
                take.values += values
            } else {
                for secret in guesses + [half] {
                    take.values += thief.guess(taken, by: secret, half) ?? []
                }
            }
        }
        await database.close()
        return take
    }
    #else
    func open() async throws -> Take { throw BreachFault.testBuildOnly }
    #endif

    private func witnessHalf(_ half: Witness.SealedHalf) throws -> SymmetricKey? {
        let secret = try KeyFile.read(
            directory: witnessKeys,
            name: "epoch-\(half.epoch)",
            count: 32
        )
        guard let secret else { return nil }
        let key = try P256.KeyAgreement.PrivateKey(
            rawRepresentation: secret.withUnsafeBytes { Data($0) }
        )
        return try? HalfSeal.open(half, with: key)
    }

    /// Every key he has, each of which might be the one that is wanted.
    private func secrets() throws -> [SymmetricKey] {
        let folders = [witnessKeys] + (vaultKeys.map { [$0] } ?? [])
        return try folders.flatMap { folder in
            try KeyFile.names(in: folder).compactMap {
                try? KeyFile.read(directory: folder, name: $0, count: 32)
            }
        }
    }
}
