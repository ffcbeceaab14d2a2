import Basics
import Foundation
import Logging
import Storage
import Synchronization
import TestKit
import Testing
import VaultAPI
import WebAuthn
import Witness
import WitnessAPI

@testable import Vault

/// A clock that a test sets; time since the machine's start runs along unless told otherwise.
final class TestClock: Sendable {
    private let wall: Mutex<Moment>
    private let elapsed = Mutex<Int64>(1_000_000)

    /// 2026-12-08 10:00 in Japan.
    init() { wall = Mutex(Moment(milliseconds: 1_796_691_600_000)) }

    var now: Moment { wall.withLock { $0 } }

    func pass(minutes: Int) { pass(seconds: minutes * 60) }

    func pass(seconds: Int) {
        wall.withLock { $0 = $0.adding(seconds: seconds) }
        elapsed.withLock { $0 += Int64(seconds) * 1000 }
    }

    /// Somebody sets the wall clock; no time passes.
    func set(minutesForward minutes: Int) { wall.withLock { $0 = $0.adding(minutes: minutes) } }

    var steady: SteadyClock { SteadyClock(boot: 7) { self.elapsed.withLock { $0 } } }
    var wallClock: WallClock { WallClock { self.now } }
}

/// A vault on a new database, with a witness in the same process and a clock of its own.
struct Strongroom: Sendable {
    let vault: Vault
    let database: Database
    let clock: TestClock
    let folder: URL
    let keys: VaultKeys
    let witness: Witness
    let settings: VaultSettings
    private let carried = Carried()

    /// What the courier carried last, and has not told of yet.
    private final class Carried: Sendable {
        let last = Mutex<ItemDone?>(nil)
    }

    var now: Moment { clock.now }

    static func with(
        _ engine: Engine,
        limits: LimitPlan = .city,
        isolation: isolated (any Actor)? = #isolation,
        _ test: (Strongroom) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "ichi-vault-test-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await TestDatabase.with(engine, migrations: VaultMigrations.all) { database in
            let witness = try await WitnessRoom.beside(folder).port
            let keys = try VaultKeys.open(directory: folder.path + "/keys")
            let settings = VaultSettings(
                limits: limits,
                mailDomain: "mail.example.jp",
                relyingParty: RelyingParty(
                    id: "counter.example.jp",
                    origins: ["https://counter.example.jp"]
                ),
                passwordCost: PasswordCost(memory: 8192, passes: 1)
            )
            let clock = TestClock()
            let vault = try await Vault.open(
                database: database,
                keys: keys,
                witness: witness,
                settings: settings,
                clock: clock.wallClock,
                steady: clock.steady,
                logger: quiet
            )
            try await test(
                Strongroom(
                    vault: vault,
                    database: database,
                    clock: clock,
                    folder: folder,
                    keys: keys,
                    witness: witness,
                    settings: settings
                )
            )
        }
    }

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// The same room after the vault was started again, with the same witness or another.
    func restarted(with other: Witness? = nil) async throws -> Strongroom {
        let witness = other ?? witness
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

    func ask<Message: VaultMessage>(
        _ message: Message,
        from caller: Caller = .counter
    ) async throws(VaultRefusal) -> Message.Answer {
        try await vault.ask(message, from: caller, at: now)
    }

    /// What the vault refused with; nil where it answered.
    func refusal(_ message: some VaultMessage, from caller: Caller = .counter) async
        -> VaultRefusal?
    {
        do {
            _ = try await ask(message, from: caller)
            return nil
        } catch {
            return error
        }
    }

    func freezes() async throws -> [Freeze] { try await FreezeStore(database).list() }

    func run(_ sql: SQL) async throws {
        try await database.write { tx in _ = try tx.run(sql) }
    }

    func lineCount() async throws -> Int {
        try await database.read { try VaultStore($0).lineCount() }
    }
}

/// People of the tests.
enum Sample {
    static let orderer: PersonalFields = [
        .familyName: Secret("髙﨑"), .givenName: Secret("梨花子"), .phone: Secret("0857-22-8111"),
        .email: Secret("rikako@example.jp"), .postcode: Secret("680-8571"),
        .prefecture: Secret("鳥取県"), .city: Secret("鳥取市幸町"), .street: Secret("七十一番地"),
        .building: Secret("らっきょう荘二〇三"), .note: Secret("犬がおります"),
    ]
    static let recipient: PersonalFields = [
        .familyName: Secret("砂丘"), .givenName: Secret("蟹太郎"), .postcode: Secret("100-0001"),
        .prefecture: Secret("東京都"), .city: Secret("千代田区千代田"), .street: Secret("一の一"),
    ]

