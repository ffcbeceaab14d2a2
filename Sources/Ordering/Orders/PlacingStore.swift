public import Basics
public import Storage
public import VaultAPI

/// The one transaction that makes an order of a checkout, and those that move it on.
public struct PlacingStore: Sendable {
    private let database: Database
    private let goods: GoodsPort
    private let sellers: SellerPort
    private let mint: @Sendable () -> OrderNumber

    /// `mint` makes the number of a new order; one that another order has is made again.
    public init(
        _ database: Database,
        goods: GoodsPort,
        sellers: SellerPort,
        mint: @escaping @Sendable () -> OrderNumber = OrderNumber.mint
    ) {
        self.database = database
        self.goods = goods
        self.sellers = sellers
        self.mint = mint
    }

    public enum Placement: Hashable, Sendable {
        /// The order stands: by this press or by an earlier one.
        case placed
        /// Prices, stock or days are no longer those that were confirmed.
        case changed(Quote)
        /// There is no such checkout, it is over, or a page of it is missing.
        case gone
    }

    /// What the customer has confirmed, held against the prices and stock of the moment.
    public enum Confirmation: Sendable {
        /// Nothing is in the way; who orders and who receives cannot be changed any more.
        case stands(Checkout, Quote)
        case changed(Checkout, Quote)
        /// An earlier press has placed it.
        case placed
        case gone
    }

    /// Notes what a press says, and fixes the people of the checkout where nothing is in the way.
    ///
    /// `read` is the checkout as the request found it, `isOfAge` the box for goods with alcohol,
    /// `total` what the page said that is to be paid.
    public func confirm(
        _ read: Checkout,
        isOfAge: Bool,
        total: Money,
        at now: Moment
    ) async throws -> Confirmation {
        let checkouts = CheckoutStore(database)
        return try await database.write { tx in
            let answer = try answer(tx, read, isOfAge: isOfAge, total: total, at: now)
            if !read.isOver(at: now), try checkouts.replace(tx, read, by: answer.checkout) {
                return answer.confirmation
            }
            // Another tab was quicker, or there is nothing to be confirmed any more.
            guard let checkout = try checkouts.load(tx, read.id) else { return .gone }
            if checkout.state == .placed { return .placed }
            guard !checkout.isOver(at: now) else { return .gone }
            let late = try self.answer(tx, checkout, isOfAge: isOfAge, total: total, at: now)
            try checkouts.save(tx, late.checkout, insteadOf: checkout)
            return late.confirmation
        }
    }

    /// What a checkout comes to with what a press says.
    private struct Answer {
        var checkout: Checkout
        var quote: Quote
        var stands: Bool

        var confirmation: Confirmation {
            stands ? .stands(checkout, quote) : .changed(checkout, quote)
        }
    }

    private func answer(
        _ tx: Transaction,
        _ read: Checkout,
        isOfAge: Bool,
        total: Money,
        at now: Moment
    ) throws -> Answer {
        var checkout = read
        checkout.isOfAge = isOfAge
        checkout.quoted = total
        let offers = try goods.offers(tx, checkout.basket.lines.map(\.goods))
        let quote = Quote(checkout, offers: offers, at: now)
        let stands = quote.problems.isEmpty && quote.total == total
        if stands { checkout.arePeopleFixed = true }
        return Answer(checkout: checkout, quote: quote, stands: stands)
    }

    /// Places a checkout: prices anew, stock taken, order and outbox written, in one commit.
    ///
    /// `read` is the checkout as it was confirmed. One that is placed already answers the same as the
    /// first time.
    public func place(_ read: Checkout, at now: Moment) async throws -> Placement {
        do {
            return try await database.write { try place($0, read, at: now) }
        } catch Obstacle.goods {
            // Rolled back whole; the confirmation page shows what is left, and at which price.
            return try await requote(read.id, at: now)
        } catch Obstacle.unfinished {
            return .gone
        } catch StorageError.uniqueViolation("orders.number") {
            return try await place(read, at: now)
        }
    }

