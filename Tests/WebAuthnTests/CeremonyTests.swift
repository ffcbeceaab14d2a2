import Crypto
import TestKit
import Testing

@testable import WebAuthn

@Suite("Ceremonies")
struct CeremonyTests {
    private static let challenge = "Q2hhbGxlbmdlIG9mIHRoaXJ0eS10d28gYnl0ZXMuLi4"
    private let party = RelyingParty(id: "c.example", origins: ["https://c.example"])
    private let person: [UInt8] = Array("somebody".utf8)

    private func authenticator() -> SoftAuthenticator {
        SoftAuthenticator(relyingParty: "c.example", origin: "https://c.example")
    }

    private func register(
        _ authenticator: SoftAuthenticator,
        challenge: String = CeremonyTests.challenge
    ) throws(CeremonyFault) -> Registration.Outcome {
        let made = authenticator.register(challenge)
        let registration = Registration(
            clientDataJSON: made.clientData,
            attestationObject: made.attestation
        )
        return try registration.verify(
            for: party,
            challenge: Self.challenge,
            userHandle: person
        )
    }

    private func sign(
        _ authenticator: SoftAuthenticator,
        by passkey: Passkey,
        challenge: String = CeremonyTests.challenge,
        person: Assertion.Person = .unknown,
        _ change: (inout Assertion) -> Void = { _ in }
    ) throws -> Assertion.Outcome {
        let signed = try authenticator.sign(challenge)
        var assertion = Assertion(
            credentialID: authenticator.credentialID,
            clientDataJSON: signed.clientData,
            authenticatorData: signed.authenticatorData,
            signature: signed.signature,
            userHandle: authenticator.userHandle ?? self.person
        )
        change(&assertion)
        return try assertion.verify(
            by: passkey,
            for: party,
            challenge: Self.challenge,
            person: person
        )
    }

    @Test("a key that was made as it was asked for signs")
    func honest() throws {
        var authenticator = authenticator()
        let made = try register(authenticator)
        #expect(made.passkey.credentialID == authenticator.credentialID)
        #expect(made.attestation == .none && made.isUserVerified && !made.isBackedUp)
        authenticator.signCount = 2
        let outcome = try sign(authenticator, by: made.passkey)
        #expect(outcome.signCount == 2 && !outcome.isClone && outcome.isUserVerified)
        let kept = try CredentialKey(made.passkey.key.bytes)
        #expect(kept.algorithm == .es256)
    }

    @Test("a count that stands or goes back tells of a clone; one that is always 0 tells nothing")
    func clones() throws {
        var authenticator = authenticator()
        authenticator.signCount = 5
        let passkey = try register(authenticator).passkey
        for (count, isClone) in [(4, true), (5, true), (0, true), (6, false)] as [(UInt32, Bool)] {
            authenticator.signCount = count
            let outcome = try sign(authenticator, by: passkey)
            #expect(outcome.isClone == isClone)
        }
        var silent = self.authenticator()
        silent.signCount = 0
        let outcome = try sign(silent, by: try register(silent).passkey)
        #expect(!outcome.isClone)
    }

