import Basics
import Storage
import TestKit
import Testing
import VaultAPI
import Wire

@testable import Vault

@Suite("Passkeys")
struct PasskeyTests {
    @Test("a passkey signs in by itself", arguments: TestDatabase.engines)
    func signIn(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member()
            var key = try await room.passkey(of: member.token, label: "娘のスマホ")
            let answer = try await room.ask(try await room.signIn(by: &key))
            #expect(answer.handle == member.handle)
            #expect(answer.remembered == nil)
            let keys = try await room.ask(Passkeys(token: answer.token)).keys
            #expect(keys.map(\.label?.revealed) == ["娘のスマホ"])
            #expect(keys.first?.used == room.now && keys.first?.isDoubtful == false)
            #expect(try await room.notices() == ["passkey added rikako@example.jp"])
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("a challenge is good once, and for five minutes; a second press gets the same token")
    func challenges() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member()
            var key = try await room.passkey(of: member.token)
            let press = try await room.signIn(by: &key)
            let first = try await room.ask(press)
            let second = try await room.ask(press)
            #expect(second.token == first.token)
            room.clock.pass(minutes: 3)
            #expect(await room.refusal(press) == .expired)
            let late = try await room.signIn(by: &key)
            room.clock.pass(minutes: 5)
            #expect(await room.refusal(late) == .expired)
        }
    }

    @Test("what does not fit is refused, burns its challenge, and freezes nobody")
    func hostile() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member()
            var key = try await room.passkey(of: member.token)
            let good = try await room.signIn(by: &key)
            guard case .passkey(let proof) = good.proof else { return }
            var damaged = proof
            damaged.signature = Secret("AAAA")
            let wrong = SignInFinish(
                challenge: good.challenge,
                proof: .passkey(damaged),
                remember: false
            )
            #expect(await room.refusal(wrong) == .wrongProof)
            #expect(await room.refusal(good) == .expired)
            for proof in [
                SignInFinish.Proof.typed(Secret("22222222")),
                .passkey(
                    PasskeyProof(
                        id: Secret("\u{0}あ"),
                        clientData: Secret(String(repeating: "A", count: 100_000)),
                        authenticatorData: Secret(""),
                        signature: Secret("="),
                        userHandle: nil
                    )
                ),
            ] {
                let begun = try await room.beginByPasskey()
                let finish = SignInFinish(
                    challenge: begun.challenge,
                    proof: proof,
                    remember: false
                )
                #expect(await room.refusal(finish) == .wrongProof)
            }
            // A passkey for a challenge of another kind.
            let mailed = try await room.ask(
                SignInBegin(way: .mailCode(email: Secret("rikako@example.jp")), source: "::1")
            )
            let mixed = SignInFinish(
                challenge: mailed.challenge,
                proof: .passkey(proof),
                remember: false
            )
            #expect(await room.refusal(mixed) == .wrongProof)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("a new key wants a code to the old address, or an older key, within half an hour")
    func fresh() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member(password: "kawazu-tobikomu-mizunooto")
            let offer = PasskeyOffer(token: member.token, source: "::1")
            room.clock.pass(minutes: 30)
            #expect(await room.refusal(offer) == .needsFreshCode)
            let begun = try await room.ask(
                SignInBegin(way: .again(member.token), source: "::1")
            )
            let code = try #require(try await room.mailedCode())
            let again = try await room.ask(
                SignInFinish(challenge: begun.challenge, proof: code, remember: false)
            )
            var key = try await room.passkey(of: again.token)
            room.clock.pass(minutes: 40)
            let byKey = try await room.ask(try await room.signIn(by: &key))
            #expect(
                await room.refusal(PasskeyOffer(token: byKey.token, source: "::1")) == nil
            )
            let byPassword = try await room.ask(
                SignInFinish(
                    challenge: try await room.ask(
                        SignInBegin(
                            way: .password(email: Secret("rikako@example.jp")),
                            source: "::1"
                        )
                    ).challenge,
                    proof: Secret("kawazu-tobikomu-mizunooto"),
                    remember: false
                )
            )
            #expect(
                await room.refusal(PasskeyOffer(token: byPassword.token, source: "::1"))
                    == .needsFreshCode
            )
        }
    }

    @Test("a count that goes back stops the key alone, ends what it opened, and is told by mail")
    func clone() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member()
            var key = try await room.passkey(of: member.token)
            var other = try await room.passkey(of: member.token)
            _ = try await room.notices()
            let session = try await room.ask(try await room.signIn(by: &key))
            key.signCount -= 2
            let copied = try await room.signIn(by: &key)
            #expect(await room.refusal(copied) == .wrongProof)
            #expect(await room.refusal(CheckSession(token: session.token)) == .ended)
            #expect(await room.refusal(CheckSession(token: member.token)) == nil)
            #expect(try await room.notices() == ["passkey doubted rikako@example.jp"])
            key.signCount += 10
            let refusal1 = try await room.refusalOfSignIn(by: &key)
            #expect(refusal1 == .wrongProof)
            #expect(try await room.notices().isEmpty)
            let keys = try await room.ask(Passkeys(token: member.token)).keys
            #expect(keys.map(\.isDoubtful) == [true, false])
            let refusal2 = try await room.refusalOfSignIn(by: &other)
            #expect(refusal2 == nil)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("a key taken away opens nothing more, and what it opened ends; other keys go on")
    func removal() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member()
            var lost = try await room.passkey(of: member.token, label: "なくしたスマホ")
            var kept = try await room.passkey(of: member.token)
            _ = try await room.notices()
            let session = try await room.ask(try await room.signIn(by: &lost))
            let keys = try await room.ask(Passkeys(token: member.token)).keys
            let removal = PasskeyRemove(token: member.token, passkey: try #require(keys.first?.id))
            _ = try await room.ask(removal)
            _ = try await room.ask(removal)
            #expect(await room.refusal(CheckSession(token: session.token)) == .ended)
            let refusal3 = try await room.refusalOfSignIn(by: &lost)
            #expect(refusal3 == .wrongProof)
            let refusal4 = try await room.refusalOfSignIn(by: &kept)
            #expect(refusal4 == nil)
            #expect(try await room.notices() == ["passkey removed rikako@example.jp"])
            let left = try await room.ask(Passkeys(token: member.token)).keys
            #expect(left.count == 1)
        }
    }

    @Test("the same key is kept once, and nobody else's is named or taken away")
    func others() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member()
            let other = try await room.member(email: "hanako@example.jp")
            let key = try await room.passkey(of: member.token, label: "居間のパソコン")
            let id = try #require(
                try await room.ask(Passkeys(token: member.token)).keys.first?.id
            )
            let again = try await room.add(key, to: other.token)
            #expect(await room.refusal(again) == .wrongProof)
            _ = try await room.ask(PasskeyRemove(token: other.token, passkey: id))
            _ = try await room.ask(
                PasskeyRename(token: other.token, passkey: id, label: Secret("わたしの"))
            )
            let keys = try await room.ask(Passkeys(token: member.token)).keys
            #expect(keys.map(\.label?.revealed) == ["居間のパソコン"])
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("a label is changed and cleared; one that is too long is refused")
    func labels() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member()
            _ = try await room.passkey(of: member.token)
            let id = try #require(
                try await room.ask(Passkeys(token: member.token)).keys.first?.id
            )
            for (label, kept) in [("居間の", "居間の"), ("寝室の", "寝室の"), ("", nil)] {
                _ = try await room.ask(
                    PasskeyRename(token: member.token, passkey: id, label: Secret(label))
                )
                let keys = try await room.ask(Passkeys(token: member.token)).keys
                #expect(keys.map(\.label?.revealed) == [kept])
            }
            let long = PasskeyRename(
                token: member.token,
                passkey: id,
                label: Secret(String(repeating: "長", count: 41))
            )
            #expect(await room.refusal(long) == .malformed)
        }
    }

    @Test("a row moved to somebody else's name opens nothing there")
    func moved() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member()
            let other = try await room.member(email: "hanako@example.jp")
            var key = try await room.passkey(of: member.token)
            try await room.run("UPDATE passkey SET subject = \(other.handle)")
            let refusal5 = try await room.refusalOfSignIn(by: &key)
            #expect(refusal5 == .unavailable)
        }
    }

    @Test("with a member its keys and their labels go", arguments: TestDatabase.engines)
    func erased(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member()
            var key = try await room.passkey(of: member.token, label: "居間のパソコン")
            _ = try await room.ask(Erase(token: member.token, handle: member.handle))
            let refusal6 = try await room.refusalOfSignIn(by: &key)
            #expect(refusal6 == .wrongProof)
            let rows = try await room.database.read { tx in
                try tx.row("SELECT COUNT(*) AS n FROM passkey")?.get("n") ?? -1
            }
            #expect(rows == 0)
        }
    }

    @Test("a thief with the database finds neither credential, key, user handle nor label")
    func dump() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member()
            let key = try await room.passkey(of: member.token, label: "居間のパソコン")
            let record = try await room.database.read { tx in
                try tx.row("SELECT record FROM passkey")?.get("record", as: [UInt8].self) ?? []
            }
            let user = try #require(key.userHandle)
            for secret in [key.credentialID, Array(key.coseKey.suffix(32)), user] {
                #expect(!record.contains(secret))
            }
            #expect(user.count == 32 && user != Array(member.handle.text.utf8))
        }
    }
}

