public import Basics
public import VaultAPI
import Web

/// The addresses of ordering: the market's basket, the counter's checkouts and orders.
public enum OrderingPath {
    public static let basket = SitePath.basket
    public static let basketLines = "/basket/lines"
    public static let basketEstimate = "/basket/estimate"
    public static let handOver = "/basket/hand-over"
    public static let checkouts = SitePath.checkouts
    /// Back to the checkout of this browser, for who has just signed in.
    public static let checkout = "/checkout"

    public static func checkout(_ id: Handle<Checkout>, _ page: String = "") -> String {
        "\(checkouts)/\(id)" + (page.isEmpty ? "" : "/\(page)")
    }

    public static func recipient(
        _ id: Handle<Checkout>,
        _ subject: Handle<Subject>,
        _ page: String = ""
    ) -> String {
        checkout(id, "recipients/\(subject)" + (page.isEmpty ? "" : "/\(page)"))
    }

    public static func order(_ number: OrderNumber, _ page: String = "") -> String {
        "/orders/\(number)" + (page.isEmpty ? "" : "/\(page)")
    }

    public static func orderCode(_ challenge: Handle<Challenge>) -> String {
        "/order-codes/\(challenge)"
    }
}
