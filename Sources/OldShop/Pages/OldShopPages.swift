import Basics
import Foundation
import Web

/// The addresses of this room.
public enum OldShopPath {
    public static let orders = "/account/old-orders"

    static func order(_ key: String) -> String {
        let name = key.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return "\(orders)/\(name)"
    }
}

/// 旧サイトのご注文: a member's orders in the shop before this one, and the points from there.
struct OldOrdersPage: Page {
    static let template = "old-shop/orders"
    var head: PageHead {
        PageHead(title, crumbs: [Crumb("マイページ", OldShopPages.account), Crumb(title)])
    }
    let title = "旧サイトのご注文"
    /// Nil where none came over.
    let points: String?
    let orders: [Row]
    let hasOrders: Bool

    init(points: Money?, orders: [OldOrder]) {
        self.points = points.flatMap { $0 == .zero ? nil : $0.grouped }
        self.orders = orders.map(Row.init)
        hasOrders = !orders.isEmpty
    }

    struct Row: Sendable {
        let number: String
        let placed: String
        let payable: Money
        /// Nil where the old shop did not tell.
        let state: String?
        let address: String

        init(_ order: OldOrder) {
            number = order.number
            placed = Day(order.placed).japanese
            payable = order.payable
            state = order.state.isEmpty ? nil : order.state
            address = OldShopPath.order(order.key)
        }
    }
}

/// One of them, with its goods and to whom they went.
struct OldOrderPage: Page {
    static let template = "old-shop/order"
    var head: PageHead {
        PageHead(
            title,
            crumbs: [
                Crumb("マイページ", OldShopPages.account),
                Crumb("旧サイトのご注文", OldShopPath.orders), Crumb(number),
            ]
        )
    }
    let title: String
    let number: String
    let placed: String
    /// Nil, as the payment, where the old shop did not tell.
    let state: String?
    let payment: String?
    let lines: [Line]
    let hasLines: Bool
    let sums: [Sum]
    let payable: Money

    struct Line: Sendable {
        let goods: String
        let count: Int
        let amount: Money
        /// Nil for fees.
        let recipient: String?
    }

    struct Sum: Sendable {
        let label: String
        let amount: Money
    }

    init(_ order: OldOrder, _ lines: [Line]) {
        title = "旧サイトのご注文 \(order.number)"
        number = order.number
        placed = Day(order.placed).japanese
        state = order.state.isEmpty ? nil : order.state
        payment = order.payment.isEmpty ? nil : order.payment
        self.lines = lines
        hasLines = !lines.isEmpty
        sums = OldOrderPage.sums(order)
        payable = order.payable
    }

    /// What the payment is made of, as far as there was any of it.
    private static func sums(_ order: OldOrder) -> [Sum] {
        let all = [
            ("小計", order.subtotal), ("値引き", order.discount), ("送料", order.postage),
            ("手数料", order.fee), ("ご利用ポイント", order.usedPoints),
        ]
        return all.filter { $0.1 != .zero }.map { Sum(label: $0.0, amount: $0.1) }
    }
}

enum OldShopPages {
    static let account = "/account"
    static let signIn = "/sign-in?for=account"
}