    @Test("a registration that was tampered with is refused at its step")
    func registrations() {
        let changes: [(CeremonyFault, (inout SoftAuthenticator) -> Void)] = [
            (.origin, { $0.origin = "https://c.example.evil.example" }),
            (.origin, { $0.origin = "https://c.example:8443" }),
            (.relyingParty, { $0.relyingParty = "example" }), (.userPresence, { $0.flags = 0x04 }),
            (.userVerification, { $0.flags = 0x01 }), (.backupState, { $0.flags = 0x15 }),
            (.credentialID, { $0.credentialID = [] }),
            (.credentialID, { $0.credentialID = Array(repeating: 7, count: 1024) }),
        ]
        for (fault, change) in changes {
            var authenticator = authenticator()
            change(&authenticator)
            #expect(throws: fault) { try register(authenticator) }
        }
        #expect(throws: CeremonyFault.challenge) {
            try register(authenticator(), challenge: "b3RoZXI")
        }
    }

    @Test("client data of another kind, another frame or another alphabet is refused")
    func clientData() {
        let authenticator = authenticator()
        let kinds: [(CeremonyFault, [UInt8])] = [
            (.type, authenticator.clientData("webauthn.get", challenge: Self.challenge)),
            (.type, authenticator.clientData("payment.get", challenge: Self.challenge)),
            (
                .crossOrigin,
                authenticator.clientData(
                    "webauthn.create",
                    challenge: Self.challenge,
                    more: #","crossOrigin":true"#
                )
            ),
            (
                .topOrigin,
                authenticator.clientData(
                    "webauthn.create",
                    challenge: Self.challenge,
                    more: #","topOrigin":"https://c.example""#
                )
            ),
            (.clientData, Array("{".utf8)), (.clientData, []), (.clientData, Array("[]".utf8)),
            (.clientData, Array("{\"type\":\"webauthn.create".utf16.flatMap { [UInt8($0), 0] })),
            (.clientData, Array(repeating: UInt8(ascii: "{"), count: 5000)),
        ]
        let object = authenticator.register(Self.challenge).attestation
        for (fault, bytes) in kinds {
            #expect(throws: fault) {
                try Registration(clientDataJSON: bytes, attestationObject: object)
                    .verify(for: party, challenge: Self.challenge, userHandle: person)
            }
        }
    }

    @Test("an assertion that was tampered with is refused at its step")
    func assertions() throws {
        let authenticator = authenticator()
        let passkey = try register(authenticator).passkey
        let changes: [(CeremonyFault, (inout Assertion) -> Void)] = [
            (.otherCredential, { $0.credentialID = [1] }), (.userHandle, { $0.userHandle = nil }),
            (.userHandle, { $0.userHandle = Array("somebody else".utf8) }),
            (.signature, { $0.signature[8] ^= 1 }), (.signature, { $0.signature = [] }),
            (.signature, { $0.clientDataJSON.append(UInt8(ascii: " ")) }),
            (.signature, { $0.authenticatorData[36] ^= 1 }),
            (.authenticatorData, { $0.authenticatorData.append(0) }),
            (.authenticatorData, { $0.authenticatorData.removeLast() }),
            (.backupEligibility, { $0.authenticatorData[32] |= 0x08 }),
        ]
        for (fault, change) in changes {
            #expect(throws: fault) { try sign(authenticator, by: passkey, change) }
        }
        #expect(throws: CeremonyFault.challenge) {
            try sign(authenticator, by: passkey, challenge: "b3RoZXI")
        }
        _ = try sign(authenticator, by: passkey, person: .known) { $0.userHandle = nil }
        #expect(throws: CeremonyFault.signature) {
            var other = self.authenticator()
            other.credentialID = authenticator.credentialID
            _ = try sign(other, by: passkey)
        }
    }

    @Test("a key that is no point of its curve, or says more than its kind does, is none")
    func keys() {
        let good = authenticator().coseKey
        #expect(throws: Never.self) { try CredentialKey(good) }
        var off = good
        off[20] ^= 1
        #expect(throws: CeremonyFault.credentialKey) { try CredentialKey(off) }
        #expect(throws: CeremonyFault.credentialKey) {
            try CredentialKey([0xA6] + good.dropFirst() + [0x04, 0x80])
        }
        #expect(throws: CeremonyFault.credentialKey) { try CredentialKey(good + [0]) }
        var other = good
        other[4] = 0x25
        #expect(throws: CeremonyFault.algorithm) { try CredentialKey(other) }
    }

    @Test("a site is the exact host of its origin")
    func origins() {
        let party = RelyingParty(origin: "http://counter.localhost:8081")
        #expect(party?.id == "counter.localhost")
        #expect(party?.origins == ["http://counter.localhost:8081"])
        for text in ["counter.localhost", "https://", "https://a.example/b", "ftp://a.example"] {
            #expect(RelyingParty(origin: text) == nil)
        }
    }
}
