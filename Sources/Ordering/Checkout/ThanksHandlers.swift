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
        var page = ThanksPage(order, market: desk.pages.site.market, site: desk.pages.site.name)
        page.offersPasskey = await mayOfferPasskey(request, order)
        return desk.pages.render(page, in: context)
    }

    /// To a member who has none yet; whoever cannot be asked is not offered one.
    private func mayOfferPasskey(_ request: Request, _ order: Order) async -> Bool {
        guard order.member != nil,
            let session = try? await desk.member(request),
            let answer = try? await desk.vault.ask(HasPasskey(token: session.token))
        else { return false }
        return !answer.hasOne
    }
}

struct ThanksPage: Page {
    static let template = "ordering/thanks"

    let head = PageHead("ご注文ありがとうございました", scripts: ["passkeys.js"])
    let steps = Steps.checkout(4)
    let number: String
    let payment: String
    let instructions: [String]
    let totals: Totals
    let parcels: [OrderPage.Parcel]
    let marketAddress: String
    let isMember: Bool
    /// Whether to offer the member a passkey, in one step.
    var offersPasskey = false
    let site: String

    init(_ order: Order, market: Origin, site: String) {
        self.site = site
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
