import Crypto
import Foundation

/// An authenticator in software, with one key: it does what it is told, so that a test may have it
/// do wrong.
public struct SoftAuthenticator: Sendable {
    public var relyingParty: String
    public var origin: String
    public var credentialID: [UInt8]
    public var userHandle: [UInt8]?
    public var signCount: UInt32 = 1
    /// User present, user verified.
    public var flags: UInt8 = 0x05
    private let key = P256.Signing.PrivateKey()

    public init(relyingParty: String, origin: String) {
        self.relyingParty = relyingParty
        self.origin = origin
        credentialID = (0..<16).map { _ in UInt8.random(in: 0...255) }
    }

    /// The client data that a browser writes.
    public func clientData(
        _ type: String,
        challenge: String,
        more: String = #","crossOrigin":false"#
    ) -> [UInt8] {
        let told = #""challenge":"\#(challenge)","origin":"\#(origin)""#
        return Array(#"{"type":"\#(type)",\#(told)\#(more)}"#.utf8)
    }

    /// The key's public half as a COSE key.
    public var coseKey: [UInt8] {
        let raw = Array(key.publicKey.rawRepresentation)
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20] + raw.prefix(32)
            + [0x22, 0x58, 0x20] + raw.suffix(32)
    }

    /// What is signed, with the key in it where one was made.
    public func authenticatorData(withKey: Bool) -> [UInt8] {
        let head =
            Array(SHA256.hash(data: Array(relyingParty.utf8)))
            + [flags | (withKey ? 0x40 : 0)] + bytes(signCount)
        guard withKey else { return head }
        let length = [UInt8(credentialID.count >> 8), UInt8(credentialID.count & 0xFF)]
        return head + Array(repeating: 0, count: 16) + length + credentialID + coseKey
    }

    /// An attestation object of format `none`.
    public func attestation(of authenticatorData: [UInt8]) -> [UInt8] {
        let count = authenticatorData.count
        let length = count < 256 ? [0x58] : [0x59, UInt8(count >> 8)]
        return [0xA3, 0x63] + Array("fmt".utf8) + [0x64] + Array("none".utf8) + [0x67]
            + Array("attStmt".utf8) + [0xA0, 0x68] + Array("authData".utf8)
            + length + [UInt8(count & 0xFF)] + authenticatorData
    }

    /// A key made for a challenge.
    public func register(_ challenge: String) -> (clientData: [UInt8], attestation: [UInt8]) {
        (
            clientData("webauthn.create", challenge: challenge),
            attestation(of: authenticatorData(withKey: true))
        )
    }

    /// A signature over a challenge.
    public func sign(_ challenge: String) throws -> (
        clientData: [UInt8], authenticatorData: [UInt8], signature: [UInt8]
    ) {
        let client = clientData("webauthn.get", challenge: challenge)
        let data = authenticatorData(withKey: false)
        return (client, data, try signature(over: data, client))
    }

    public func signature(over data: [UInt8], _ clientData: [UInt8]) throws -> [UInt8] {
        let signed = data + Array(SHA256.hash(data: clientData))
        return Array(try key.signature(for: signed).derRepresentation)
    }

    private func bytes(_ number: UInt32) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
