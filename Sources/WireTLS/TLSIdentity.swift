public import Basics
import Crypto
import Foundation
import KeyFiles
import NIOSSL
import SwiftASN1
import X509

/// Who a process is to other machines: a key of its own, and a certificate that it signed itself.
public struct TLSIdentity: Sendable {
    /// The certificate's DER.
    let certificate: [UInt8]
    private let key: P256.Signing.PrivateKey

    /// The certificate is good for ten years: it is known by its fingerprint, and goes when that is
    /// taken from the settings.
    static let years = 10

    public var fingerprint: TLSFingerprint { TLSFingerprint(of: certificate) }

    /// Reads `tls.key` and `tls.crt` of a directory of keys; makes them where there are none.
    ///
    /// - Throws: `KeyFileFault`; what Foundation throws where the certificate cannot be kept.
    public static func readOrMake(directory: String, at now: Moment) throws -> TLSIdentity {
        try KeyFile.prepare(directory)
        let key = try key(in: directory)
        let path = directory + "/tls.crt"
        if let kept = FileManager.default.contents(atPath: path) {
            return TLSIdentity(certificate: Array(kept), key: key)
        }
        let made = try TLSIdentity(key: key, from: now, to: now.adding(days: years * 365))
        try Data(made.certificate).write(to: URL(filePath: path), options: .atomic)
        KeyFile.sync(directory)
        return made
    }

    private static func key(in directory: String) throws -> P256.Signing.PrivateKey {
        if let secret = try KeyFile.read(directory: directory, name: "tls", count: 32) {
            return try secret.withUnsafeBytes {
                try P256.Signing.PrivateKey(rawRepresentation: Data($0))
            }
        }
        let key = P256.Signing.PrivateKey()
        let secret = SymmetricKey(data: key.rawRepresentation)
        try KeyFile.keep(secret, directory: directory, name: "tls")
        return key
    }

    private init(certificate: [UInt8], key: P256.Signing.PrivateKey) {
        self.certificate = certificate
        self.key = key
    }

    /// One that is good for a time.
    init(key: P256.Signing.PrivateKey, from begin: Moment, to end: Moment) throws {
        let signing = Certificate.PrivateKey(key)
        let name = try DistinguishedName { CommonName("ichi") }
        let certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: signing.publicKey,
            notValidBefore: begin.date,
            notValidAfter: end.date,
            issuer: name,
            subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
            },
            issuerPrivateKey: signing
        )
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        self.init(certificate: serializer.serializedBytes, key: key)
    }

    var chain: [NIOSSLCertificateSource] {
        get throws { [.certificate(try NIOSSLCertificate(bytes: certificate, format: .der))] }
    }

    var privateKey: NIOSSLPrivateKeySource {
        get throws {
            .privateKey(
                try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem)
            )
        }
    }
}

extension Moment {
    fileprivate var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
