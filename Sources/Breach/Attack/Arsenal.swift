import Basics
import Crypto
import Foundation
import VaultAPI
import Wire

/// What an attacker tries at the vault, made of what the shop's rows and the passing tokens tell him.
struct Arsenal: Sendable {
    /// The line's own caller.
    var caller: Caller
    var loot: ShopLoot
    /// Whom he may speak for by a token that passed; none where none did.
    var bearers: @Sendable () -> [Passed.Bearer]

    /// Every way, those first that correct software cannot go.
    var ways: [Way] {
        let all = forged + everyMessage + strange + reaching + guessed
        return caller == .counter ? all + ofOrders : all
    }

    // MARK: Tokens that the vault never signed

    private var forged: [Way] {
        [
            Way(name: "tokens of its own signing") { number, gun in
                await gun.fire(open(selfSigned(for: handle(number)), handle(number)))
            },
            Way(name: "tokens with a letter changed") { number, gun in
                await gun.fire(open(changed(token(number), number), handle(number)))
            },
            Way(name: "tokens cut short") { number, gun in
                let text = token(number).secret.revealed
                return await gun.fire(open(Token(String(text.dropLast(7))), handle(number)))
            },
            Way(name: "tokens of another process, self-signed") { number, gun in
                let token = selfSigned(for: handle(number), caller: .courier)
                return await gun.fire(open(token, handle(number)))
            },
        ]
    }

    /// Whatever takes a token, with one of his own signing.
    private var everyMessage: [Way] {
        let makers: [@Sendable (Token) -> any VaultMessage] = [
            { History(token: $0) }, { Passkeys(token: $0) }, { HasPasskey(token: $0) },
            { PasskeyOffer(token: $0, source: "198.51.100.7") },
            { PasskeyRemove(token: $0, passkey: .mint()) }, { ConfirmData(token: $0) },
            { CheckSession(token: $0) }, { End(token: $0) },
            { SignInBegin(way: .again($0), source: "198.51.100.7") },
            { SetCredential(token: $0, change: .password(Secret("a long password of his own"))) },
            { EmailBegin(token: $0, email: Secret("thief@example.com")) },
            { Send(idempotencyKey: "red", basis: .token($0), letter: .memberLeft) },
            { StaffSession(token: $0, source: "192.0.2.66") },
            { StaffKeyBegin(token: $0, source: "192.0.2.66") },
        ]
        return makers.map { make in
            let name = type(of: make(Token("")))
            return Way(name: "\(name), by a token of his own", most: 3) { number, gun in
                await gun.fire(make(selfSigned(for: handle(number))))
            }
        }
    }

    // MARK: Messages of others, of nobody, and bytes that are none

    private var strange: [Way] {
        [
            Way(name: "what the courier asks") { _, gun in
                caller == .courier
                    ? await gun.fire(open(selfSigned(for: handle(0)), handle(0)))
                    : await gun.fire(NextItem())
            },
            Way(name: "what the importer asks") { number, gun in
                await gun.fire(
                    ImportPersons([
                        .init(key: Secret("\(number)"), kind: .member, fields: nil)
                    ])
                )
            },
            Way(name: "what the office asks") { number, gun in
                caller == .office
                    ? await gun.fire(Enrol(idempotencyKey: "x", kind: .orderer, fields: [:]))
                    : await gun.fire(touch(.email(Secret("member1@example.jp")), token(number)))
            },
            Way(name: "messages that do not exist") { number, gun in
                let names = ["dump", "openAll", "readSubject", "select", "export", "tail"]
                return await gun.fire(names[number % names.count], Packer.pack(Status()))
            },
            Way(name: "items told of that were never given", most: 3) { _, gun in
                let done = ItemDone(id: .mint(), outcome: .handedOver)
                return await gun.fire(NextItem(after: done))
            },
            Way(name: "bytes that are no message") { number, gun in
                let names = [Open.name, NextItem.name, TapFinish.name, History.name, Enrol.name]
                return await gun.fire(names[number % names.count], randomBytes(40 + number))
            },
        ]
    }

    // MARK: Others by a token that is good

    private var reaching: [Way] {
        guard caller == .counter else { return [] }
        return [
            reach("others' handles by a token that passed") { await $2.fire(open($0, $1)) },
            reach("others' handles, to change them") {
                let fields: PersonalFields = [.email: Secret("thief@example.com")]
                return await $2.fire(Change(token: $0, handle: $1, version: nil, fields: fields))
            },
            reach("others' handles, to erase them") {
                await $2.fire(Erase(token: $0, handle: $1))
            },
            reach("others' handles, to copy them") { token, other, gun in
                let own = bearers().first { $0.token == token }?.handle ?? other
                return await gun.fire(
                    Copy(token: token, from: other, to: own, fields: [.familyName, .street])
                )
            },
            reach("others' handles, as an order's people") { token, other, gun in
                await gun.fire(
                    Promote(
                        token: token,
                        order: .mint(),
                        orderer: other,
                        recipients: [other],
                        grants: []
                    )
                )
            },
            Way(name: "handles guessed") { number, gun in
                await gun.fire(open(token(number), .mint()))
            },
        ]
    }

