public import Crypto
private import Foundation

/// How the vault seals a half so that the witness alone can open it.
///
/// HPKE (RFC 9180) base mode with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM; the name,
/// the sheet and the epoch are authenticated, so that a half cannot stand in for another.
public enum HalfSeal {
    static let suite = HPKE.Ciphersuite.P256_SHA256_AES_GCM_256
    static let encapsulatedCount = 65

    /// Seals a half to a public epoch key.
    ///
    /// - Throws: `CryptoKitError` where the key is no point of the curve.
    public static func seal(
        _ half: SymmetricKey,
        name: String,
        sheet: Int,
        epoch: Int,
        to key: P256.KeyAgreement.PublicKey
    ) throws -> [UInt8] {
        var sender = try HPKE.Sender(
            recipientKey: key,
            ciphersuite: suite,
            info: info(epoch: epoch)
        )
        let bound = binding(name: name, sheet: sheet, epoch: epoch)
        let box = try half.withUnsafeBytes { try sender.seal(Data($0), authenticating: bound) }
        return Array(sender.encapsulatedKey) + Array(box)
    }

    /// Opens a half with the private key of its epoch.
    ///
    /// - Throws: ``WitnessRefusal/foreign`` where it is not sealed to this key, name, sheet and epoch.
    public static func open(
        _ half: Witness.SealedHalf,
        with key: P256.KeyAgreement.PrivateKey
    ) throws -> SymmetricKey {
        guard half.bytes.count > encapsulatedCount else { throw WitnessRefusal.foreign }
        do {
            var recipient = try HPKE.Recipient(
                privateKey: key,
                ciphersuite: suite,
                info: info(epoch: half.epoch),
                encapsulatedKey: Data(half.bytes.prefix(encapsulatedCount))
            )
            let bound = binding(name: half.name, sheet: half.sheet, epoch: half.epoch)
            var plain = try recipient.open(
                half.bytes.dropFirst(encapsulatedCount),
                authenticating: bound
            )
            defer { plain.resetBytes(in: 0..<plain.count) }
            return SymmetricKey(data: plain)
        } catch {
            throw WitnessRefusal.foreign
        }
    }

    private static func info(epoch: Int) -> Data {
        Data("ichi witness half v1, epoch \(epoch)".utf8)
    }

    private static func binding(name: String, sheet: Int, epoch: Int) -> Data {
        Data("\(name.utf8.count):\(name) sheet \(sheet) epoch \(epoch)".utf8)
    }
}
