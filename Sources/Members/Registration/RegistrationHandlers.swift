import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// Registering: a form, a code to the address given, and a member.
struct RegistrationHandlers: Sendable {
    let pages: PageRenderer
    let vault: VaultDesk
    let address: AddressForm
    let favourites: CarriedFavourites

    private var form: Form {
        Form(
            address.fields + [
                .email("email"),
                FormField.password("password", "パスワード(お決めにならなくてもかまいません)").optional()
                    .hinted("15文字以上。決めない場合は、そのつどメールの確認コードで入ります。")
                    .autocompleted("new-password"),
                .hidden("attempt"),
                .hidden("fill").optional(),
            ]
        )
    }

    private let code = Form(
        FormField.code("code", "確認コード", length: 1...12).hinted("メールに書かれた8文字です")
            .autocompleted("one-time-code")
    )

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/registration", use: new)
        router.post("/registration", use: create)
        router.get("/registration/:challenge", use: showCode)
        router.post("/registration/:challenge", use: finish)
        router.post("/registration/:challenge/codes", use: resend)
        router.get("/registered", use: registered)
    }

    @Sendable private func new(_ request: Request, _ context: CounterContext) -> Response {
        let attempt = Handle<RegisterBegin>.mint().text
        let view = form.view(["attempt": attempt])
        return pages.render(RegistrationPage(form: view, attempt: attempt), in: context)
    }

    @Sendable private func create(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        var answers = try await form.read(request, in: context)
        if answers.isTicked("fill") {
            address.fill(&answers)
            return again(answers.withoutErrors, context, status: .ok)
        }
        guard answers.isSound else { return again(answers, context) }
        var fields = address.personalFields(of: answers)
        fields[.email] = answers.secret("email")
        let register = RegisterBegin(
            idempotencyKey: answers["attempt"],
            fields: fields,
            password: answers.secret("password"),
            source: context.source(of: request)
        )
        do {
            let challenge = try await vault.ask(register).challenge
            return .redirect(to: MemberPath.registration(challenge), type: .normal)
        } catch VaultRefusal.malformed {
            answers.complain(RegistrationHandlers.weakPassword, at: "password")
            return again(answers, context)
        } catch let refusal as VaultRefusal {
            throw refusal.problem
        }
    }

    static let weakPassword = "このパスワードは、短すぎるか、よく使われるものです。15文字以上の、ほかで使っていないものにしてください。"

    @Sendable private func showCode(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let challenge = try challenge(context)
        let wasResent = try request.query().value("resent") != nil
        return pages.render(page(challenge, code.view(), wasResent: wasResent), in: context)
    }

    @Sendable private func finish(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let challenge = try challenge(context)
        var answers = try await code.read(request, in: context)
        if answers.isSound, let proof = answers.secret("code") {
            do {
                let finish = SignInFinish(challenge: challenge, proof: proof, remember: false)
                let answer = try await vault.ask(finish)
                let welcome = MemberPath.account + "?welcome=1"
                let path = answer.isFindable ? welcome : MemberPath.registered
                var response = SignInHandlers.signedIn(answer, to: path)
                await favourites.join(request, to: answer.handle, on: &response, context)
                return response
            } catch VaultRefusal.wrongProof {
                answers.complain(SignInHandlers.wrongProof, at: "code")
            } catch VaultRefusal.alreadyMember {
                throw Problem.alreadyMember.offering(Problem.Way("ログインへ進む", MemberPath.signIn))
            } catch let refusal as VaultRefusal {
                throw refusal.problem
            }
        }
        return pages.render(
            page(challenge, answers.view),
            status: .unprocessableContent,
            in: context
        )
    }

    @Sendable private func resend(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let challenge = try challenge(context)
        _ = try await telling { try await vault.ask(SignInResend(challenge: challenge)) }
        return .redirect(to: MemberPath.registration(challenge) + "?resent=1", type: .normal)
    }

    /// Where nothing that is kept can be shown yet.
    @Sendable private func registered(_ request: Request, _ context: CounterContext) -> Response {
        pages.render(RegisteredPage(market: pages.site.market.text), in: context)
    }

    private func again(
        _ answers: Answers,
        _ context: CounterContext,
        status: HTTPResponse.Status = .unprocessableContent
    ) -> Response {
        let page = RegistrationPage(form: answers.view, attempt: answers["attempt"])
        return pages.render(page, status: status, in: context)
    }

    private func page(
        _ challenge: Handle<Challenge>,
        _ form: FormView,
        wasResent: Bool = false
    ) -> CodePage {
        CodePage(
            title: "メールアドレスの確認",
            form: form,
            action: MemberPath.registration(challenge),
            resend: MemberPath.registration(challenge) + "/codes",
            wasResent: wasResent,
            offersRemembering: false
        )
    }

    private func challenge(_ context: CounterContext) throws -> Handle<Challenge> {
        guard let challenge = context.parameters.get("challenge").flatMap({ Handle<Challenge>($0) })
        else { throw Problem.notFound }
        return challenge
    }
}