extension Strongroom {
    func beginByPasskey() async throws -> SignInBegin.Answer {
        try await ask(SignInBegin(way: .passkey, source: "192.0.2.9"))
    }

    /// A key in software, made for a member as its browser would.
    func passkey(of token: Token, label: String? = nil) async throws -> SoftAuthenticator {
        var key = SoftAuthenticator(
            relyingParty: "counter.example.jp",
            origin: "https://counter.example.jp"
        )
        let message = try await add(key, to: token, label: label) { key.userHandle = $0 }
        _ = try await ask(message)
        return key
    }

    func refusalOfSignIn(by key: inout SoftAuthenticator) async throws -> VaultRefusal? {
        await refusal(try await signIn(by: &key))
    }

    /// What a browser brings for an offer.
    func add(
        _ key: SoftAuthenticator,
        to token: Token,
        label: String? = nil,
        _ tell: ([UInt8]?) -> Void = { _ in }
    ) async throws -> PasskeyAdd {
        let offer = try await ask(PasskeyOffer(token: token, source: "192.0.2.9"))
        tell(offer.request.userHandle.flatMap { Base64URL.decode($0.revealed) }.map { Array($0) })
        let made = key.register(offer.request.challenge)
        return PasskeyAdd(
            token: token,
            challenge: offer.challenge,
            clientData: Secret(Base64URL.encode(made.clientData)),
            attestation: Secret(Base64URL.encode(made.attestation)),
            label: label.map { Secret($0) }
        )
    }

    /// What a browser brings from a key that counts on.
    func signIn(by key: inout SoftAuthenticator) async throws -> SignInFinish {
        let begun = try await beginByPasskey()
        key.signCount += 1
        let signed = try key.sign(try #require(begun.request).challenge)
        let proof = PasskeyProof(
            id: Secret(Base64URL.encode(key.credentialID)),
            clientData: Secret(Base64URL.encode(signed.clientData)),
            authenticatorData: Secret(Base64URL.encode(signed.authenticatorData)),
            signature: Secret(Base64URL.encode(signed.signature)),
            userHandle: key.userHandle.map { Secret(Base64URL.encode($0)) }
        )
        return SignInFinish(challenge: begun.challenge, proof: .passkey(proof), remember: false)
    }
}
