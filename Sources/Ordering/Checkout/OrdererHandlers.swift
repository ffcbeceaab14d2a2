import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// お客さま: who orders.
struct OrdererHandlers: Sendable {
    let desk: OrderingDesk
    private let address: AddressForm
    private let form: Form

    init(_ desk: OrderingDesk) {
        self.desk = desk
        address = .orderer(desk.postcodes)
        form = Form(address.fields + OrdererHandlers.more)
    }

    private static let more: [FormField] = [
        .email(PersonalField.email.rawValue).optional()
            .hinted("入力すると、ご注文の控えをメールでお送りします。ない場合は郵便でお送りします。"),
        .radio(
            PersonalField.emailKeeper.rawValue,
            "このメールアドレスはどなたのものですか",
            [FormOption("本人", "ご本人"), FormOption("ご家族", "ご家族など、お手伝いの方")]
        ).optional(),
        .hidden("draft", upTo: 40),
        .hidden("fill").optional(),
        .hidden("warned").optional(),
        .hidden("to").optional(),
    ]

    /// Where the goods go, as the buttons say it; in doubt the next page asks.
    fileprivate enum Target: String {
        case orderer, others

        init?(_ answers: Answers) { self.init(rawValue: answers["to"]) }
    }

    /// The form; where another checkout is under way, the customer first chooses between the two.
    @Sendable func show(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            var response: Response
            if visit.checkout.orderer == nil, request.uri.queryParameters["new"] == nil,
                let other = try await desk.underWay(request, beside: visit.checkout)
            {
                let choice = UnderWayPage(earlier: other, new: visit.checkout)
                response = desk.pages.render(choice, in: context)
            } else {
                var values = try await known(visit, request)
                values["draft"] = Handle<Enrol>.mint().text
                response = page(form.view(values), visit, request, context)
            }
            HostCookie.lastCheckout.set(visit.checkout.id.text, for: 2 * 3_600, on: &response)
            return response
        }
    }

    @Sendable func save(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context, changingPeople: true) { visit in
            var answers = try await form.read(request, in: context)
            if answers.isTicked("fill") {
                address.fill(&answers)
                return page(form.refilled(answers), visit, request, context)
            }
            guard answers.isSound else {
                return page(
                    answers.view,
                    visit,
                    request,
                    context,
                    status: .unprocessableContent
                )
            }
            if answers.mustWarn(by: address) {
                return page(answers.view, visit, request, context)
            }
            return try await keep(answers, visit, request, context)
        }
    }

    private func keep(
        _ answers: Answers,
        _ visit: CheckoutVisit,
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        guard let orderer = visit.checkout.orderer else {
            return try await enrol(answers, visit, request, context)
        }
        let kept = try await correct(orderer, answers, visit)
        return .redirect(to: next(answers, orderer.subject, in: kept))
    }

    /// Where the button leads, as far as it could be done; else to the first page to be filled in.
    private func next(
        _ answers: Answers,
        _ orderer: Handle<Subject>,
        in kept: Checkout
    ) -> String {
        switch Target(answers) {
        case .orderer where kept.recipient(orderer) != nil:
            return OrderingPath.recipient(kept.id, orderer, "gift")
        case .others where kept.orderer?.subject == orderer:
            // Members have their address book there.
            let page = kept.member == nil ? "recipients/new" : "recipients"
            return OrderingPath.checkout(kept.id, page)
        default: return OrderingPath.checkout(kept.id, kept.nextPage)
        }
    }

    private func correct(
        _ orderer: Checkout.Orderer,
        _ answers: Answers,
        _ visit: CheckoutVisit
    ) async throws -> Checkout {
        _ = try await desk.vault.ask(
            Change(
                token: try visit.token,
                handle: orderer.subject,
                version: nil,
                fields: personal(answers)
            )
        )
        return try await record(visit) {
            guard $0.orderer?.subject == orderer.subject else { return }
            $0.name(orderer.subject, answers)
        }
    }

    /// Brings the orderer in; the token is a guest's, whose session begins with it.
    ///
    /// The vault knows the same post again and gives the same token, so that it can be repeated
    /// until it is heard.
    private func enrol(
        _ answers: Answers,
        _ visit: CheckoutVisit,
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        let member = try await desk.member(request)
        let enrolled = try await desk.vault.ask(
            Enrol(
                idempotencyKey: "\(visit.checkout.id).\(answers["draft"])",
                kind: .orderer,
                fields: personal(answers),
                token: member?.token
            )
        )
        killPoint("orderer.enrolled")
        let mark = BrowserMark(context, in: visit.checkout.id)
        let kept = try await record(visit) { checkout in
            // Of two tabs that say at once who orders, the first counts: the recipients entered
            // since are in its reach and nobody else's.
            let isFirst = checkout.orderer == nil || checkout.orderer?.subject == enrolled.handle
            guard isFirst || checkout.isUnheard(visit.lost) else { return }
            checkout.name(enrolled.handle, answers)
            checkout.member = member?.claims.principal
            checkout.browser = mark
        }
        killPoint("orderer.recorded")
        var response = Response.redirect(to: next(answers, enrolled.handle, in: kept))
        if kept.orderer?.subject == enrolled.handle, let token = enrolled.token {
            TokenCookie.checkout.set(token, on: &response)
        }
        return response
    }

    private func record(
        _ visit: CheckoutVisit,
        _ edit: @escaping @Sendable (inout Checkout) -> Void
    ) async throws -> Checkout {
        let kept = try await desk.checkouts.change(visit.checkout, at: desk.clock.now(), edit)
        guard let kept else { throw desk.gone }
        return kept
    }

    private func personal(_ answers: Answers) -> PersonalFields {
        var fields = address.personalFields(of: answers)
        let email = answers[.email]
        fields[.email] = Secret(email)
        let keeper = answers[.emailKeeper].isEmpty ? "本人" : answers[.emailKeeper]
        fields[.emailKeeper] = Secret(email.isEmpty ? "" : keeper)
        return fields
    }

    /// What the form shows at first: what was entered before, or the member's own data.
    private func known(
        _ visit: CheckoutVisit,
        _ request: Request
    ) async throws -> [String: String] {
        var asked: (token: Token, subject: Handle<Subject>)?
        if let orderer = visit.checkout.orderer {
            asked = (try visit.token, orderer.subject)
        } else if let member = try await desk.member(request) {
            asked = (member.token, member.claims.principal)
        }
        guard let asked else { return [:] }
        let answer = try await desk.vault.ask(
            Open(
                token: asked.token,
                handle: asked.subject,
                fields: PersonalField.ofOrderer,
                purpose: .correction
            )
        )
        return AddressForm.values(of: answer.fields)
    }

    private func page(
        _ view: FormView,
        _ visit: CheckoutVisit,
        _ request: Request,
        _ context: CounterContext,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        // Who comes from the list of recipients has said where the goods go, and only corrects.
        let corrects = request.uri.queryParameters["correction"] != nil
        let asks = visit.checkout.recipients.isEmpty || visit.checkout.hasOrdererAlone
        let page = OrdererPage(
            steps: Steps.checkout(0),
            form: view,
            action: visit.path(corrects ? "orderer?correction=1" : "orderer"),
            isMember: visit.checkout.member != nil,
            asksWhereTo: asks && !corrects
        )
        return desk.pages.render(page, status: status, in: context)
    }
}

