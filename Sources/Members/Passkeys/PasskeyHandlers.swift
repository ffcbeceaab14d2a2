import Basics
import Counter
import HTTPTypes
import Hummingbird
import VaultAPI
import Web

/// A member's passkeys: made, named, taken away.
struct PasskeyHandlers: Sendable {
    let pages: PageRenderer
    let door: MemberDoor
    let vault: VaultDesk

    private static let label = FormField.line("label", "呼び名", upTo: 40).optional()
    private let made = Form(
        FormField.hidden("attempt"),
        .hidden("client-data", upTo: 8000),
        .hidden("attestation", upTo: 24_000),
        label
    )

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/account/passkeys", use: index)
        router.post("/account/passkeys", use: create)
        router.post("/account/passkeys/offers", use: offer)
        router.get("/account/passkeys/code", use: showCode)
        router.post("/account/passkeys/code", use: sendCode)
        router.post("/account/passkeys/:passkey/label", use: rename)
        router.post("/account/passkeys/:passkey/removal", use: destroy)
    }

    @Sendable private func index(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .passkeys) { session in
            let keys = try await vault.ask(Passkeys(token: session.token)).keys
            let news = try request.query().value("done").flatMap(PasskeysPage.News.init)
            return pages.render(PasskeysPage(keys, site: pages.site.name, news: news), in: context)
        }
    }

    @Sendable private func offer(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .passkeys) { session in
            let offer = PasskeyOffer(token: session.token, source: context.source(of: request))
            do {
                let answer = try await vault.ask(offer)
                return try PasskeyAsking(answer.challenge, answer.request).response()
            } catch VaultRefusal.needsFreshCode {
                return try PasskeyDetour(next: MemberPath.passkeyCode).response()
            }
        }
    }

    @Sendable private func create(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .passkeys) { session in
            let answers = try await made.read(request, in: context)
            guard let attempt = Handle<Challenge>(answers["attempt"]) else {
                throw Problem.malformed
            }
            let add = PasskeyAdd(
                token: session.token,
                challenge: attempt,
                clientData: Secret(answers["client-data"]),
                attestation: Secret(answers["attestation"]),
                label: answers.secret("label")
            )
            do {
                _ = try await vault.ask(add)
                return done(.added)
            } catch VaultRefusal.needsFreshCode {
                return .redirect(to: MemberPath.passkeyCode, type: .normal)
            } catch VaultRefusal.wrongProof, VaultRefusal.expired {
                return done(.failed)
            }
        }
    }

    @Sendable private func showCode(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .passkeys) { _ in
            pages.render(PasskeyCodePage(), in: context)
        }
    }

    @Sendable private func sendCode(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .passkeys) { session in
            let source = context.source(of: request)
            let begin = SignInBegin(way: .again(session.token), source: source)
            let challenge = try await vault.ask(begin).challenge
            let goal = SignInGoal.passkeys.rawValue
            return .redirect(to: "\(MemberPath.signIn(challenge))?for=\(goal)", type: .normal)
        }
    }

    @Sendable private func rename(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .passkeys) { session in
            let passkey = try passkey(context)
            let answers = try await Form(Self.label).read(request, in: context)
            guard answers.isSound else { return done(.tooLong) }
            let label = answers.secret("label") ?? Secret("")
            let rename = PasskeyRename(token: session.token, passkey: passkey, label: label)
            _ = try await vault.ask(rename)
            return done(.renamed)
        }
    }

    @Sendable private func destroy(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .passkeys) { session in
            let passkey = try passkey(context)
            _ = try await vault.ask(PasskeyRemove(token: session.token, passkey: passkey))
            return done(.removed)
        }
    }

    private func done(_ news: PasskeysPage.News) -> Response {
        .redirect(to: "\(MemberPath.passkeys)?done=\(news.rawValue)", type: .normal)
    }

    private func passkey(_ context: CounterContext) throws -> Handle<KeptPasskey> {
        guard let id = context.parameters.get("passkey").flatMap({ Handle<KeptPasskey>($0) }) else {
            throw Problem.notFound
        }
        return id
    }
}
