import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// 受付: the list, a new one, the next one.
struct InquiryHandlers: Sendable {
    let pages: PageRenderer
    let door: OfficeDoor
    let inquiries: InquiryStore
    let clock: WallClock

    static let form = Form(
        .radio("way", "受けた窓口", Inquiry.Way.allCases.map { FormOption($0.rawValue, $0.japanese) }),
        .radio("topic", "ご用件", Inquiry.Topic.allCases.map { FormOption($0.rawValue, $0.japanese) })
    )
    private let topicForm = Form(.hidden("topic"))

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/inquiries", use: list)
        router.post("/inquiries", use: create)
        router.post("/inquiries/:number/topic", use: changeTopic)
        router.post("/inquiries/:number/next", use: next)
        router.post("/inquiries/:number/closing", use: close)
    }

    @Sendable private func list(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try await door.clerk(request, context) { visit in
            let newest = try await inquiries.newest(limit: 50)
            let form = Self.form.view(["way": "phone", "topic": "order"])
            return pages.render(InquiriesPage(newest, form, keys: visit.keys), in: context)
        }
    }

    @Sendable private func create(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let answers = try await Self.form.read(request, in: context)
        return try await door.clerk(request, context) { visit in
            guard let way = Inquiry.Way(rawValue: answers["way"]),
                let topic = Inquiry.Topic(rawValue: answers["topic"])
            else {
                let newest = try await inquiries.newest(limit: 50)
                let page = InquiriesPage(newest, answers.view, keys: visit.keys)
                return pages.render(page, status: .unprocessableContent, in: context)
            }
            return try await open(way, topic, by: visit)
        }
    }

    /// Before anything was touched the topic can still be put right.
    @Sendable private func changeTopic(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let answers = try await topicForm.read(request, in: context)
        return try await door.clerk(request, context) { _ in
            let number = try context.inquiryNumber()
            guard let topic = Inquiry.Topic(rawValue: answers["topic"]) else {
                throw Problem.malformed
            }
            try await inquiries.change(number, to: topic)
            return .redirect(to: OfficePath.inquiry(number), type: .normal)
        }
    }

    /// One press: this call is over, and the next one has a number of its own and the same kind.
    @Sendable private func next(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try await door.clerk(request, context) { visit in
            let number = try context.inquiryNumber()
            guard let inquiry = try await inquiries.find(number) else { throw Problem.notFound }
            try await inquiries.close(number, at: clock.now())
            return try await open(inquiry.way, inquiry.topic, by: visit)
        }
    }

    @Sendable private func close(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try await door.clerk(request, context) { _ in
            try await inquiries.close(try context.inquiryNumber(), at: clock.now())
            return .redirect(to: OfficePath.inquiries, type: .normal)
        }
    }

    private func open(_ way: Inquiry.Way, _ topic: Inquiry.Topic, by visit: Visit) async throws
        -> Response
    {
        let number = try await inquiries.open(way, topic, by: visit.staff, at: clock.now())
        return .redirect(to: OfficePath.inquiry(number), type: .normal)
    }
}

extension CounterContext {
    /// The inquiry in a request's address.
    func inquiryNumber() throws(Problem) -> CaseNumber {
        guard let number = parameters.get("number").flatMap(CaseNumber.init) else {
            throw .notFound
        }
        return number
    }
}

/// 受付一覧.
struct InquiriesPage: Page {
    static let template = "helpdesk/inquiries"
    var head: PageHead { PageHead("受付一覧", scripts: ["once.js"], styles: ["office.css"]) }
    let form: FormView
    let rows: [Row]
    let hasRows: Bool
    let action = OfficePath.inquiries
    let needsSecondKey: Bool
    let keys = OfficePath.keys

    struct Row: Sendable {
        let number: String
        let address: String
        let opened: String
        let way: String
        let topic: String
        let order: String?
        let touches: Int
        let isOpen: Bool
    }

    init(_ inquiries: [Inquiry], _ form: FormView, keys count: Int) {
        self.form = form
        rows = inquiries.map { inquiry in
            Row(
                number: inquiry.number.description,
                address: OfficePath.inquiry(inquiry.number),
                opened: "\(Day(inquiry.opened).japaneseWithoutYear) \(inquiry.opened.clock)",
                way: inquiry.way.japanese,
                topic: inquiry.topic.japanese,
                order: inquiry.order,
                touches: inquiry.touches,
                isOpen: inquiry.closed == nil
            )
        }
        hasRows = !rows.isEmpty
        needsSecondKey = count < 2
    }
}

extension Moment {
    /// `14:05`, in Japan.
    var clock: String {
        let minutes = Int(adding(hours: 9).milliseconds / 60_000) % 1440
        let parts = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return parts.joined(separator: ":")
    }
}
