import Basics
import Counter
import HTTPTypes
import Hummingbird
import VaultAPI
import Web

/// Signing in by mail code or password, and signing out.
struct SignInHandlers: Sendable {
    let pages: PageRenderer
    let door: MemberDoor
    let vault: VaultDesk
    let favourites: CarriedFavourites

    fileprivate static let form = Form(
        .email("email").autocompleted("username webauthn"),
        .password("password", "パスワード(登録された方だけ)").optional(),
        .hidden("for").optional()
    )
    private let code = Form(
        FormField.code("code", "確認コード", length: 1...12).hinted("メールに書かれた8文字です")
            .autocompleted("one-time-code"),
        FormField.check("remember", "このブラウザーを30日間おぼえておく").optional(),
        .hidden("for").optional()
    )

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/sign-in", use: new)
        router.post("/sign-in", use: create)
        router.get("/sign-in/:challenge", use: showCode)
        router.post("/sign-in/:challenge", use: finish)
        router.post("/sign-in/:challenge/codes", use: resend)
        router.post("/sign-out", use: destroy)
    }

    @Sendable private func new(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let goal = try goal(ofQuery: request)
        return pages.render(SignInPage(for: goal), in: context)
    }

    @Sendable private func create(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let answers = try await Self.form.read(request, in: context)
        guard answers.isSound, let email = answers.secret("email") else {
            return again(answers, context)
        }
        let password = answers.secret("password")
        let way: SignInBegin.Way =
            password == nil ? .mailCode(email: email) : .password(email: email)
        let begin = SignInBegin(way: way, source: context.source(of: request))
        let challenge = try await telling { try await vault.ask(begin) }.challenge
        guard let password else {
            return .redirect(
                to: "\(MemberPath.signIn(challenge))?for=\(goal(answers).rawValue)",
                type: .normal
            )
        }
        return try await finish(challenge, password, answers, request, context) {
            again($0, context)
        }
    }

    @Sendable private func showCode(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let challenge = try challenge(context)
        let view = code.view(["for": try goal(ofQuery: request).rawValue])
        let wasResent = try request.query().value("resent") != nil
        return pages.render(page(challenge, view, wasResent: wasResent), in: context)
    }

    @Sendable private func finish(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let challenge = try challenge(context)
        let answers = try await code.read(request, in: context)
        let askAgain = { (answers: Answers) in
            pages.render(page(challenge, answers.view), status: .unprocessableContent, in: context)
        }
        guard answers.isSound, let proof = answers.secret("code") else { return askAgain(answers) }
        return try await finish(challenge, proof, answers, request, context, orElse: askAgain)
    }

    @Sendable private func resend(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let challenge = try challenge(context)
        let answers = try await Form(.hidden("for").optional()).read(request, in: context)
        _ = try await telling { try await vault.ask(SignInResend(challenge: challenge)) }
        let goal = goal(answers).rawValue
        return .redirect(to: "\(MemberPath.signIn(challenge))?for=\(goal)&resent=1", type: .normal)
    }

    @Sendable private func destroy(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        switch try await door.visitor(request) {
        case .member(let session), .remembered(let session):
            _ = try await telling { try await vault.ask(End(token: session.token)) }
        case .unknown: break
        }
        var response = Response.redirect(to: MemberPath.signIn, type: .normal)
        TokenCookie.member.clear(on: &response)
        TokenCookie.remembered.clear(on: &response)
        return response
    }

    private func finish(
        _ challenge: Handle<Challenge>,
        _ proof: Secret<String>,
        _ answers: Answers,
        _ request: Request,
        _ context: CounterContext,
        orElse askAgain: (Answers) -> Response
    ) async throws -> Response {
        var answers = answers
        let finish = SignInFinish(
            challenge: challenge,
            proof: proof,
            remember: answers.isTicked("remember")
        )
        do {
            let answer = try await vault.ask(finish)
            var response = SignInHandlers.signedIn(answer, for: goal(answers))
            await favourites.join(request, to: answer.handle, on: &response, context)
            return response
        } catch VaultRefusal.wrongProof {
            let field = answers["code"].isEmpty ? "password" : "code"
            answers.complain(SignInHandlers.wrongProof, at: field)
            return askAgain(answers)
        } catch VaultRefusal.tooMany {
            throw VaultRefusal.tooMany.problem.offering(
                Problem.Way("はじめから、新しい確認コードを受け取る", MemberPath.signIn)
            )
        } catch let refusal as VaultRefusal {
            throw refusal.problem
        }
    }

    static let wrongProof = "確かめられませんでした。もう一度お確かめください。5回まで入力できます。"

    /// Gives the browser its session and goes on; who came from an old shop sees its data first.
    static func signedIn(_ answer: SignInFinish.Answer, for goal: SignInGoal) -> Response {
        let confirmation = "\(MemberPath.confirmation)?for=\(goal.rawValue)"
        return signedIn(answer, to: answer.mustConfirm ? confirmation : goal.path)
    }

    /// Gives the browser its session and goes on.
    static func signedIn(_ answer: SignInFinish.Answer, to path: String) -> Response {
        var response = Response.redirect(to: path, type: .normal)
        TokenCookie.member.set(answer.token, on: &response)
        if let remembered = answer.remembered {
            TokenCookie.remembered.set(remembered, on: &response)
        }
        return response
    }

    private func page(
        _ challenge: Handle<Challenge>,
        _ form: FormView,
        wasResent: Bool = false
    ) -> CodePage {
        CodePage(
            title: "確認コードの入力",
            form: form,
            action: MemberPath.signIn(challenge),
            resend: MemberPath.signIn(challenge) + "/codes",
            wasResent: wasResent,
            offersRemembering: true
        )
    }

    private func again(_ answers: Answers, _ context: CounterContext) -> Response {
        pages.render(SignInPage(form: answers.view), status: .unprocessableContent, in: context)
    }

    private func goal(ofQuery request: Request) throws -> SignInGoal {
        try request.query().value("for").flatMap(SignInGoal.init) ?? .account
    }

    private func goal(_ answers: Answers) -> SignInGoal {
        SignInGoal(rawValue: answers["for"]) ?? .account
    }

    private func challenge(_ context: CounterContext) throws -> Handle<Challenge> {
        guard let challenge = context.parameters.get("challenge").flatMap({ Handle<Challenge>($0) })
        else { throw Problem.notFound }
        return challenge
    }
}

extension SignInPage {
    init(for goal: SignInGoal) {
        self.init(form: SignInHandlers.form.view(["for": goal.rawValue]))
    }

    /// The page again, after a passkey that did not fit.
    static func refusingPasskey(for goal: SignInGoal) -> SignInPage {
        var page = SignInPage(for: goal)
        page.passkeyFailure =
            "パスキーでは確かめられませんでした。もう一度お試しになるか、下のメールアドレスからお入りください。登録を取り消したパスキーは、お使いいただけません。"
        return page
    }
}
