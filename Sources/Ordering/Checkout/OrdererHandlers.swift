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
    ]

    @Sendable func show(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context) { visit in
            var values = try await known(visit, request)
            values["draft"] = Handle<Enrol>.mint().text
            return page(form.view(values), visit, context)
        }
    }

    @Sendable func save(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serve(request, context, changingPeople: true) { visit in
            var answers = try await form.read(request, in: context)
            if answers.isTicked("fill") {
                address.fill(&answers)
                return page(form.refilled(answers), visit, context)
            }
            guard answers.isSound else {
                return page(answers.view, visit, context, status: .unprocessableContent)
            }
            if answers.mustWarn(by: address) { return page(answers.view, visit, context) }
            return try await keep(answers, visit, request)
        }
    }

    private func keep(
        _ answers: Answers,
        _ visit: CheckoutVisit,
        _ request: Request
    ) async throws -> Response {
        let fields = personal(answers)
        let destination = Destination(answers)
        var response = Response.redirect(
            to: visit.path(visit.checkout.recipients.isEmpty ? "recipients" : visit.nextPage)
        )
        if let orderer = visit.checkout.orderer {
            _ = try await desk.vault.ask(
                Change(
                    token: try visit.token,
                    handle: orderer.subject,
                    version: nil,
                    fields: fields
                )
            )
            try await record(orderer.subject, destination, member: visit.checkout.member, visit)
            return response
        }
        let member = try await desk.member(request)
        let enrolled = try await desk.vault.ask(
            Enrol(
                idempotencyKey: "\(visit.checkout.id).\(answers["draft"])",
                kind: .orderer,
                fields: fields,
                token: member?.token
            )
        )
        killPoint("orderer.enrolled")
        let kept = try await record(
            enrolled.handle,
            destination,
            member: member?.claims.principal,
            visit
        )
        if let token = enrolled.token, kept?.orderer?.subject == enrolled.handle {
            TokenCookie.checkout.set(token, on: &response)
        }
        return response
    }

    /// Keeps in the shop's rows what postage needs: the prefecture, and whether it is an island.
    ///
    /// Of two tabs that say at once who orders, the first counts.
    @discardableResult
    private func record(
        _ subject: Handle<Subject>,
        _ destination: Destination,
        member: Handle<Subject>?,
        _ visit: CheckoutVisit
    ) async throws -> Checkout? {
        try await desk.checkouts.change(visit.checkout.id, at: desk.clock.now()) { checkout in
            // The recipients entered since are in the first one's reach and nobody else's.
            guard checkout.orderer == nil || checkout.orderer?.subject == subject else { return }
            checkout.orderer = .init(subject: subject, destination: destination)
            checkout.member = member
            for index in checkout.recipients.indices where checkout.recipients[index].isOrderer {
                checkout.recipients[index].destination = destination
            }
        }
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
        _ context: CounterContext,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let page = OrdererPage(
            steps: Steps.checkout(0),
            form: view,
            action: visit.path("orderer"),
            isMember: visit.checkout.member != nil
        )
        return desk.pages.render(page, status: status, in: context)
    }
}

struct OrdererPage: Page {
    static let template = "ordering/orderer"

    var head: PageHead { PageHead("お客さまの情報", scripts: ["postcode.js"]) }
    let steps: Steps
    let form: FormView
    let action: String
    let isMember: Bool
}

extension PersonalField {
    static let ofName: [PersonalField] = [.familyName, .givenName, .company]
    static let ofAddress: [PersonalField] = [
        .postcode, .prefecture, .city, .street, .building, .phone,
    ]
    static let ofOrderer: [PersonalField] =
        ofName + ofAddress + [.familyKana, .givenKana, .email, .emailKeeper]
    static let ofSender: [PersonalField] = [
        .senderFamilyName, .senderGivenName, .senderPostcode, .senderPrefecture, .senderCity,
        .senderStreet, .senderBuilding, .senderPhone,
    ]
    static let ofGift: [PersonalField] = [.giftName, .giftMessage]
}

extension Destination {
    /// What postage needs of an address that was typed.
    init(_ answers: Answers) {
        let prefecture = Prefecture(name: answers[.prefecture]) ?? Prefecture.all[30]
        self.init(
            prefecture: prefecture,
            isIsland: IslandPostcodes.contain(answers[.postcode])
        )
    }
}

extension Answers {
    /// Whether the address looks odd and the customer has not been told yet.
    mutating func mustWarn(by address: AddressForm) -> Bool {
        address.check(&self)
        guard !warnings.isEmpty, !isTicked("warned") else { return false }
        fill("yes", at: "warned")
        return true
    }
}

extension Form {
    /// The form as it stands while it is still being filled in: nothing is wrong yet.
    func refilled(_ answers: Answers) -> FormView {
        let values = fields.filter { $0.name != "fill" }.map { ($0.name, answers[$0.name]) }
        return view(Dictionary(values, uniquingKeysWith: { first, _ in first }))
    }
}