    private enum Obstacle: Error {
        /// A piece is missing, or a price has changed.
        case goods
        /// A page is missing.
        case unfinished
    }

    private func place(
        _ tx: Transaction,
        _ read: Checkout,
        at now: Moment
    ) throws -> Placement {
        let checkouts = CheckoutStore(database)
        if !read.isOver(at: now), try checkouts.markPlaced(tx, read) {
            return try keep(tx, read, at: now)
        }
        // It was placed before, or is no longer as it was read.
        guard let checkout = try checkouts.load(tx, read.id) else { return .gone }
        if checkout.state == .placed { return .placed }
        guard !checkout.isOver(at: now) else { return .gone }
        try checkouts.markPlaced(tx, checkout.id)
        return try keep(tx, checkout, at: now)
    }

    /// Writes the order of a checkout that has just been marked as placed.
    ///
    /// Whatever is in the way is thrown, so that nothing of it stays.
    private func keep(
        _ tx: Transaction,
        _ checkout: Checkout,
        at now: Moment
    ) throws -> Placement {
        guard let orderer = checkout.orderer, let payment = checkout.payment else {
            throw Obstacle.unfinished
        }
        let quote = Quote(checkout, offers: try take(tx, checkout.basket), at: now)
        guard quote.problems.isEmpty, quote.total == checkout.quoted else { throw Obstacle.goods }
        let order = Order(
            checkout,
            number: mint(),
            orderer: orderer.subject,
            payment: payment,
            quote: quote,
            terms: try sellers.terms(tx, quote.shops),
            at: now
        )
        try OrderStore.insert(tx, order, checkout: checkout.id)
        let job = OutboxStore.Job.placed(.orderReceived(order.facts))
        try OutboxStore.add(tx, job, named: "placed", order: order.key, at: now)
        killPoint("order.before-commit")
        return .placed
    }

    /// Takes a basket's goods out of the stock, and tells what was offered at that moment.
    private func take(_ tx: Transaction, _ basket: Basket) throws -> [GoodsID: Offer] {
        var offers: [GoodsID: Offer] = [:]
        for line in basket.lines {
            guard let offer = try goods.take(tx, line.goods, line.count) else {
                throw Obstacle.goods
            }
            offers[line.goods] = offer
        }
        return offers
    }

    private func requote(_ id: Handle<Checkout>, at now: Moment) async throws -> Placement {
        try await database.read { tx in
            guard let checkout = try CheckoutStore(database).load(tx, id) else { return .gone }
            let offers = try goods.offers(tx, checkout.basket.lines.map(\.goods))
            return .changed(Quote(checkout, offers: offers, at: now))
        }
    }
}

extension PlacingStore {
    public enum StepError: Error, Hashable, Sendable {
        case unknownOrder
        /// The order stands where this step cannot be taken.
        case notNow(OrderState)
        /// There is no such parcel, or it has been sent.
        case noSuchParcel
    }

    /// Cancels an order and gives its stock back.
    public func cancel(
        _ key: Handle<OrderKey>,
        by actor: OrderState.Actor,
        at now: Moment
    ) async throws {
        try await database.write { tx in
            let order = try advance(tx, key, .cancel, by: actor, at: now)
            for line in order.parcels.flatMap(\.lines) {
                try goods.giveBack(tx, line.goods, line.count)
            }
            try mail(tx, .orderCancelled(order.facts), "cancelled", order, at: now)
        }
    }

    /// The shop takes the order on.
    public func accept(_ key: Handle<OrderKey>, at now: Moment) async throws {
        try await database.write { tx in
            let order = try advance(tx, key, .accept, by: .shop, at: now)
            try mail(tx, .orderAccepted(order.facts), "accepted", order, at: now)
        }
    }

