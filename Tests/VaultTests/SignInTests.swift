import Basics
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Vault

@Suite("Signing in")
struct SignInTests {
    private func begin(_ room: Strongroom, _ email: String = "rikako@example.jp") async throws
        -> Handle<Challenge>
    {
        try await room.ask(
            SignInBegin(way: .mailCode(email: Secret(email)), source: "192.0.2.1")
        ).challenge
    }

    private func finish(_ challenge: Handle<Challenge>, _ proof: String) -> SignInFinish {
        SignInFinish(challenge: challenge, proof: Secret(proof), remember: false)
    }

    @Test("a mailed code signs in, however it is typed", arguments: TestDatabase.engines)
    func mailCode(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member()
            let challenge = try await begin(room, "Rikako@EXAMPLE.jp")
            let code = try #require(try await room.mailedCode()).revealed
            #expect(code.count == 8)
            let typed = code.prefix(4).lowercased() + " - " + code.suffix(4)
            let answer = try await room.ask(finish(challenge, String(typed)))
            #expect(answer.handle == member.handle)
            #expect(answer.remembered == nil)
            #expect(await room.refusalOfOpen(member.handle, answer.token, .email) == nil)
        }
    }

    @Test("five tries in all, over resends", arguments: TestDatabase.engines)
    func fiveTries(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await room.member()
            let challenge = try await begin(room)
            let code = try #require(try await room.mailedCode()).revealed
            for _ in 0..<3 {
                #expect(await room.refusal(finish(challenge, "22222222")) == .wrongProof)
            }
            _ = try await room.ask(SignInResend(challenge: challenge))
            for _ in 0..<2 {
                #expect(await room.refusal(finish(challenge, "22222222")) == .wrongProof)
            }
            #expect(await room.refusal(finish(challenge, code)) == .tooMany)
        }
    }

    @Test("after a resend the earlier code still works, until its own half hour is over")
    func resend() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            let challenge = try await begin(room)
            let first = try #require(try await room.mailedCode()).revealed
            room.clock.pass(minutes: 20)
            _ = try await room.ask(SignInResend(challenge: challenge))
            let second = try #require(try await room.mailedCode()).revealed
            #expect(first != second)
            room.clock.pass(minutes: 15)
            #expect(await room.refusal(finish(challenge, first)) == .wrongProof)
            #expect(await room.refusal(finish(challenge, second)) == nil)
        }
    }

    @Test("the earlier code works while it lasts")
    func earlier() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            let challenge = try await begin(room)
            let first = try #require(try await room.mailedCode()).revealed
            _ = try await room.ask(SignInResend(challenge: challenge))
            #expect(await room.refusal(finish(challenge, first)) == nil)
        }
    }

    @Test("after thirty minutes a code has expired", arguments: TestDatabase.engines)
    func thirtyMinutes(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await room.member()
            let challenge = try await begin(room)
            let code = try #require(try await room.mailedCode()).revealed
            room.clock.pass(minutes: 30)
            #expect(await room.refusal(finish(challenge, code)) == .expired)
            let second = try await begin(room)
            let other = try #require(try await room.mailedCode()).revealed
            room.clock.pass(minutes: 29)
            #expect(await room.refusal(finish(second, other)) == nil)
        }
    }

    @Test("the sixth code of one sign-in is not sent, and the five before it still fit")
    func fiveSendings() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            let challenge = try await begin(room)
            let first = try #require(try await room.mailedCode()).revealed
            for _ in 0..<4 {
                #expect(await room.refusal(SignInResend(challenge: challenge)) == nil)
                #expect(try await room.mailedCode() != nil)
            }
            #expect(await room.refusal(SignInResend(challenge: challenge)) == .tooMany)
            #expect(try await room.mailedCode() == nil)
            #expect(await room.refusal(finish(challenge, first)) == nil)
        }
    }

    @Test("a second press gets the same token, later the code is used up")
    func secondPress() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            let challenge = try await begin(room)
            let code = try #require(try await room.mailedCode()).revealed
            let first = try await room.ask(finish(challenge, code))
            let second = try await room.ask(finish(challenge, code))
            let verifier = room.vault.verifier
            #expect(verifier.claims(of: first.token) == verifier.claims(of: second.token))
            #expect(await room.refusal(finish(challenge, "22222222")) == .expired)
            room.clock.pass(minutes: 3)
            #expect(await room.refusal(finish(challenge, code)) == .expired)
        }
    }

    @Test("nobody can tell who is a member", arguments: TestDatabase.engines)
    func enumeration(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await room.member()
            var counts: [[Int]] = []
            for email in ["rikako@example.jp", "nobody@example.jp"] {
                let before = try await room.rowCounts()
                let challenge = try await begin(room, email)
                let after = try await room.rowCounts()
                counts.append(zip(after, before).map { $0 - $1 })
                for _ in 0..<5 {
                    #expect(await room.refusal(finish(challenge, "22222222")) == .wrongProof)
                }
                #expect(await room.refusal(finish(challenge, "22222222")) == .tooMany)
            }
            #expect(counts[0] == counts[1])
            // One mail to the member, none to nobody.
            #expect(try await room.carry() != nil)
            #expect(try await room.carry() == nil)
        }
    }

    @Test("who tries an address from one place shuts nobody out", arguments: TestDatabase.engines)
    func lockOut(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            func begin(_ source: String) async -> VaultRefusal? {
                let email = Secret("rikako@example.jp")
                return await room.refusal(SignInBegin(way: .mailCode(email: email), source: source))
            }
            for _ in 0..<6 { #expect(await begin("198.51.100.7") == nil) }
            #expect(await begin("198.51.100.7") == .tooMany)
            #expect(await begin("192.0.2.1") == nil)
            for _ in 0..<20 {
                room.clock.pass(minutes: 16)
                _ = await begin("198.51.100.7")
            }
            #expect(await begin("198.51.100.7") == .tooMany)
            #expect(await begin("192.0.2.1") == nil)
            // From many places the mailbox's own limit holds.
            for place in 2..<60 { _ = await begin("203.0.113.\(place)") }
            #expect(await begin("192.0.2.1") == .tooMany)
            room.clock.pass(minutes: 16)
            #expect(await begin("192.0.2.1") == nil)
        }
    }

    @Test("begins are throttled alike for members and strangers")
    func throttled() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.member()
            for email in ["rikako@example.jp", "nobody@example.jp"] {
                var begun = 0
                while begun < 20 {
                    let begin = SignInBegin(
                        way: .mailCode(email: Secret(email)),
                        source: "192.0.2.1"
                    )
                    if await room.refusal(begin) == .tooMany { break }
                    begun += 1
                }
                #expect(begun == 6)
            }
        }
    }

    @Test(
        "a password signs in, a wrong one and a stranger's do not",
        arguments: TestDatabase.engines
    )
    func password(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let phrase = "梨とかにと温泉まんじゅうと砂の美術館"
            let member = try await room.member(password: phrase)
            func begin(_ email: String) async throws -> Handle<Challenge> {
                try await room.ask(
                    SignInBegin(way: .password(email: Secret(email)), source: "192.0.2.9")
                ).challenge
            }
            let right = try await begin("rikako@example.jp")
            #expect(await room.refusal(finish(right, phrase + "?")) == .wrongProof)
            #expect(try await room.ask(finish(right, phrase)).handle == member.handle)
            let stranger = try await begin("nobody@example.jp")
            #expect(await room.refusal(finish(stranger, phrase)) == .wrongProof)
        }
    }

    @Test(
        "a new password ends other tokens; without one none fits",
        arguments: TestDatabase.engines
    )
    func credential(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member()
            let challenge = try await begin(room)
            let code = try #require(try await room.mailedCode()).revealed
            let other = try await room.ask(finish(challenge, code)).token
            let set = SetCredential(
                token: member.token,
                change: .password(Secret("ゆうべの月は三日月でしたかしら"))
            )
            _ = try await room.ask(set)
            #expect(try await room.notices() == ["set rikako@example.jp"])
            #expect(await room.refusalOfOpen(member.handle, other, .city) == .ended)
            #expect(await room.refusalOfOpen(member.handle, member.token, .city) == nil)
            let short = SetCredential(token: member.token, change: .password(Secret("みじかい")))
            #expect(await room.refusal(short) == .malformed)
            #expect(try await room.notices().isEmpty)
            _ = try await room.ask(set)
            let drop = SetCredential(token: member.token, change: .noPassword)
            _ = try await room.ask(drop)
            #expect(
                try await room.notices().sorted() == [
                    "removed rikako@example.jp", "replaced rikako@example.jp",
                ]
            )
            _ = try await room.ask(drop)
            #expect(try await room.notices().isEmpty)
            let begun = try await room.ask(
                SignInBegin(way: .password(email: Secret("rikako@example.jp")), source: "192.0.2.9")
            )
            let try1 = finish(begun.challenge, "ゆうべの月は三日月でしたかしら")
            #expect(await room.refusal(try1) == .wrongProof)
        }
    }

    @Test(
        "registering an address twice tells whoever has its mailbox, and nobody else",
        arguments: TestDatabase.engines
    )
    func registeredAlready(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member()
            let begun = try await room.ask(
                RegisterBegin(
                    idempotencyKey: "again",
                    fields: Sample.orderer,
                    password: nil,
                    source: "192.0.2.1"
                )
            )
            let code = try #require(try await room.mailedCode()).revealed
            #expect(await room.refusal(finish(begun.challenge, "22222222")) == .wrongProof)
            #expect(await room.refusal(finish(begun.challenge, code)) == .alreadyMember)
            let item = try #require(try await room.carry())
            guard case .alreadyRegistered = item.content else {
                Issue.record("another letter")
                return
            }
            #expect(await room.refusal(finish(begun.challenge, code)) == .expired)
            #expect(await room.refusalOfOpen(member.handle, member.token, .city) == nil)
        }
    }

    @Test("an e-mail address changes with both codes", arguments: TestDatabase.engines)
    func email(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member()
            let begun = try await room.ask(
                EmailBegin(token: member.token, email: Secret("atarashii@example.jp"))
            )
            var codes: [String: Secret<String>] = [:]
            while let item = try await room.carry() {
                guard case .email(let address, _) = item.destination,
                    case .emailChangeCode(let code, _) = item.content
                else { continue }
                codes[address.revealed] = code
            }
            let old = try #require(codes["rikako@example.jp"])
            let new = try #require(codes["atarashii@example.jp"])
            func finish(_ old: Secret<String>, _ new: Secret<String>) -> EmailFinish {
                EmailFinish(
                    token: member.token,
                    challenge: begun.challenge,
                    codeFromOld: old,
                    codeFromNew: new
                )
            }
            #expect(await room.refusal(finish(new, old)) == .wrongProof)
            #expect(try await room.notices().isEmpty)
            #expect(await room.refusal(finish(old, new)) == nil)
            let told = try await room.notices().sorted()
            #expect(told == ["email atarashii@example.jp", "email rikako@example.jp"])
            let answer = try await room.open(member.handle, member.token, [.email])
            #expect(answer.fields[.email]?.revealed == "atarashii@example.jp")
            _ = try await begin(room, "atarashii@example.jp")
            #expect(try await room.mailedCode() != nil)
            _ = try await begin(room)
            #expect(try await room.mailedCode() == nil)
        }
    }
}

extension Strongroom {
    /// What the courier tells about changed credentials, and to which address.
    func notices() async throws -> [String] {
        var notices: [String] = []
        while let item = try await carry() {
            guard case .email(let address, _) = item.destination else { continue }
            switch item.content {
            case .passwordChanged(let change): notices.append("\(change) \(address.revealed)")
            case .passkeyChanged(let change):
                notices.append("passkey \(change) \(address.revealed)")
            case .emailChanged: notices.append("email \(address.revealed)")
            default: notices.append("other \(address.revealed)")
            }
        }
        return notices
    }

    func rowCounts() async throws -> [Int] {
        try await database.read { tx in
            try [
                "SELECT COUNT(*) AS n FROM challenge", "SELECT COUNT(*) AS n FROM challenge_code",
                "SELECT COUNT(*) AS n FROM item", "SELECT COUNT(*) AS n FROM line",
            ].map { (sql: SQL) in try tx.row(sql)?.get("n") ?? 0 }
        }
    }
}
