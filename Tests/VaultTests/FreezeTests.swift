import Basics
import Storage
import TestKit
import Testing
import VaultAPI
import Wire

@testable import Vault

@Suite("What correct software cannot make")
struct FreezeTests {
    @Test(
        "a handle never in reach freezes the token, at the first try",
        arguments: TestDatabase.engines
    )
    func outOfReach(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            let other = try await room.guest()
            #expect(await room.refusalOfOpen(other.handle, guest.token, .city) == .frozen)
            #expect(await room.refusalOfOpen(guest.handle, guest.token, .city) == .frozen)
            #expect(await room.refusalOfOpen(other.handle, other.token, .city) == nil)
            let freezes = try await room.freezes()
            #expect(freezes.count == 1)
            #expect(freezes.first?.target.hasPrefix("token:") == true)
            #expect(freezes.first?.reason == "outOfReach")
        }
    }

    @Test("a handle that nobody has is as far out of reach", arguments: TestDatabase.engines)
    func unknownHandle(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            let nobody = Handle<Subject>.mint()
            #expect(await room.refusalOfOpen(nobody, guest.token, .city) == .frozen)
        }
    }

    @Test("a bad signature past the counter freezes the process", arguments: TestDatabase.engines)
    func badSignature(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            let forged = Token(String(guest.token.secret.revealed.dropLast(3)) + "AAA")
            #expect(await room.refusalOfOpen(guest.handle, forged, .city) == .frozen)
            #expect(try await room.freezes().map(\.target) == ["process:counter"])
            #expect(await room.refusalOfOpen(guest.handle, guest.token, .city) == .frozen)
            #expect(try await room.ask(Status()).frozen)
            #expect(try await !room.ask(Status(), from: .courier).frozen)
        }
    }

    @Test("text that is no token is a bad signature", arguments: ["", "a.b", "a.b.c", "%%%.%%%"])
    func noToken(_ text: String) async throws {
        try await Strongroom.with(.sqlite) { room in
            #expect(await room.refusal(End(token: Token(text))) == .frozen)
            let freezes = try await room.freezes()
            #expect(freezes.map(\.reason) == ["badSignature"])
        }
    }

    @Test("another caller's token freezes who shows it", arguments: TestDatabase.engines)
    func othersToken(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let claims = TokenClaims(
                id: .mint(),
                principal: .mint(),
                caller: .courier,
                use: .member,
                minted: room.now,
                end: room.now.adding(hours: 1)
            )
            let token = try room.vault.sign(claims)
            #expect(await room.refusal(End(token: token)) == .frozen)
            let freezes = try await room.freezes()
            #expect(freezes.map(\.target) == ["process:counter"])
            #expect(freezes.map(\.reason) == ["othersToken"])
        }
    }

    @Test("a message that is not the caller's to send freezes it", arguments: TestDatabase.engines)
    func notItsMessage(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            #expect(await room.refusal(NextItem()) == .frozen)
            #expect(try await room.freezes().map(\.target) == ["process:counter"])
            let open = Open(
                token: guest.token,
                handle: guest.handle,
                fields: [.city],
                purpose: .account
            )
            #expect(await room.refusal(open, from: .courier) == .frozen)
            #expect(try await room.freezes().count == 2)
        }
    }

    @Test("an unknown name, bytes that are no message, and half a frame", arguments: 0...4)
    func undecodable(_ kind: Int) async throws {
        try await Strongroom.with(.sqlite) { room in
            let vault = room.vault
            switch kind {
            case 0: _ = await vault.handle(caller: .counter, name: "reveal", payload: [])
            case 1: _ = await vault.handle(caller: .counter, name: "open", payload: Array("{".utf8))
            case 2:
                let bytes = Packer.pack(Unclaimed(before: room.now)) + [0]
                _ = await vault.handle(caller: .counter, name: "unclaimed", payload: bytes)
            case 3:
                let bytes = Array(repeating: 0xff as UInt8, count: 1 << 20)
                _ = await vault.handle(caller: .counter, name: "promote", payload: bytes)
            default: await vault.undecodable(from: .counter)
            }
            let freezes = try await room.freezes()
            #expect(freezes.count == 1)
            #expect(freezes.first?.target == "process:counter")
        }
    }

    @Test("sixteen forged frames at once make one freeze")
    func oneFreeze() async throws {
        try await Strongroom.with(.sqlite) { room in
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        _ = await room.vault.handle(caller: .counter, name: "x", payload: [])
                    }
                }
            }
            let freezes = try await room.freezes()
            #expect(freezes.count == 1)
        }
    }

    @Test("three persons' tokens misused freeze the process", arguments: TestDatabase.engines)
    func widens(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let victim = try await room.guest()
            for _ in 0..<3 {
                let thief = try await room.guest()
                #expect(await room.refusalOfOpen(victim.handle, thief.token, .city) == .frozen)
            }
            #expect(try await room.freezes().contains { $0.target == "process:counter" })
            #expect(await room.refusalOfOpen(victim.handle, victim.token, .city) == .frozen)
        }
    }

    @Test(
        "what another process lifts is lifted with the next request",
        arguments: TestDatabase.engines
    )
    func lifted(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            _ = await room.vault.handle(caller: .counter, name: "x", payload: [])
            #expect(await room.refusalOfOpen(guest.handle, guest.token, .city) == .frozen)
            let store = FreezeStore(room.database)
            let freeze = try #require(try await store.list().first)
            #expect(try await store.lift(freeze.id, by: "当直", at: room.now))
            #expect(try await !store.lift(freeze.id, by: "当直", at: room.now))
            #expect(await room.refusalOfOpen(guest.handle, guest.token, .city) == nil)
            #expect(try await store.list().first?.liftedBy == "当直")
        }
    }

    @Test("a freeze survives a restart", arguments: TestDatabase.engines)
    func restart(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = await room.vault.handle(caller: .counter, name: "x", payload: [])
            let again = try await room.restarted()
            #expect(await again.refusal(Unclaimed(before: again.now)) == .frozen)
        }
    }
}