    /// The money has come.
    public func recordPayment(_ key: Handle<OrderKey>, at now: Moment) async throws {
        try await database.write { tx in
            let order = try advance(tx, key, .recordPayment, by: .shop, at: now)
            try mail(tx, .paymentReceived(order.facts), "paid", order, at: now)
        }
    }

    /// A parcel has left; the last one takes the order with it.
    public func dispatch(
        _ key: Handle<OrderKey>,
        parcel position: Int,
        carrier: String,
        tracking: String,
        at now: Moment
    ) async throws {
        try await database.write { tx in
            guard let order = try OrderStore.load(tx, key) else { throw StepError.unknownOrder }
            let waiting = order.parcels.filter { !$0.isDispatched }
            guard var parcel = waiting.first(where: { $0.position == position }) else {
                throw StepError.noSuchParcel
            }
            let step = waiting.count == 1 ? OrderState.Step.dispatchLast : .dispatchSome
            try advance(tx, key, step, by: .shop, at: now)
            try tx.run(
                """
                UPDATE parcel SET carrier = \(carrier), tracking = \(tracking)
                WHERE order_key = \(key) AND position = \(position)
                """
            )
            parcel.carrier = carrier
            parcel.tracking = tracking
            let letter = Letter.parcelDispatched(order.facts, order.facts(of: parcel))
            try OutboxStore.add(
                tx,
                .dispatched(parcel: position, letter),
                named: "dispatched-\(position)",
                order: key,
                at: now
            )
        }
    }

    public func complete(_ key: Handle<OrderKey>, at now: Moment) async throws {
        try await database.write { tx in
            _ = try advance(tx, key, .complete, by: .shop, at: now)
        }
    }

    /// Changes day and window of some of the parcels that go to one recipient, until the shop accepts.
    public func correct(
        _ key: Handle<OrderKey>,
        recipient: Handle<Subject>,
        _ deliveries: [ParcelKind: DeliveryChoice],
        at now: Moment
    ) async throws {
        try await database.write { tx in
            try advance(tx, key, .correct, by: .customer, at: now)
            for (kind, delivery) in deliveries {
                try tx.run(
                    """
                    UPDATE parcel SET day = \(delivery.day), part_of_day = \(delivery.window)
                    WHERE order_key = \(key) AND recipient = \(recipient)
                        AND shop = \(kind.shop) AND temperature = \(kind.temperature)
                    """
                )
            }
        }
    }

    /// Notes that a receipt was given out; tells whether one was before.
    public func noteInvoice(_ key: Handle<OrderKey>, at now: Moment) async throws -> Bool {
        try await database.write { tx in
            let before = try tx.row(
                """
                SELECT 1 AS given FROM order_event
                WHERE order_key = \(key) AND step = 'invoice' LIMIT 1
                """
            )
            try OrderStore.note(tx, key, "invoice", by: .customer, at: now)
            return before != nil
        }
    }

    @discardableResult
    private func advance(
        _ tx: Transaction,
        _ key: Handle<OrderKey>,
        _ step: OrderState.Step,
        by actor: OrderState.Actor,
        at now: Moment
    ) throws -> Order {
        guard var order = try OrderStore.load(tx, key) else { throw StepError.unknownOrder }
        guard let next = order.state.after(step, by: actor, paying: order.payment) else {
            throw StepError.notNow(order.state)
        }
        // The old state stands in the condition, so that of two who race only one goes on.
        let changed = try tx.change(
            "UPDATE orders SET state = \(next) WHERE key = \(key) AND state = \(order.state)"
        )
        guard changed == 1 else { throw StepError.notNow(order.state) }
        try OrderStore.note(tx, key, step.rawValue, by: actor, at: now)
        order.state = next
        return order
    }

    private func mail(
        _ tx: Transaction,
        _ letter: Letter,
        _ name: String,
        _ order: Order,
        at now: Moment
    ) throws {
        try OutboxStore.add(tx, .letter(letter), named: name, order: order.key, at: now)
    }
}
