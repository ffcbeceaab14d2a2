import Basics
import SoftKey
import VaultAPI
import Wire

/// A clerk's session, as it lies in the office's memory; the clerk's key is not there.
struct StolenSession: Sendable {
    let token: Token
    private static let source = "192.0.2.50"

    /// The clerk makes a key by an invitation's code and is in; the key is forgotten here.
    ///
    /// - Throws: `VaultRefusal`.
    static func ofClerk(
        invited code: Secret<String>,
        _ vault: VaultClient,
        office: (id: String, origin: String)
    )
        async throws(VaultRefusal) -> StolenSession
    {
        let key = SoftAuthenticator(relyingParty: office.id, origin: office.origin)
        let offer = try await vault.ask(StaffEnrolBegin(invitation: code, source: source))
        let made = key.register(Base64URL.encode(offer.challenge))
        let entry = try await vault.ask(
            StaffEnrolFinish(
                invitation: code,
                ceremony: offer.ceremony,
                registration: KeyRegistration(
                    clientDataJSON: made.clientData,
                    attestationObject: made.attestation
                ),
                source: source
            )
        )
        return StolenSession(token: entry.token)
    }

    /// What is tried with it.
    func ways(_ loot: ShopLoot, office: (id: String, origin: String)) -> [Way] {
        // A key of the thief's own answers where the clerk's is asked for.
        let own = SoftAuthenticator(relyingParty: office.id, origin: office.origin)
        return [
            Way(name: "a touch by a key of his own") { number, gun in
                await touch(.email(Secret("member\(number + 1)@example.jp")), own, gun)
            },
            Way(name: "a touch by a key of his own, for an order") { number, gun in
                let order = loot.orders.isEmpty ? .mint() : loot.orders[number % loot.orders.count]
                return await touch(.order(order), own, gun)
            },
            Way(name: "a key added by a key of his own") { _, gun in await add(own, gun) },
            Way(name: "handles that no touch has shown") { number, gun in
                let handle =
                    loot.handles.isEmpty ? .mint() : loot.handles[number % loot.handles.count]
                return await gun.fire(begin(.subject(handle)))
            },
            Way(name: "an order's recipient who is none of it") { number, gun in
                let order = loot.orders.isEmpty ? .mint() : loot.orders[number % loot.orders.count]
                return await gun.fire(begin(.recipient(order, .mint())))
            },
            Way(name: "whose session it is", most: 2) { _, gun in
                await gun.fire(StaffSession(token: token, source: StolenSession.source))
            },
        ]
    }

    private func begin(_ ask: TapStatement.Ask) -> TapBegin {
        let statement = TapStatement(
            caseNumber: .mint(),
            purpose: .orderInquiry,
            ask: ask,
            act: .open([.familyName, .givenName, .email, .phone, .street])
        )
        return TapBegin(token: token, statement: statement, source: StolenSession.source)
    }

    private func touch(_ ask: TapStatement.Ask, _ own: SoftAuthenticator, _ gun: Gun) async
        -> Answer
    {
        let begun = await gun.fire(begin(ask))
        guard case .answered(let bytes) = begun,
            let request = try? Unpacker.unpack(KeyRequest.self, bytes)
        else { return begun }
        let assertion = answer(request, own)
        return await gun.fire(
            TapFinish(
                token: token,
                ceremony: request.ceremony,
                assertion: assertion,
                source: StolenSession.source
            )
        )
    }

    private func add(_ own: SoftAuthenticator, _ gun: Gun) async -> Answer {
        let begun = await gun.fire(StaffKeyBegin(token: token, source: StolenSession.source))
        guard case .answered(let bytes) = begun,
            let request = try? Unpacker.unpack(KeyRequest.self, bytes)
        else { return begun }
        return await gun.fire(
            StaffKeyOffer(
                token: token,
                ceremony: request.ceremony,
                assertion: answer(request, own),
                source: StolenSession.source
            )
        )
    }

    /// Signed well, by the wrong key, under the right one's name.
    private func answer(_ request: KeyRequest, _ own: SoftAuthenticator) -> KeyAssertion {
        let challenge = Base64URL.encode(request.challenge)
        let data = own.authenticatorData(withKey: false)
        let client = own.clientData("webauthn.get", challenge: challenge)
        return KeyAssertion(
            key: request.keys.first ?? CredentialID(own.credentialID),
            clientDataJSON: client,
            authenticatorData: data,
            signature: (try? own.signature(over: data, client)) ?? [],
            userHandle: nil
        )
    }
}
