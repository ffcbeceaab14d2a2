import Basics
import Foundation
import TestKit
import Testing
import VaultAPI
import Wire

@testable import Vault

/// Somebody of the office, with keys of their own.
struct Clerk: Sendable {
    var token: Token
    var handle: Handle<Subject>
    var key: SoftAuthenticator
    static let source = "192.0.2.50"
}

extension SoftAuthenticator {
    static func office() -> SoftAuthenticator {
        SoftAuthenticator(
            relyingParty: "office.localhost",
            origin: "http://office.localhost:8082"
        )
    }

    /// The key counts, as honest ones do.
    mutating func answer(_ request: KeyRequest) throws -> KeyAssertion {
        signCount += 1
        let signed = try sign(Base64URL.encode(request.challenge))
        return KeyAssertion(
            key: CredentialID(credentialID),
            clientDataJSON: signed.clientData,
            authenticatorData: signed.authenticatorData,
            signature: signed.signature,
            userHandle: userHandle
        )
    }

    mutating func make(_ offer: KeyOffer) -> KeyRegistration {
        userHandle = offer.userHandle
        let made = register(Base64URL.encode(offer.challenge))
        return KeyRegistration(clientDataJSON: made.clientData, attestationObject: made.attestation)
    }
}

extension Strongroom {
    static let clerkFields: PersonalFields = [
        .familyName: Secret("中村"), .givenName: Secret("春香"),
        .email: Secret("haruka@inaba.example"),
    ]

    func invite(_ role: StaffRole = .clerk, shop: Int? = nil) async throws -> (
        id: Handle<Subject>, code: Secret<String>
    ) {
        try await StaffStore(database).invite(
            .init(role: role, shop: shop, fields: Strongroom.clerkFields),
            keys: keys,
            at: now
        )
    }

    /// Invites somebody, who makes a first key.
    func clerk(_ role: StaffRole = .clerk, from source: String = Clerk.source) async throws -> Clerk
    {
        let invited = try await invite(role)
        var key = SoftAuthenticator.office()
        let entry = try await enrol(invited.code, with: &key, from: source)
        return Clerk(token: entry.token, handle: invited.id, key: key)
    }

    func enrol(
        _ code: Secret<String>,
        with key: inout SoftAuthenticator,
        from source: String = Clerk.source
    ) async throws -> StaffEntry {
        let offer = try await ask(
            StaffEnrolBegin(invitation: code, source: source),
            from: .office
        )
        return try await ask(
            StaffEnrolFinish(
                invitation: code,
                ceremony: offer.ceremony,
                registration: key.make(offer),
                source: source
            ),
            from: .office
        )
    }

    func signIn(_ key: inout SoftAuthenticator, from source: String = Clerk.source) async throws
        -> StaffEntry
    {
        let asked = try await ask(StaffSignInBegin(source: source), from: .office)
        return try await ask(
            StaffSignInFinish(
                ceremony: asked.ceremony,
                assertion: try key.answer(asked),
                source: source
            ),
            from: .office
        )
    }

    func begin(_ statement: TapStatement, by clerk: Clerk) async throws -> KeyRequest {
        try await ask(
            TapBegin(token: clerk.token, statement: statement, source: Clerk.source),
            from: .office
        )
    }

    func finish(_ asked: KeyRequest, _ assertion: KeyAssertion, by clerk: Clerk) -> TapFinish {
        TapFinish(
            token: clerk.token,
            ceremony: asked.ceremony,
            assertion: assertion,
            source: Clerk.source
        )
    }

    /// One touch, from question to answer.
    func tap(_ statement: TapStatement, by clerk: inout Clerk) async throws -> TapFinish.Answer {
        let asked = try await begin(statement, by: clerk)
        let assertion = try clerk.key.answer(asked)
        return try await ask(finish(asked, assertion, by: clerk), from: .office)
    }

    /// What a touch is refused with; nil where it is answered.
    func tapRefusal(_ statement: TapStatement, by clerk: inout Clerk) async throws -> VaultRefusal?
    {
        do {
            _ = try await tap(statement, by: &clerk)
            return nil
        } catch let refusal as VaultRefusal {
            return refusal
        }
    }

    /// All lines, oldest first.
    func entries() async throws -> [LedgerEntry] {
        var entries: [LedgerEntry] = []
        for line in try await LineStore(database).lines(from: 0, limit: 10_000) {
            if let entry = try await LedgerReading.open(line.entry, vault.months) {
                entries.append(entry)
            }
        }
        return entries
    }
}

extension TapStatement {
    static let number = CaseNumber("4821-0937") ?? .mint()

    /// By telephone, for name and number.
    static func find(
        _ ask: Ask = .phone(Secret("0857-22-8111")),
        in number: CaseNumber = number,
        fields: [PersonalField] = [.familyName, .givenName]
    ) -> TapStatement {
        TapStatement(caseNumber: number, purpose: .orderInquiry, ask: ask, act: .open(fields))
    }

    static func compare(
        _ typed: PersonalFields,
        _ ask: Ask = .phone(Secret("0857-22-8111")),
        in number: CaseNumber = number
    ) -> TapStatement {
        TapStatement(caseNumber: number, purpose: .accountInquiry, ask: ask, act: .compare(typed))
    }
}

extension TapFinish.Answer {
    var found: TapFinish.Found? {
        if case .one(let found) = self { found } else { nil }
    }
}