    static func facts(_ key: Handle<OrderKey>) -> OrderFacts {
        OrderFacts(
            number: "2612-0830-5517",
            key: key,
            placed: Moment(milliseconds: 1_796_691_600_000),
            total: Money(yen: 12_800),
            postage: Money(yen: 900),
            payment: "銀行振込",
            paymentInstructions: [],
            sellers: []
        )
    }
}

extension Strongroom {
    /// A guest on the way through a checkout.
    func guest(_ fields: PersonalFields = Sample.orderer) async throws -> (
        handle: Handle<Subject>, token: Token
    ) {
        let answer = try await ask(
            Enrol(idempotencyKey: UUID().uuidString, kind: .orderer, fields: fields)
        )
        return (answer.handle, try #require(answer.token))
    }

    func recipient(of token: Token, _ fields: PersonalFields = Sample.recipient) async throws
        -> Handle<Subject>
    {
        try await ask(
            Enrol(
                idempotencyKey: UUID().uuidString,
                kind: .recipient,
                fields: fields,
                token: token
            )
        ).handle
    }

    /// A guest's order with one recipient, promoted.
    func order(_ fields: PersonalFields = Sample.orderer) async throws -> (
        key: Handle<OrderKey>, orderer: Handle<Subject>, recipient: Handle<Subject>, token: Token
    ) {
        let guest = try await guest(fields)
        let recipient = try await recipient(of: guest.token)
        let key = Handle<OrderKey>.mint()
        _ = try await ask(
            Promote(
                token: guest.token,
                order: key,
                orderer: guest.handle,
                recipients: [recipient],
                grants: [.init(shop: 3, recipient: recipient, until: now.adding(days: 60))]
            )
        )
        return (key, guest.handle, recipient, guest.token)
    }

    /// Registers a member and signs it in.
    func member(email: String = "rikako@example.jp", password: String? = nil) async throws -> (
        handle: Handle<Subject>, token: Token
    ) {
        var fields = Sample.orderer
        fields[.email] = Secret(email)
        let begun = try await ask(
            RegisterBegin(
                idempotencyKey: UUID().uuidString,
                fields: fields,
                password: password.map { Secret($0) },
                source: "192.0.2.1"
            )
        )
        let code = try #require(try await mailedCode())
        let answer = try await ask(
            SignInFinish(challenge: begun.challenge, proof: code, remember: false)
        )
        return (answer.handle, answer.token)
    }

    /// The next item the courier gets, told as handed over when it asks for the one behind it.
    func carry() async throws -> CourierItem? {
        let last = carried.last.withLock { $0 }
        let item = try await ask(NextItem(after: last), from: .courier).item
        carried.last.withLock { $0 = item.map { ItemDone(id: $0.id, outcome: .handedOver) } }
        return item
    }

    /// What became of the only item there is.
    func tell(_ done: ItemDone) async throws {
        #expect(try await ask(NextItem(after: done), from: .courier).item == nil)
    }

    /// The code of the next item.
    func mailedCode() async throws -> Secret<String>? {
        guard let item = try await carry() else { return nil }
        return switch item.content {
        case .signInCode(let code, _), .registrationCode(let code, _),
            .emailChangeCode(let code, _), .letterCode(let code, _):
            code
        case .letter, .alreadyRegistered, .passwordChanged, .emailChanged, .passkeyChanged: nil
        }
    }

    func open(
        _ handle: Handle<Subject>,
        _ token: Token,
        _ fields: [PersonalField] = PersonalField.allCases
    ) async throws(VaultRefusal) -> Open.Answer {
        try await ask(Open(token: token, handle: handle, fields: fields, purpose: .confirmation))
    }
}

extension WitnessRoom {
    /// A witness with its data in a test's folder, or the one whose data lies there.
    static func beside(_ folder: URL) async throws -> WitnessRoom {
        try await start(
            WitnessFolder(data: folder.path + "/witness", keys: folder.path + "/witness-keys"),
            name: "inaba.example/witness",
            budget: .standard,
            clock: .system,
            say: { _ in }
        )
    }
}
