import Basics
import Storage
import TestKit
import Testing
import VaultAPI
import WebAuthn

@testable import Vault

@Suite("Who works at the office")
struct StaffTests {
    @Test("an invitation makes a first key, once", arguments: TestDatabase.engines)
    func enrol(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let invited = try await room.invite()
            var key = SoftAuthenticator.office()
            let entry = try await room.enrol(invited.code, with: &key)
            #expect(entry.role == .clerk && entry.keys == 1)
            #expect(entry.name?.revealed == "中村 春香")
            let again = StaffEnrolBegin(invitation: invited.code, source: Clerk.source)
            #expect(await room.refusal(again, from: .office) == .wrongProof)
            let members = try await StaffStore(room.database).list(at: room.now)
            #expect(members.map(\.id) == [invited.id] && members[0].keys == 1)
            #expect(try await room.entries().map(\.action) == [.staffEnrol, .open])
            #expect(try await room.entries()[0].role == .clerk)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("after a day, taken back, or made up, an invitation is good for nothing")
    func invitationOver() async throws {
        try await Strongroom.with(.sqlite) { room in
            let late = try await room.invite()
            let takenBack = try await room.invite()
            #expect(try await StaffStore(room.database).end(takenBack.id, at: room.now))
            room.clock.pass(minutes: 24 * 60)
            for code in [late.code, takenBack.code, Secret("aaaaaaaaaaaaaaaaaaaaaaaaaa")] {
                let begin = StaffEnrolBegin(invitation: code, source: Clerk.source)
                #expect(await room.refusal(begin, from: .office) == .wrongProof)
            }
            #expect(try await StaffStore(room.database).list(at: room.now).isEmpty)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("a key signs in without a name; another's does not", arguments: TestDatabase.engines)
    func signIn(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            var clerk = try await room.clerk()
            let entry = try await room.signIn(&clerk.key)
            #expect(entry.role == .clerk && entry.name?.revealed == "中村 春香")
            let session = StaffSession(token: entry.token, source: Clerk.source)
            #expect(try await room.ask(session, from: .office).keys == 1)
            var stranger = SoftAuthenticator.office()
            stranger.userHandle = clerk.key.userHandle
            await #expect(throws: VaultRefusal.wrongProof) {
                try await room.signIn(&stranger)
            }
            #expect(try await room.entries().last?.action == .staffSignInFailed)
            room.clock.pass(minutes: 10 * 60)
            #expect(await room.refusal(session, from: .office) == .expired)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("a second key wants a touch of the first")
    func secondKey() async throws {
        try await Strongroom.with(.sqlite) { room in
            var clerk = try await room.clerk()
            var second = SoftAuthenticator.office()
            let begin = StaffKeyBegin(token: clerk.token, source: Clerk.source)
            func offer(_ asked: KeyRequest, _ assertion: KeyAssertion) -> StaffKeyOffer {
                StaffKeyOffer(
                    token: clerk.token,
                    ceremony: asked.ceremony,
                    assertion: assertion,
                    source: Clerk.source
                )
            }
            // A thief with the session touches a key of his own.
            let asked = try await room.ask(begin, from: .office)
            second.userHandle = clerk.key.userHandle
            let foreign = offer(asked, try second.answer(asked))
            #expect(await room.refusal(foreign, from: .office) == .wrongProof)
            let again = try await room.ask(begin, from: .office)
            let offered = try await room.ask(
                offer(again, try clerk.key.answer(again)),
                from: .office
            )
            #expect(offered.others == [CredentialID(clerk.key.credentialID)])
            let finish = StaffKeyFinish(
                token: clerk.token,
                ceremony: offered.ceremony,
                registration: second.make(offered),
                source: Clerk.source
            )
            #expect(try await room.ask(finish, from: .office).keys == 2)
            // Pressed twice.
            #expect(await room.refusal(finish, from: .office) == .expired)
            #expect(try await room.signIn(&second).keys == 2)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("a key that counts backwards is ended, the other one is not")
    func cloned() async throws {
        try await Strongroom.with(.sqlite) { room in
            var clerk = try await room.clerk()
            var clone = clerk.key
            _ = try await room.signIn(&clerk.key)
            await #expect(throws: VaultRefusal.wrongProof) { try await room.signIn(&clone) }
            await #expect(throws: VaultRefusal.wrongProof) { try await room.signIn(&clerk.key) }
            let members = try await StaffStore(room.database).list(at: room.now)
            #expect(members[0].keys == 0)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("who is ended is out with the next request, and the ledger tells of it")
    func ended() async throws {
        try await Strongroom.with(.sqlite) { room in
            var clerk = try await room.clerk()
            #expect(try await StaffStore(room.database).end(clerk.handle, at: room.now))
            #expect(try await !StaffStore(room.database).end(clerk.handle, at: room.now))
            let session = StaffSession(token: clerk.token, source: Clerk.source)
            #expect(await room.refusal(session, from: .office) == .ended)
            await #expect(throws: VaultRefusal.wrongProof) { try await room.signIn(&clerk.key) }
            for _ in 0..<2 { try await room.vault.sweep(at: room.now) }
            let ends = try await room.entries().filter { $0.action == .staffEnd }
            #expect(ends.count == 1 && ends[0].role == .clerk && ends[0].caller == nil)
        }
    }

    @Test("the office's messages are the office's alone, and its tokens open nothing elsewhere")
    func ownMessages() async throws {
        try await Strongroom.with(.sqlite) { room in
            let clerk = try await room.clerk()
            let member = try await room.member()
            let begin = StaffSignInBegin(source: Clerk.source)
            #expect(await room.refusal(begin, from: .counter) == .frozen)
            #expect(try await room.freezes().map(\.target) == ["process:counter"])
            let open = Open(
                token: clerk.token,
                handle: member.handle,
                fields: [.city],
                purpose: .account
            )
            #expect(await room.refusal(open, from: .office) == .frozen)
            #expect(try await room.freezes().contains { $0.target == "process:office" })
        }
    }

    @Test("from another network a role works neither in a new session nor in an old one")
    func networks() async throws {
        try await Strongroom.with(.sqlite) { room in
            var clerk = try await room.clerk()
            let bound = try await room.bound(to: "operator=198.51.100.0/24,2001:db8::/32")
            await #expect(throws: VaultRefusal.elsewhere) { try await bound.signIn(&clerk.key) }
            let there = StaffSession(token: clerk.token, source: "2001:db8::7")
            #expect(await bound.refusal(there, from: .office) == nil)
            let here = StaffSession(token: clerk.token, source: Clerk.source)
            #expect(await bound.refusal(here, from: .office) == .elsewhere)
            let entry = try await bound.signIn(&clerk.key, from: "198.51.100.9")
            #expect(entry.role == .clerk)
            let shop = try await bound.clerk(.shop)
            let session = StaffSession(token: shop.token, source: "203.0.113.1")
            #expect(await bound.refusal(session, from: .office) == nil)
            #expect(try await bound.freezes().isEmpty)
        }
    }

    @Test("a dump tells of no key, no name and no invitation")
    func dump() async throws {
        try await Strongroom.with(.sqlite) { room in
            let clerk = try await room.clerk()
            let waiting = try await room.invite()
            let rows = try await room.database.read { tx in
                try [
                    "SELECT name AS a, record AS b FROM staff_key",
                    "SELECT code AS a, person AS b FROM staff_invitation",
                ].flatMap { (sql: SQL) in
                    try tx.rows(sql).flatMap { row -> [[UInt8]] in
                        [try row.get("a"), try row.get("b")]
                    }
                }
            }
            let kept = rows.reduce([], +)
            #expect(!kept.isEmpty)
            for secret in [
                clerk.key.credentialID, Array("中村".utf8), Array(waiting.code.revealed.utf8),
                Array("haruka".utf8), Array(clerk.key.coseKey.suffix(32)),
            ] {
                #expect(kept.firstRange(of: secret) == nil)
            }
        }
    }
}

extension Strongroom {
    /// The same room, with networks for the office.
    func bound(to networks: String) async throws -> Strongroom {
        var settings = settings
        settings.office.networks = try OfficeNetworks(networks)
        let vault = try await Vault.open(
            database: database,
            keys: keys,
            witness: witness,
            settings: settings,
            clock: clock.wallClock,
            steady: clock.steady,
            logger: Strongroom.quiet
        )
        return Strongroom(
            vault: vault,
            database: database,
            clock: clock,
            folder: folder,
            keys: keys,
            witness: witness,
            settings: settings
        )
    }
}