extension Checkout {
    /// Keeps in the shop's rows what postage needs: the prefecture, and whether it is an island.
    fileprivate mutating func name(_ subject: Handle<Subject>, _ answers: Answers) {
        let destination = Destination(answers)
        if orderer?.subject != subject { recipients = [] }
        orderer = Orderer(subject: subject, destination: destination)
        for index in recipients.indices where recipients[index].isOrderer {
            recipients[index].destination = destination
        }
        switch OrdererHandlers.Target(answers) {
        // The press that fixes the people may have come after this request had begun.
        case .orderer where !arePeopleFixed: send(to: subject, destination, isOrderer: true)
        case .others where hasOrdererAlone: recipients = []
        default: break
        }
    }

    /// Whether it still waits for somebody whose token was lost on its way.
    fileprivate func isUnheard(_ lost: Handle<Subject>?) -> Bool {
        lost != nil && orderer?.subject == lost && hasOrdererAlone
    }
}

struct OrdererPage: Page {
    static let template = "ordering/orderer"

    var head: PageHead { PageHead("お客さまの情報", scripts: ["postcode.js"]) }
    let steps: Steps
    let form: FormView
    let action: String
    let isMember: Bool
    /// Whether the buttons ask where the goods go; in a correction that is known.
    let asksWhereTo: Bool
}
