import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// The desk: one touch of a key covers search and answer.
struct DeskHandlers: Sendable {
    let pages: PageRenderer
    let door: OfficeDoor
    let vault: VaultDesk
    let inquiries: InquiryStore
    let orders: OrderPort
    let clock: WallClock

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/inquiries/:number", use: show)
        router.post("/inquiries/:number/orders", use: showOrder)
        router.post("/inquiries/:number/touches", use: begin)
        router.post("/inquiries/:number/answers", use: finish)
    }

    @Sendable private func show(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try await door.clerk(request, context) { _ in
            pages.render(DeskPage(try await inquiry(context)), in: context)
        }
    }

    /// What the shop knows of an order: no touch, because no person is in it.
    @Sendable private func showOrder(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let answers = try await Question.form.read(request, in: context)
        return try await door.clerk(request, context) { _ in
            var page = DeskPage(try await inquiry(context))
            guard case .order(let number) = SearchKey(answers["key"]) else {
                page.words = "注文番号(12桁の数字)を入力してください。人をさがすには、鍵に触れます。"
                return pages.render(page, status: .unprocessableContent, in: context)
            }
            do {
                page.order = OrderView(try await Question.order(number, orders), page.inquiry)
            } catch let slip as Question.Slip {
                page.words = slip.words
            }
            return pages.render(page, in: context)
        }
    }

    /// Binds the touch to the whole question, and says what to ask the key.
    @Sendable private func begin(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let answers = try await Question.form.read(request, in: context)
        return try await door.clerk(request, context) { visit in
            let inquiry = try await inquiry(context)
            guard inquiry.closed == nil else {
                return try told("この受付は終わっています。新しい受付をお始めください。")
            }
            guard answers.isSound else { return try told("入力が長すぎます。お確かめください。") }
            do {
                let question = try await Question(answers, inquiry, orders)
                let begin = TapBegin(
                    token: visit.session.token,
                    statement: question.statement(in: inquiry),
                    source: visit.source
                )
                return try KeyOptions(try await vault.ask(begin)).response()
            } catch let slip as Question.Slip {
                return try told(slip.words)
            }
        }
    }

    /// The key was touched: the answer, in place.
    @Sendable private func finish(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let answers = try await Question.form.read(request, in: context)
        let key = try KeyAnswer(answers)
        return try await door.clerk(request, context) { visit in
            var inquiry = try await inquiry(context)
            let order = try await order(answers)
            let finish = TapFinish(
                token: visit.session.token,
                ceremony: key.ceremony,
                assertion: try key.assertion,
                source: visit.source
            )
            try await inquiries.countTouch(inquiry.number, order: order?.number)
            inquiry.touches += 1
            var page = DeskPage(inquiry)
            page.order = order.map { OrderView($0, page.inquiry) }
            do {
                page.answer = AnswerView(try await vault.ask(finish), page.inquiry)
                return pages.render(page, in: context)
            } catch let refusal as VaultRefusal {
                guard let words = DeskHandlers.words(refusal) else { throw refusal }
                page.words = words
                return pages.render(page, status: .unprocessableContent, in: context)
            }
        }
    }

    /// The order that the question went by, for its panel.
    private func order(_ answers: Answers) async throws -> OrderPort.Order? {
        if let number = answers.text("order") { return try await orders.find(number) }
        guard case .order(let number) = SearchKey(answers["key"]) else { return nil }
        return try await orders.find(number)
    }

    /// What a clerk is told in place; nil for what is a page of its own.
    private static func words(_ refusal: VaultRefusal) -> String? {
        switch refusal {
        case .wrongProof: "鍵の応答を確かめられませんでした。もう一度お試しください。"
        case .expired: "この画面は使い終わっています。もう一度、鍵に触れてください。"
        case .erased: "この方の情報は、もうお預かりしていません。"
        case .tooMany: "回数の上限に達しました。照合は一つの受付で3回までです。検索が続くときは、しばらくお待ちください。"
        default: nil
        }
    }

    private func inquiry(_ context: CounterContext) async throws -> Inquiry {
        guard let inquiry = try await inquiries.find(try context.inquiryNumber()) else {
            throw Problem.notFound
        }
        return inquiry
    }
}
