public import Hummingbird
public import Web

extension TemplateFolder {
    /// The templates of this room; both processes that serve it register them.
    public static var ordering: TemplateFolder { TemplateFolder("ordering", in: .module) }
}

/// Adds what the market serves of ordering: the basket and its hand-over.
public func addMarketRoutes(_ desk: BasketDesk, to router: Router<MarketContext>) {
    let basket = BasketHandlers(desk)
    router.get("/basket", use: basket.show)
    router.get("/basket/count", use: basket.count)
    router.post("/basket/lines", use: basket.add)
    router.post("/basket/lines/:goods", use: basket.changeLine)
    router.post("/basket/estimate", use: basket.estimate)
    router.post("/basket/hand-over", use: basket.handOver)
}

/// Adds what the counter serves of ordering: checkouts and orders.
public func addCounterRoutes(_ desk: OrderingDesk, to router: Router<CounterContext>) {
    let handOver = HandOverHandlers(desk)
    router.post("/checkouts", use: handOver.create)
    router.get("/checkout", use: handOver.resume)
    router.get("/checkouts/:id", use: handOver.show)
    let orderer = OrdererHandlers(desk)
    router.get("/checkouts/:id/orderer", use: orderer.show)
    router.post("/checkouts/:id/orderer", use: orderer.save)
    addRecipients(desk, to: router)
    let payment = PaymentHandlers(desk)
    router.get("/checkouts/:id/payment", use: payment.show)
    router.post("/checkouts/:id/payment", use: payment.save)
    let confirmation = ConfirmationHandlers(desk)
    router.get("/checkouts/:id/confirmation", use: confirmation.show)
    router.post("/checkouts/:id/confirmation", use: confirmation.place)
    router.post("/checkouts/:id/adjustment", use: AdjustmentHandlers(desk).create)
    router.get("/checkouts/:id/thanks", use: ThanksHandlers(desk).show)
    addOrders(desk, to: router)
}

private func addOrders(_ desk: OrderingDesk, to router: Router<CounterContext>) {
    let links = OrderLinkHandlers(desk)
    router.get("/order-links/:link", use: links.show)
    router.post("/order-links", use: links.begin)
    router.get("/order-codes/:challenge", use: links.askCode)
    router.post("/order-codes/:challenge", use: links.finish)
    router.post("/order-codes/:challenge/resend", use: links.resend)
    let orders = OrderHandlers(desk)
    router.get("/orders/:number", use: orders.show)
    router.post("/orders/:number/cancellation", use: orders.cancel)
    let correction = CorrectionHandlers(desk)
    router.get("/orders/:number/recipients/:subject", use: correction.show)
    router.post("/orders/:number/recipients/:subject", use: correction.save)
    router.post("/orders/:number/invoices", use: InvoiceHandlers(desk).create)
    router.post("/orders/:number/reorder", use: ReorderHandlers(desk).create)
}

private func addRecipients(_ desk: OrderingDesk, to router: Router<CounterContext>) {
    let list = RecipientListHandlers(desk)
    router.get("/checkouts/:id/recipients", use: list.list)
    router.post("/checkouts/:id/recipients", use: list.finish)
    let sources = RecipientSourceHandlers(desk)
    router.post("/checkouts/:id/recipients/orderer", use: sources.addOrderer)
    router.post("/checkouts/:id/recipients/contacts", use: sources.addContact)
    let recipients = RecipientHandlers(desk)
    router.get("/checkouts/:id/recipients/new", use: recipients.new)
    router.post("/checkouts/:id/recipients/new", use: recipients.create)
    router.get("/checkouts/:id/recipients/:subject", use: recipients.edit)
    router.post("/checkouts/:id/recipients/:subject", use: recipients.update)
    router.post("/checkouts/:id/recipients/:subject/removal", use: recipients.remove)
    let gift = GiftHandlers(desk)
    router.get("/checkouts/:id/recipients/:subject/gift", use: gift.show)
    router.post("/checkouts/:id/recipients/:subject/gift", use: gift.save)
    router.post("/checkouts/:id/recipients/:subject/copies", use: gift.copy)
}
