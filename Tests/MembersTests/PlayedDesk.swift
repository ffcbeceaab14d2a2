import Basics
import Counter
import Crypto
import Foundation
import Hummingbird
import HummingbirdTesting
import Members
import Storage
import Synchronization
import TestKit
import VaultAPI
import Web
import Wire

/// A counter with the members' room alone, before a vault that a test plays.
struct PlayedCounter: Sendable {
    let vault: PlayedVault
    let database: Database
    let postcodes: PostcodeFile
    let favourites: PlayedFavourites
    let people = PlayedPeople()

    /// Runs a test against it, on SQLite.
    static func run(
        _ body: @escaping @Sendable (PlayedCounter, any TestClientProtocol) async throws -> Void
    ) async throws {
        try await TestDatabase.with(.sqlite, migrations: MemberMigrations.all) { database in
            let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try "6800011\t鳥取県\t鳥取市\t東町\n".write(to: file, atomically: true, encoding: .utf8)
            defer { try? FileManager.default.removeItem(at: file) }
            let counter = PlayedCounter(
                vault: PlayedVault(),
                database: database,
                postcodes: try PostcodeFile(path: file.path),
                favourites: PlayedFavourites()
            )
            try await Application(router: try counter.router()).test(.router) { client in
                try await body(counter, client)
            }
        }
    }

    /// The room's own addresses, with their methods.
    func routes() throws -> [(path: String, method: String)] {
        try bareRouter().routes.map { ($0.path.description, $0.method.rawValue) }
    }

    private func router() throws -> Router<CounterContext> {
        let router = try bareRouter()
        router.refuseOtherMethods()
        return router
    }

    private func bareRouter() throws -> Router<CounterContext> {
        let pages = try PageRenderer(
            site: .sample,
            frame: .counter,
            assets: AssetLibrary(),
            templates: [CounterTemplates.folder, MemberRoom.templates]
        )
        let router = Router.counter(pages)
        MemberRoom(
            pages: pages,
            vault: vault.desk,
            key: TokenKey(vault.desk),
            store: AddressBookStore(database),
            postcodes: postcodes,
            ports: MemberRoom.Ports(
                orders: OrdersPort(
                    orders: { _ in [PlayedCounter.order] },
                    records: { [people] _ in [people.record] }
                ),
                favourites: favourites.port,
                keepsakes: KeepsakesPort(favourites: { _ in ["二十世紀梨"] }, forget: { _ in }),
                shopName: { "\($0)番の店" }
            )
        ).addRoutes(to: router, clock: .system)
        return router
    }

    static let order = OrdersPort.Entry(
        number: "2612-0830-5517",
        placed: Day(number: 20_795),
        total: Money(yen: 12_800),
        state: "発送しました",
        stations: [.init("受付", .behind), .init("発送", .here), .init("お届け", .ahead)],
        summary: "二十世紀梨 ほか2点",
        address: "/orders/2612-0830-5517",
        reorderAddress: "/orders/2612-0830-5517/reorder"
    )
}

/// Who is in the one order of the played counter.
struct PlayedPeople: Sendable {
    let orderer = Handle<Subject>.mint()
    let recipient = Handle<Subject>.mint()

    var record: OrdersPort.Record {
        OrdersPort.Record(
            entry: PlayedCounter.order,
            payment: "銀行振込",
            orderer: orderer,
            recipients: [
                OrdersPort.Recipient(
                    person: recipient,
                    parcels: [
                        OrdersPort.Parcel(
                            shop: "湯所果樹園",
                            goods: ["二十世紀梨 ×2"],
                            gift: "御歳暮・外のし、カードあり",
                            arrival: "12月10日",
                            tracking: nil
                        )
                    ]
                )
            ]
        )
    }
}

/// A vault as a test wants it: one member, whose code is `ABCD2345`.
final class PlayedVault: Sendable {
    let member = Handle<Subject>.mint()
    private let key = Curve25519.Signing.PrivateKey()
    private let state = Mutex(State())

    private struct State {
        var asked: [String] = []
        var refusals: [String: VaultRefusal] = [:]
        var closed: [Handle<Subject>: VaultRefusal] = [:]
        var fields: [Handle<Subject>: PersonalFields] = [:]
    }

    /// The names of the messages that came, in order.
    var asked: [String] { state.withLock { $0.asked } }

    func refuse(_ message: String, with refusal: VaultRefusal?) {
        state.withLock { $0.refusals[message] = refusal }
    }

    /// From now on one person is not opened.
    func close(_ handle: Handle<Subject>, with refusal: VaultRefusal) {
        state.withLock { $0.closed[handle] = refusal }
    }

    func keep(_ fields: PersonalFields, of handle: Handle<Subject>) {
        state.withLock { $0.fields[handle] = fields }
    }

    func fields(of handle: Handle<Subject>) -> PersonalFields {
        state.withLock { $0.fields[handle] ?? [:] }
    }

