import Basics
import Crypto
import Foundation
import KeyFiles
import Ledger
import Synchronization
import WitnessAPI

/// The witness's own secrets, in a directory that no backup contains.
final class WitnessKeys: Sendable {
    let marking: SymmetricKey
    let cosigning: CosigningKey
    private let epochs: Mutex<[Int: P256.KeyAgreement.PrivateKey]>
    private let directory: String

    /// Reads the keys of a directory, making them (mode 0600) where there are none.
    ///
    /// - Throws: `KeyFileFault`; ``WitnessFault/badName`` where the cosigner's name has white space.
    init(directory: String, name: String) throws {
        self.directory = directory
        try KeyFile.prepare(directory)
        marking = try KeyFile.readOrMake(directory: directory, name: "mark", count: 32)
        let seed = try KeyFile.readOrMake(directory: directory, name: "cosign", count: 32)
        guard
            let cosigning = CosigningKey(
                name: name,
                seed: Secret(seed.withUnsafeBytes(Array.init))
            )
        else { throw WitnessFault.badName(name) }
        self.cosigning = cosigning
        var epochs: [Int: P256.KeyAgreement.PrivateKey] = [:]
        for number in try WitnessKeys.numbers(in: directory) {
            epochs[number] = try WitnessKeys.read(number, in: directory)
        }
        self.epochs = Mutex(epochs)
    }

    /// Epochs whose key is here, the newest last.
    var numbers: [Int] { epochs.withLock { $0.keys.sorted() } }

    /// - Throws: ``WitnessRefusal/noSuchEpoch``.
    func key(of epoch: Int) throws -> P256.KeyAgreement.PrivateKey {
        guard let key = epochs.withLock({ $0[epoch] }) else { throw WitnessRefusal.noSuchEpoch }
        return key
    }

    /// The newest epoch; new halves are sealed to its public key.
    var newest: (epoch: Int, key: P256.KeyAgreement.PrivateKey)? {
        epochs.withLock { epochs in epochs.max { $0.key < $1.key }.map { ($0.key, $0.value) } }
    }

    /// Makes the key of an epoch, durable when this returns; one that is there stays.
    ///
    /// - Throws: `KeyFileFault`.
    func makeEpoch(_ number: Int) throws {
        guard !numbers.contains(number) else { return }
        let key = P256.KeyAgreement.PrivateKey()
        var bytes = key.rawRepresentation
        defer { bytes.resetBytes(in: 0..<bytes.count) }
        try KeyFile.keep(
            SymmetricKey(data: bytes),
            directory: directory,
            name: WitnessKeys.name(number)
        )
        epochs.withLock { $0[number] = key }
    }

    /// Destroys the key of an epoch: what is still sealed in it opens nowhere any more.
    ///
    /// - Throws: `KeyFileFault`.
    func destroyEpoch(_ number: Int) throws {
        try KeyFile.destroy(directory: directory, name: WitnessKeys.name(number))
        epochs.withLock { $0[number] = nil }
    }

    static func name(_ epoch: Int) -> String { "epoch-\(epoch)" }

    private static func read(_ epoch: Int, in directory: String) throws
        -> P256.KeyAgreement.PrivateKey?
    {
        try KeyFile.read(directory: directory, name: name(epoch), count: 32).map { secret in
            try secret.withUnsafeBytes {
                try P256.KeyAgreement.PrivateKey(rawRepresentation: Data($0))
            }
        }
    }

    private static func numbers(in directory: String) throws -> [Int] {
        try FileManager.default.contentsOfDirectory(atPath: directory).compactMap { file in
            guard file.hasPrefix("epoch-"), file.hasSuffix(".key") else { return nil }
            return Int(file.dropFirst("epoch-".count).dropLast(".key".count))
        }
    }
}
