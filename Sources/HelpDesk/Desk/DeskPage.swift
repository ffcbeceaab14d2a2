import Basics
import VaultAPI
import Web

/// The desk of one inquiry.
struct DeskPage: Page {
    static let template = "helpdesk/desk"
    var head: PageHead {
        PageHead("受付 \(inquiry.number)", scripts: ["keys.js"], styles: ["office.css"])
    }
    let inquiry: InquiryView
    /// What is to be put right.
    var words: String?
    var order: OrderView?
    var answer: AnswerView? {
        didSet { isWaiting = answer == nil }
    }
    /// Whether the cursor waits in the search box; with an answer it waits for the next call.
    private(set) var isWaiting = true

    init(_ inquiry: Inquiry) { self.inquiry = InquiryView(inquiry) }
}

/// An inquiry as its desk shows it.
struct InquiryView: Sendable {
    let number: String
    let way: String
    let topic: String
    let isOpen: Bool
    let canChangeTopic: Bool
    let topics: [TopicView]
    let list = OfficePath.inquiries
    let touches: String
    let answers: String
    let orders: String
    let topicAction: String
    let next: String
    let closing: String
    let comparable: [ComparableView]

    struct TopicView: Sendable {
        let value: String
        let name: String
    }

    struct ComparableView: Sendable {
        let field: String
        let label: String
    }

    init(_ inquiry: Inquiry) {
        number = inquiry.number.description
        way = inquiry.way.japanese
        topic = inquiry.topic.japanese
        isOpen = inquiry.closed == nil
        canChangeTopic = inquiry.closed == nil && inquiry.touches == 0
        topics = Inquiry.Topic.allCases.filter { $0 != inquiry.topic }
            .map { TopicView(value: $0.rawValue, name: $0.japanese) }
        func path(_ part: String) -> String { OfficePath.inquiry(inquiry.number, part) }
        touches = path("touches")
        answers = path("answers")
        orders = path("orders")
        topicAction = path("topic")
        next = path("next")
        closing = path("closing")
        comparable = Question.comparable.map {
            ComparableView(field: $0.field.rawValue, label: $0.label)
        }
    }
}

/// What the shop knows of an order.
struct OrderView: Sendable {
    let number: String
    let placed: String
    let state: String
    let payment: String
    let total: String
    let parcels: [ParcelView]

    struct ParcelView: Sendable {
        let position: Int
        let order: String
        let shop: String
        let goods: String
        let arrival: String
        let tracking: String?
        /// Whether it goes to somebody else, who is a touch of their own.
        let isForAnother: Bool
        let touches: String
        let answers: String
    }

    init(_ order: OrderPort.Order, _ inquiry: InquiryView) {
        number = order.number
        placed = order.placed.japanese
        state = order.state
        payment = order.payment
        total = order.total.description
        parcels = order.parcels.map { parcel in
            ParcelView(
                position: parcel.position,
                order: order.number,
                shop: parcel.shop,
                goods: parcel.goods.joined(separator: "、"),
                arrival: parcel.arrival,
                tracking: parcel.tracking,
                isForAnother: !parcel.isOrderer && inquiry.isOpen,
                touches: inquiry.touches,
                answers: inquiry.answers
            )
        }
    }
}
