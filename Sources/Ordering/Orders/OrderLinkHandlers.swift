import Basics
import Counter
import HTTPTypes
import Hummingbird
import VaultAPI
import Web

/// How a guest comes back to an order: the signed link of the letter, and a code besides.
struct OrderLinkHandlers: Sendable {
    let desk: OrderingDesk
    private let codeForm = Form(
        .code("code", "確認コード", length: 8...8)
            .hinted("メールまたは控えのお手紙にある、8文字の英数字です。").autocompleted("one-time-code")
    )

    init(_ desk: OrderingDesk) { self.desk = desk }

    /// Only a button: whoever merely looks at links (a mailbox's scanner) sends no code.
    @Sendable func show(_ request: Request, _ context: CounterContext) async throws -> Response {
        let link = context.parameters.get("link") ?? ""
        guard link.utf8.count <= 200 else { throw Problem.notFound }
        return desk.pages.render(OrderLinkPage(link: link), in: context)
    }

    @Sendable func begin(_ request: Request, _ context: CounterContext) async throws -> Response {
        let answers = try await Form(.hidden("link")).read(request, in: context)
        let begun = try await telling {
            try await desk.vault.ask(
                SignInBegin(
                    way: .orderLink(Secret(answers["link"])),
                    source: context.source(of: request)
                )
            )
        }
        return .redirect(to: OrderingPath.orderCode(begun.challenge))
    }

    @Sendable func askCode(_ request: Request, _ context: CounterContext) async throws -> Response {
        page(codeForm.view(), try challenge(context), context)
    }

    @Sendable func resend(_ request: Request, _ context: CounterContext) async throws -> Response {
        let challenge = try challenge(context)
        _ = try await telling {
            try await desk.vault.ask(SignInResend(challenge: challenge))
        }
        return .redirect(to: OrderingPath.orderCode(challenge))
    }

    @Sendable func finish(_ request: Request, _ context: CounterContext) async throws -> Response {
        let challenge = try challenge(context)
        var answers = try await codeForm.read(request, in: context)
        guard answers.isSound, let code = answers.secret("code") else {
            return page(answers.view, challenge, context, status: .unprocessableContent)
        }
        do {
            let finished = try await desk.vault.ask(
                SignInFinish(challenge: challenge, proof: code, remember: false)
            )
            return try await enter(finished)
        } catch VaultRefusal.wrongProof {
            answers.complain("確認コードが違います。もう一度お確かめください。", at: "code")
            return page(answers.view, challenge, context, status: .unprocessableContent)
        } catch let refusal as VaultRefusal {
            throw refusal.problem
        }
    }

    private func enter(_ finished: SignInFinish.Answer) async throws -> Response {
        guard let key = finished.order, let order = try await desk.orders.find(key) else {
            throw Problem.notFound
        }
        var response = Response.redirect(to: OrderingPath.order(order.number))
        TokenCookie.orderView.set(finished.token, on: &response)
        return response
    }

    private func challenge(_ context: CounterContext) throws -> Handle<Challenge> {
        guard let text = context.parameters.get("challenge"),
            let challenge = Handle<Challenge>(text)
        else { throw Problem.notFound }
        return challenge
    }

    private func page(
        _ view: FormView,
        _ challenge: Handle<Challenge>,
        _ context: CounterContext,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let path = OrderingPath.orderCode(challenge)
        let page = OrderCodePage(form: view, action: path, resendAction: path + "/resend")
        return desk.pages.render(page, status: status, in: context)
    }
}

struct OrderLinkPage: Page {
    static let template = "ordering/order-link"

    var head: PageHead { PageHead("ご注文の確認") }
    let link: String
}

struct OrderCodePage: Page {
    static let template = "ordering/order-code"

    var head: PageHead { PageHead("確認コードの入力") }
    let form: FormView
    let action: String
    let resendAction: String
}
