import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// ありがとうございました: the number, and how to pay.
struct ThanksHandlers: Sendable {
    let desk: OrderingDesk

    init(_ desk: OrderingDesk) { self.desk = desk }

    @Sendable func show(_ request: Request, _ context: CounterContext) async throws -> Response {
        let visit = try await desk.visit(request, context)
        guard visit.checkout.state == .placed else {
            return .redirect(to: OrderingPath.checkout(visit.checkout.id))
        }
        guard let order = try await desk.orders.find(visit.checkout.key) else { throw desk.gone }
        return desk.pages.render(ThanksPage(order, market: desk.pages.site.market), in: context)
    }
}

struct ThanksPage: Page {
    static let template = "ordering/thanks"

    let head = PageHead("ご注文ありがとうございました")
    let steps = Steps.checkout(4)
    let number: String
    let payment: String
    let instructions: [String]
    let totals: Totals
    let parcels: [OrderPage.Parcel]
    let marketAddress: String
    let isMember: Bool

    init(_ order: Order, market: Origin) {
        number = order.number.description
        payment = order.payment.japanese
        instructions =
            PaymentInstructions(order.payment, slip: order.slip, placed: Day(order.placed)).lines
        totals = Totals(goods: order.goodsTotal, postage: order.postageTotal, fee: order.feeTotal)
        parcels = order.parcels.map { OrderPage.Parcel($0) }
        marketAddress = market.address(SitePath.home)
        isMember = order.member != nil
    }
}