    private func reach(
        _ name: String,
        _ fire: @escaping @Sendable (Token, Handle<Subject>, Gun) async -> Answer
    ) -> Way {
        Way(name: name) { number, gun in
            let bearers = bearers()
            guard let bearer = bearers.last else { return .refused(.wrongProof) }
            let others = loot.handles.filter { handle in
                !bearers.contains { $0.handle == handle }
            }
            guard !others.isEmpty else { return .refused(.wrongProof) }
            return await fire(bearer.token, others[number % others.count], gun)
        }
    }

    // MARK: What correct software might ask: refused with a kind word, never answered

    private var guessed: [Way] {
        guard caller == .counter else { return [] }
        return [
            Way(name: "codes guessed") { number, gun in
                let code = Secret("ABCD23\(10 + number % 89)")
                return await gun.fire(
                    SignInFinish(challenge: .mint(), proof: code, remember: true)
                )
            },
            Way(name: "passwords guessed") { number, gun in
                let way = SignInBegin.Way.password(email: Secret("member1@example.jp"))
                let begun = await gun.fire(SignInBegin(way: way, source: "198.51.100.\(number)"))
                guard case .answered(let bytes) = begun,
                    let answer = try? Unpacker.unpack(SignInBegin.Answer.self, bytes)
                else { return begun }
                return await gun.fire(
                    SignInFinish(
                        challenge: answer.challenge,
                        proof: Secret("password\(number)"),
                        remember: true
                    )
                )
            },
            Way(name: "links to orders guessed") { number, gun in
                let link = Secret("\(order(number).text).\(Handle<Token>.mint().text)")
                return await gun.fire(
                    SignInBegin(way: .orderLink(link), source: "198.51.100.\(number)")
                )
            },
            Way(name: "a token that was ended", most: 3) { _, gun in
                guard let bearer = bearers().first else { return .refused(.ended) }
                _ = await gun.fire(End(token: bearer.token))
                return await gun.fire(open(bearer.token, bearer.handle))
            },
        ]
    }

    // MARK: What a key of an order lets the counter ask, without a token

    private var ofOrders: [Way] {
        [
            Way(name: "others' orders: claimed again, abandoned", most: 6) { number, gun in
                number % 2 == 0
                    ? await gun.fire(Claim(order: order(number)))
                    : await gun.fire(Abandon(order: order(number)))
            },
            Way(name: "others' orders: a letter of leaving", most: 3) { number, gun in
                await gun.fire(
                    Send(
                        idempotencyKey: "red \(number)",
                        basis: .order(order(number)),
                        letter: .memberLeft
                    )
                )
            },
            Way(name: "which orders wait", most: 2) { _, gun in
                await gun.fire(Unclaimed(before: Moment(milliseconds: .max / 2)))
            },
        ]
    }
}

// MARK: Made of what is known

extension Arsenal {
    private func open(_ token: Token, _ handle: Handle<Subject>) -> Open {
        Open(token: token, handle: handle, fields: PersonalField.allCases, purpose: .orderView)
    }

    private func touch(_ ask: TapStatement.Ask, _ token: Token) -> TapBegin {
        let statement = TapStatement(
            caseNumber: .mint(),
            purpose: .orderInquiry,
            ask: ask,
            act: .open([.familyName, .email])
        )
        return TapBegin(token: token, statement: statement, source: "192.0.2.66")
    }

    private func handle(_ number: Int) -> Handle<Subject> {
        loot.handles.isEmpty ? .mint() : loot.handles[number % loot.handles.count]
    }

    private func order(_ number: Int) -> Handle<OrderKey> {
        loot.orders.isEmpty ? .mint() : loot.orders[number % loot.orders.count]
    }

    /// One that passed, or one of his own making.
    private func token(_ number: Int) -> Token {
        let bearers = bearers()
        return bearers.isEmpty
            ? selfSigned(for: handle(number)) : bearers[number % bearers.count].token
    }

    private func selfSigned(for principal: Handle<Subject>, caller other: Caller? = nil) -> Token {
        let now = WallClock.system.now()
        let claims = TokenClaims(
            id: .mint(),
            principal: principal,
            caller: other ?? caller,
            use: caller == .office ? .staff : .member,
            minted: now,
            end: now.adding(days: 1)
        )
        let payload = claims.payload
        let signature = try? Curve25519.Signing.PrivateKey().signature(for: Array(payload.utf8))
        return Token(payload + "." + Base64URL.encode(Array(signature ?? .init())))
    }

    private func changed(_ token: Token, _ number: Int) -> Token {
        var letters = Array(token.secret.revealed)
        guard !letters.isEmpty else { return token }
        let place = (number * 7 + 3) % letters.count
        letters[place] = letters[place] == "A" ? "B" : "A"
        return Token(String(letters))
    }
}
