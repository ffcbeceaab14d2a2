import Crypto
import Foundation
import Testing

@testable import Vault

/// C2SP's vectors for every primitive the vault uses, read from beside the project.
@Suite("Wycheproof", .enabled(if: Wycheproof.isHere, "skipped: ../shared/vectors is not there"))
struct WycheproofTests {
    @Test("AES-256-GCM")
    func gcm() throws {
        var seen = 0
        for (group, test) in try Wycheproof.tests("aes_gcm")
        where group.ivSize == 96 && group.tagSize == 128 && group.keySize == 256 {
            let box = Data(test.hex(\.iv) + test.hex(\.ct) + test.hex(\.tag))
            let sealed = try AES.GCM.SealedBox(combined: box)
            let opened = try? AES.GCM.open(
                sealed,
                using: SymmetricKey(data: test.hex(\.key)),
                authenticating: test.hex(\.aad)
            )
            #expect((opened.map { Array($0) } == test.hex(\.msg)) == test.isValid, "\(test.tcId)")
            seen += 1
        }
        #expect(seen > 30)
    }

    @Test("HKDF-SHA256")
    func hkdf() throws {
        var seen = 0
        for (_, test) in try Wycheproof.tests("hkdf_sha256") where test.isValid {
            let key = HKDF<SHA256>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: test.hex(\.ikm)),
                salt: test.hex(\.salt),
                info: test.hex(\.info),
                outputByteCount: test.size ?? 0
            )
            #expect(key.withUnsafeBytes(Array.init) == test.hex(\.okm), "\(test.tcId)")
            seen += 1
        }
        #expect(seen > 50)
    }

    @Test("HMAC-SHA256")
    func hmac() throws {
        var seen = 0
        for (group, test) in try Wycheproof.tests("hmac_sha256") where group.tagSize == 256 {
            let key = SymmetricKey(data: test.hex(\.key))
            let fits = Keyed.fits(test.hex(\.tag), test.hex(\.msg), with: key)
            #expect(fits == test.isValid, "\(test.tcId)")
            seen += 1
        }
        #expect(seen > 50)
    }

    @Test("Ed25519")
    func ed25519() throws {
        var seen = 0
        for (group, test) in try Wycheproof.tests("ed25519") {
            let raw = Wycheproof.bytes(group.publicKey?.pk ?? "")
            let key = try Curve25519.Signing.PublicKey(rawRepresentation: raw)
            let valid = key.isValidSignature(test.hex(\.sig), for: test.hex(\.msg))
            #expect(valid == test.isValid, "\(test.tcId)")
            seen += 1
        }
        #expect(seen > 100)
    }
}

/// The vectors' files.
enum Wycheproof {
    struct File: Decodable { var testGroups: [Group] }

    struct Group: Decodable {
        struct Key: Decodable { var pk: String? }
        var ivSize: Int?
        var keySize: Int?
        var tagSize: Int?
        var publicKey: Key?
        var tests: [Case]
    }

    struct Case: Decodable {
        var tcId: Int
        var result: String
        var key, iv, aad, msg, ct, tag: String?
        var ikm, salt, info, okm, sig: String?
        var size: Int?

        var isValid: Bool { result == "valid" }

        func hex(_ path: KeyPath<Case, String?>) -> [UInt8] {
            Wycheproof.bytes(self[keyPath: path] ?? "")
        }
    }

    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/vectors/wycheproof").standardized

    static let isHere = FileManager.default.fileExists(atPath: folder.path)

    static func tests(_ name: String) throws -> [(Group, Case)] {
        let data = try Data(contentsOf: folder.appending(path: name + ".json"))
        return try JSONDecoder().decode(File.self, from: data).testGroups.flatMap { group in
            group.tests.map { (group, $0) }
        }
    }

    static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
            UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
        }
    }
}