    var status: Status.Answer {
        Status.Answer(
            frozen: false,
            tokenKey: Array(key.publicKey.rawRepresentation),
            treeSize: 0
        )
    }

    /// A token of the member's, signed as the vault signs.
    func token(_ use: TokenClaims.Use) throws -> Token {
        let claims = TokenClaims(
            id: .mint(),
            principal: member,
            caller: .counter,
            use: use,
            minted: Moment(milliseconds: 0),
            end: Moment(milliseconds: .max)
        )
        let payload = claims.payload
        let signature = try key.signature(for: Data(payload.utf8))
        return Token(payload + "." + Base64URL.encode(Array(signature)))
    }

    func note<Message: VaultMessage>(_ message: Message) throws {
        let refusal = state.withLock {
            $0.asked.append(Message.name)
            return $0.refusals[Message.name]
        }
        if let refusal { throw refusal }
    }
}

extension PlayedVault {
    var desk: VaultDesk {
        VaultDesk { [self] message in
            if !(message is Status) { try note(message) }
            return try answerAboutPeople(message) ?? answerAboutPasskeys(message)
                ?? answerSigningIn(message)
        }
    }

    private func answerAboutPeople(_ message: any VaultMessage) throws -> (any Sendable)? {
        switch message {
        case let open as Open: return try answer(open)
        case let enrol as Enrol:
            let handle = Handle<Subject>.mint()
            keep(enrol.fields, of: handle)
            return Enrol.Answer(handle: handle, token: nil)
        case let change as Change:
            keep(change.fields, of: change.handle)
            return Change.Answer(version: 2)
        case let erase as Erase:
            keep([:], of: erase.handle)
            return Done()
        case is History: return History.Answer(lines: [PlayedVault.line])
        default: return nil
        }
    }

    static let passkey = Passkeys.Key(
        id: Handle("pppppppppppppppppppppppppp") ?? .mint(),
        label: Secret("居間のパソコン"),
        made: Moment(milliseconds: 1_796_655_600_000),
        used: Moment(milliseconds: 1_796_755_600_000),
        isDoubtful: false
    )

    private func answerAboutPasskeys(_ message: any VaultMessage) -> (any Sendable)? {
        let request = PasskeyRequest(
            relyingParty: "counter.example.jp",
            challenge: "Y2hhbGxlbmdl",
            userHandle: Secret("dXNlcg"),
            known: [Secret("a2V5")]
        )
        switch message {
        case let begin as SignInBegin:
            guard case .passkey = begin.way else { return nil }
            return SignInBegin.Answer(challenge: .mint(), request: request)
        case is PasskeyOffer: return PasskeyOffer.Answer(challenge: .mint(), request: request)
        case is Passkeys:
            let doubted = Passkeys.Key(
                id: .mint(),
                label: nil,
                made: PlayedVault.passkey.made,
                used: nil,
                isDoubtful: true
            )
            return Passkeys.Answer(keys: [PlayedVault.passkey, doubted])
        case is PasskeyAdd, is PasskeyRename, is PasskeyRemove: return Done()
        default: return nil
        }
    }

    private func answer(_ open: Open) throws -> Open.Answer {
        let claims = TokenVerifier(publicKey: status.tokenKey)?.claims(of: open.token)
        if claims?.use == .remembered { throw VaultRefusal.needsFreshCode }
        if let refusal = state.withLock({ $0.closed[open.handle] }) { throw refusal }
        let kept = fields(of: open.handle).filter { open.fields.contains($0.key) }
        return Open.Answer(fields: kept, version: 1)
    }

    private static let line = History.Line(
        at: Moment(milliseconds: 1_796_655_600_000),
        actor: .shop(7),
        purpose: .correspondence,
        fields: [.familyName, .givenName, .street]
    )

    // One comes back while the witness is away.
    private static let later = "WAYT2345"

    private static func isLater(_ proof: SignInFinish.Proof) -> Bool {
        if case .typed(let code) = proof { code.revealed == later } else { false }
    }

    private static func takes(_ proof: SignInFinish.Proof) -> Bool {
        switch proof {
        case .typed(let code): ["ABCD2345", later].contains(code.revealed)
        case .passkey(let proof): proof.signature.revealed == "c2lnbmF0dXJl"
        }
    }

    private func answerSigningIn(_ message: any VaultMessage) throws -> any Sendable {
        switch message {
        case is Status: return status
        case is SignInBegin, is RegisterBegin, is EmailBegin:
            return SignInBegin.Answer(challenge: .mint())
        case let finish as SignInFinish:
            guard PlayedVault.takes(finish.proof) else { throw VaultRefusal.wrongProof }
            return SignInFinish.Answer(
                token: try token(.member),
                handle: member,
                remembered: finish.remember ? try token(.remembered) : nil,
                order: nil,
                isFindable: !PlayedVault.isLater(finish.proof)
            )
        case is SignInResend, is SetCredential, is EmailFinish, is CheckSession, is End:
            return Done()
        default: throw VaultRefusal.unavailable
        }
    }
}
