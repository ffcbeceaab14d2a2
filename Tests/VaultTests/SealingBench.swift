import Basics
import Crypto
import Foundation
import Witness
import WitnessAPI

@testable import Vault

/// A sealer and a witness without a database.
struct SealingBench {
    let folder: URL
    let witness: Witness
    let sealer: Sealer
    let name = "witness-name"

    init() async throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "ichi-seal-\(UUID().uuidString)")
        witness = try await WitnessRoom.beside(folder).port
        sealer = Sealer(
            keys: try VaultKeys.open(directory: folder.path + "/keys"),
            witness: witness
        )
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func seal(_ fields: [String: String], owner: String, version: Int) throws -> Sheet {
        try sealer.seal(
            fields.mapValues { Secret($0) },
            owner: owner,
            name: name,
            version: version
        )
    }

    /// The witness's half, opened without waiting: with the key from its file.
    func half(of sheet: Sheet) throws -> SymmetricKey {
        let path = folder.path + "/witness-keys/epoch-1.key"
        let secret = FileManager.default.contents(atPath: path) ?? Data()
        let key = try P256.KeyAgreement.PrivateKey(rawRepresentation: secret)
        return try HalfSeal.open(sheet.sealedHalf(name: name), with: key)
    }
}
