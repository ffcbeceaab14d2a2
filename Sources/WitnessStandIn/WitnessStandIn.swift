private import Crypto
private import Foundation
private import KeyFiles
private import Synchronization
public import WitnessAPI

/// Plays the witness on the vault's own machine until there is one elsewhere.
///
/// It keeps its key apart, in a directory that no backup may contain, and refuses what was erased;
/// but it counts nothing and proves nothing: who has root on this machine has both halves.
public enum WitnessStandIn {
    /// What it says at start, so that nobody takes it for the real one.
    public static let notice = """
        The witness is a STAND-IN on this machine: whoever has root here has both halves of every \
        key. Its directory must be in no backup.
        """

    /// Opens the stand-in's directory, making it and its key (mode 0600) where there are none.
    ///
    /// - Throws: ``KeyFileFault`` where the directory or a file is open to others or unreadable.
    public static func open(
        directory: String,
        say: @Sendable (String) -> Void
    ) throws -> Witness {
        say(notice + " Directory: " + directory)
        let epoch = 1
        let secret = try KeyFile.readOrMake(directory: directory, name: "epoch-\(epoch)", count: 32)
        let marking = try KeyFile.readOrMake(directory: directory, name: "mark", count: 32)
        let key = try P256.KeyAgreement.PrivateKey(secret)
        let erased = try ErasedNames(path: directory + "/erased")
        return witness(epoch: epoch, key: key, marking: marking, erased: erased)
    }

    private static func witness(
        epoch: Int,
        key: P256.KeyAgreement.PrivateKey,
        marking: SymmetricKey,
        erased: ErasedNames
    ) -> Witness {
        Witness(
            epoch: epoch,
            publicKey: Array(key.publicKey.x963Representation),
            open: { _, halves, _ in
                try halves.map { half in
                    guard half.epoch == epoch else { throw WitnessRefusal.noSuchEpoch }
                    guard !erased.contains(half.name) else { throw WitnessRefusal.erased }
                    return try HalfSeal.open(half, with: key)
                }
            },
            mark: { kind, name, input in
                let prefix = Array("ichi mark v1 \(kind.rawValue) \(name ?? "")\n".utf8)
                return Array(
                    HMAC<SHA256>.authenticationCode(for: prefix + input, using: marking)
                )
            },
            erase: { names, _ in try erased.add(names) }
        )
    }
}

extension P256.KeyAgreement.PrivateKey {
    /// A key from 32 random bytes.
    ///
    /// One in 2^32 is no scalar of the curve; then the key file must be made anew.
    fileprivate init(_ secret: SymmetricKey) throws {
        self = try secret.withUnsafeBytes {
            try P256.KeyAgreement.PrivateKey(rawRepresentation: Data($0))
        }
    }
}

/// The names that stay shut, one a line, appended durably.
final class ErasedNames: Sendable {
    private let names: Mutex<Set<String>>
    private let file: AppendFile

    init(path: String) throws {
        file = try AppendFile(path: path)
        names = Mutex(Set(try file.lines()))
    }

    func contains(_ name: String) -> Bool { names.withLock { $0.contains(name) } }

    func add(_ more: [String]) throws {
        try names.withLock { known in
            let fresh = more.filter { !known.contains($0) }
            guard !fresh.isEmpty else { return }
            try file.append(fresh)
            known.formUnion(fresh)
        }
    }
}
