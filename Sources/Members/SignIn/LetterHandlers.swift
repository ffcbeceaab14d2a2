import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// Signing in by a letter's code, for members of the shop before this one who have no e-mail address.
///
/// The same form asks for a letter and, days later, takes its code.
struct LetterHandlers: Sendable {
    let pages: PageRenderer
    let vault: VaultDesk
    let favourites: CarriedFavourites

    private let form = Form(
        .line("identifier", "前のサイトの会員番号、または電話番号", upTo: 40)
            .hinted("例:12345、または 0857-00-0000")
    )
    private let code = Form(
        FormField.code("code", "お手紙の確認コード", length: 1...12).hinted("お手紙に書かれた8文字です")
    )

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/sign-in/by-letter", use: new)
        router.post("/sign-in/by-letter", use: create)
        router.get("/sign-in/by-letter/:challenge", use: showCode)
        router.post("/sign-in/by-letter/:challenge", use: finish)
    }

    @Sendable private func new(_ request: Request, _ context: CounterContext) -> Response {
        pages.render(LetterPage(form: form.view()), in: context)
    }

    @Sendable private func create(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let answers = try await form.read(request, in: context)
        guard answers.isSound, let identifier = answers.secret("identifier") else {
            let page = LetterPage(form: answers.view)
            return pages.render(page, status: .unprocessableContent, in: context)
        }
        let begin = SignInBegin(
            way: .letter(identifier: identifier),
            source: context.source(of: request)
        )
        let challenge = try await telling { try await vault.ask(begin) }.challenge
        return .redirect(to: MemberPath.letter(challenge), type: .normal)
    }

    @Sendable private func showCode(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let page = LetterCodePage(try challenge(context), code.view())
        return pages.render(page, in: context)
    }

    @Sendable private func finish(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let challenge = try challenge(context)
        var answers = try await code.read(request, in: context)
        if answers.isSound, let proof = answers.secret("code") {
            let finish = SignInFinish(challenge: challenge, proof: proof, remember: false)
            do {
                let answer = try await vault.ask(finish)
                var response = SignInHandlers.signedIn(answer, for: .account)
                await favourites.join(request, to: answer.handle, on: &response, context)
                return response
            } catch VaultRefusal.wrongProof {
                answers.complain(SignInHandlers.wrongProof, at: "code")
            } catch let refusal as VaultRefusal {
                throw refusal.problem.offering(
                    Problem.Way("はじめから、お手紙のコードで入る", MemberPath.letters)
                )
            }
        }
        let page = LetterCodePage(challenge, answers.view)
        return pages.render(page, status: .unprocessableContent, in: context)
    }

    private func challenge(_ context: CounterContext) throws -> Handle<Challenge> {
        guard let challenge = context.parameters.get("challenge").flatMap({ Handle<Challenge>($0) })
        else { throw Problem.notFound }
        return challenge
    }
}

/// Where a letter is asked for, or a code that has come is brought.
struct LetterPage: Page {
    static let template = "members/letter"
    var head: PageHead { PageHead("手紙のコードで入る", scripts: ["once.js"]) }
    let form: FormView
    let action = MemberPath.letters
    let signIn = MemberPath.signIn
}

/// Where a letter's code is typed.
struct LetterCodePage: Page {
    static let template = "members/letter-code"
    var head: PageHead { PageHead("お手紙の確認コード", scripts: ["once.js"]) }
    let form: FormView
    let action: String

    init(_ challenge: Handle<Challenge>, _ form: FormView) {
        self.form = form
        action = MemberPath.letter(challenge)
    }
}
