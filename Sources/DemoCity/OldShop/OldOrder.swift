import Basics

/// An order of the old shop, with sums that add up.
struct OldOrder {
    /// From 1.
    var number: Int
    var orderer: OrderPlan.Orderer
    var placed: OldTime
    var parcels: [Parcel]
    var payment: Payment
    var state: State
    /// Yen; zero or more, and taken off.
    var discount: Int
    var points: Int

    /// What goes to one address.
    struct Parcel {
        /// Nil for the orderer's own.
        var recipient: Int?
        var goods: [(goods: OldShelf.OldGoods, count: Int)]
        /// Yen.
        var postage: Int
    }

    enum Payment: Int {
        case giro = 1
        case transfer = 3
        case cashOnDelivery = 4
        case card = 5

        var name: String {
            switch self {
            case .giro: "郵便振替"
            case .transfer: "銀行振込"
            case .cashOnDelivery: "代金引換"
            case .card: "クレジットカード"
            }
        }
    }

    enum State: Int {
        case received = 1
        case cancelled = 3
        case handled = 4
        case sent = 5
        case paid = 6
        case returned = 9

        var name: String {
            switch self {
            case .received: "新規受付"
            case .cancelled: "注文取消し"
            case .handled: "対応中"
            case .sent: "発送済み"
            case .paid: "入金済み"
            case .returned: "返品"
            }
        }
    }

    var subtotal: Int { parcels.flatMap(\.goods).map { $0.goods.yen * $0.count }.reduce(0, +) }
    var postage: Int { parcels.map(\.postage).reduce(0, +) }
    var fee: Int { payment == .cashOnDelivery ? 324 : 0 }
    var total: Int { subtotal + postage + fee - discount - points }

    /// Days from the order until it is paid, and until it leaves.
    static let paidDays = 2
    static let sentDays = 2...5

    /// Percent: of all goods alike, as it was before 2019-10.
    var taxRate: Int { placed.day < OldOrder.raised ? 5 : 8 }
    /// The tax contained in the total, rounded down.
    var tax: Int { total * taxRate / (100 + taxRate) }

    private static let raised = Day(year: 2014, month: 4, day: 1) ?? OldCalendar.first
}
