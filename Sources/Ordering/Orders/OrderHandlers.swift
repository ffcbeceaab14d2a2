import Basics
import Counter
import HTTPTypes
import Hummingbird
import Templates
import VaultAPI
import Web

/// An order as its orderer sees it again: state, parcels, cancelling.
struct OrderHandlers: Sendable {
    let desk: OrderingDesk

    init(_ desk: OrderingDesk) { self.desk = desk }

    @Sendable func show(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serveOrder(request, context) { visit in
            try await page(visit, context)
        }
    }

    @Sendable func cancel(_ request: Request, _ context: CounterContext) async throws -> Response {
        try await desk.serveOrder(request, context) { visit in
            do {
                try await desk.placing.cancel(
                    visit.order.key,
                    by: .customer,
                    at: desk.clock.now()
                )
            } catch PlacingStore.StepError.notNow(.cancelled) {
                return .redirect(to: visit.path())
            } catch is PlacingStore.StepError {
                throw Problem.tooLate
            }
            desk.relay.bell.ring()
            return .redirect(to: visit.path())
        }
    }

    private func page(_ visit: OrderVisit, _ context: CounterContext) async throws -> Response {
        let order = visit.order
        var people: [Handle<Subject>: Person] = [:]
        for subject in Set(order.parcels.map(\.recipient)) {
            people[subject] = try await desk.person(
                subject,
                PersonalField.ofParcel,
                by: visit.token,
                for: .orderView
            )
        }
        let orderer = try await desk.person(
            order.orderer,
            PersonalField.ofOrderer + [.note],
            by: visit.token,
            for: .orderView
        )
        let events = try await desk.orders.events(of: order.key)
        let page = OrderPage(visit, orderer: orderer, people: people, events: events)
        return desk.pages.render(page, in: context)
    }
}

extension Problem {
    /// 409: the shop has taken the order on in the meantime.
    static let tooLate = Problem(
        .conflict,
        title: "このご注文は、もうご自身では変更できません",
        words: "お店が確認を終え、準備を始めています。変更や取り消しのご相談は、お電話でうけたまわります。"
    )
}

struct OrderPage: Page {
    static let template = "ordering/order"

    struct Parcel: Sendable, TemplateObject {
        var shop: String
        var temperature: String
        var goods: [String]
        var arrival: String
        var gift: String
        var tracking: String?

        func value(named name: String) -> TemplateValue? {
            switch name {
            case "shop": .text(shop)
            case "temperature": .text(temperature)
            case "goods": .texts(goods)
            case "arrival": .text(arrival)
            case "gift": .text(gift)
            case "tracking": .optional(tracking)
            default: nil
            }
        }
    }

    struct Recipient: Sendable {
        var person: Person
        var parcels: [Parcel]
        var correctAddress: String
    }

    struct Event: Sendable {
        var at: String
        var words: String
    }

    struct Seller: Sendable {
        var shop: Int
        var name: String
        var phone: String
    }

    let head: PageHead
    let number: String
    let state: String
    let events: [Event]
    let orderer: Person
    let recipients: [Recipient]
    let sellers: [Seller]
    let payment: String
    let instructions: [String]
    let waitsForMoney: Bool
    let totals: Totals
    let canCancel: Bool
    let canCorrect: Bool
    let canInvoice: Bool
    let cancelAction: String
    let invoiceAction: String

    init(
        _ visit: OrderVisit,
        orderer: Person,
        people: [Handle<Subject>: Person],
        events: [Order.Event]
    ) {
        let order = visit.order
        head = PageHead("ご注文 \(order.number)")
        number = order.number.description
        state = order.state.japanese
        self.events = events.compactMap(Event.init)
        self.orderer = orderer
        recipients = order.recipients.map { subject, parcels in
            Recipient(
                person: people[subject] ?? orderer,
                parcels: parcels.map(Parcel.init),
                correctAddress: visit.path("recipients/\(subject)")
            )
        }
        sellers = order.sellers.map {
            Seller(
                shop: $0.shop.rawValue,
                name: $0.parcels.first?.shopName ?? "",
                phone: $0.parcels.first?.shopPhone ?? ""
            )
        }
        payment = order.payment.japanese
        instructions =
            PaymentInstructions(order.payment, slip: order.slip, placed: Day(order.placed)).lines
        waitsForMoney = [.received, .accepted].contains(order.state)
        totals = Totals(goods: order.goodsTotal, postage: order.postageTotal, fee: order.feeTotal)
        canCancel = visit.allows(.cancel)
        canCorrect = visit.allows(.correct)
        canInvoice = order.isPaid
        cancelAction = visit.path("cancellation")
        invoiceAction = visit.path("invoices")
    }
}

extension OrderPage.Parcel {
    init(_ parcel: Order.Parcel) {
        self.init(
            shop: parcel.shopName,
            temperature: parcel.temperature.japanese,
            goods: parcel.goods,
            arrival: parcel.arrival,
            gift: parcel.gift.japanese,
            tracking: parcel.carrier.map { "\($0) 送り状番号 \(parcel.tracking ?? "")" }
        )
    }
}

extension OrderPage.Event {
    fileprivate init?(_ event: Order.Event) {
        let words: [String: String] = [
            "place": "ご注文を受け付けました", "correct": "ご注文の内容が変更されました",
            "cancel": "ご注文が取り消されました", "accept": "お店が確認しました",
            "recordPayment": "ご入金を確認しました", "dispatchSome": "一部を発送しました",
            "dispatchLast": "発送しました", "complete": "お届けが終わりました",
        ]
        guard let words = words[event.step] else { return nil }
        self.init(at: Day(event.at).japanese, words: words)
    }
}

extension Order {
    /// One entry for each recipient, in the order of their first parcel.
    var recipients: [(subject: Handle<Subject>, parcels: [Parcel])] {
        var subjects: [Handle<Subject>] = []
        for parcel in parcels where !subjects.contains(parcel.recipient) {
            subjects.append(parcel.recipient)
        }
        return subjects.map { subject in
            (subject, parcels.filter { $0.recipient == subject })
        }
    }

    /// Whether the money is there, so that a receipt can be given.
    var isPaid: Bool {
        switch state {
        case .paid, .partlyDispatched: payment.isPaidBeforehand
        case .dispatched: payment.isPaidBeforehand
        case .completed: true
        case .received, .accepted, .cancelled: false
        }
    }
}
