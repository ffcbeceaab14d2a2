import Basics
import Counter
import HTTPTypes
import Hummingbird
import VaultAPI
import Web

/// Signing in by a passkey: the page's module asks for a challenge, and sends what the authenticator
/// has signed as a form like any other.
struct PasskeySignInHandlers: Sendable {
    let pages: PageRenderer
    let vault: VaultDesk
    let favourites: CarriedFavourites

    /// Characters of base64url; a credential's name has at most 1023 bytes.
    private static let longest = 8000

    static let form = Form(
        FormField.hidden("attempt"),
        .hidden("credential", upTo: longest),
        .hidden("client-data", upTo: longest),
        .hidden("authenticator-data", upTo: longest),
        .hidden("signature", upTo: longest),
        .hidden("user-handle", upTo: longest).optional(),
        .hidden("for").optional()
    )

    func addRoutes(to router: Router<CounterContext>) {
        router.post("/sign-in/passkey/challenges", use: create)
        router.post("/sign-in/passkey", use: finish)
    }

    @Sendable private func create(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let begin = SignInBegin(way: .passkey, source: context.source(of: request))
        let answer = try await telling { try await vault.ask(begin) }
        guard let asked = answer.request else { throw Problem.away }
        return try PasskeyAsking(answer.challenge, asked).response()
    }

    @Sendable private func finish(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let answers = try await Self.form.read(request, in: context)
        let goal = SignInGoal(rawValue: answers["for"]) ?? .account
        guard let attempt = Handle<Challenge>(answers["attempt"]) else { throw Problem.malformed }
        let finish = SignInFinish(
            challenge: attempt,
            proof: .passkey(answers.passkeyProof),
            remember: false
        )
        do {
            let answer = try await vault.ask(finish)
            var response = SignInHandlers.signedIn(answer, for: goal)
            await favourites.join(request, to: answer.handle, on: &response, context)
            return response
        } catch VaultRefusal.wrongProof, VaultRefusal.expired {
            let page = SignInPage.refusingPasskey(for: goal)
            return pages.render(page, status: .unprocessableContent, in: context)
        } catch let refusal as VaultRefusal {
            throw refusal.problem
        }
    }
}

extension Answers {
    fileprivate var passkeyProof: PasskeyProof {
        PasskeyProof(
            id: Secret(self["credential"]),
            clientData: Secret(self["client-data"]),
            authenticatorData: Secret(self["authenticator-data"]),
            signature: Secret(self["signature"]),
            userHandle: secret("user-handle")
        )
    }
}
