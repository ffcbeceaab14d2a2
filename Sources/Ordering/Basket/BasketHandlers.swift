public import Basics
import HTTPTypes
import Hummingbird
public import Storage
public import Web

/// What the market's basket stands on.
public struct BasketDesk: Sendable {
    let pages: PageRenderer
    let baskets: BasketStore
    let shop: Database
    let goods: GoodsPort
    let sellers: SellerPort
    let clock: WallClock

    /// - Parameters:
    ///   - pages: The market's renderer, with ``TemplateFolder/ordering``.
    ///   - baskets: On the market's own database.
    ///   - shop: The shop's database, to be read.
    ///   - goods: Prices and stock in it.
    ///   - sellers: The member shops' names in it.
    ///   - clock: Where the time comes from.
    public init(
        pages: PageRenderer,
        baskets: BasketStore,
        shop: Database,
        goods: GoodsPort,
        sellers: SellerPort,
        clock: WallClock = .system
    ) {
        self.pages = pages
        self.baskets = baskets
        self.shop = shop
        self.goods = goods
        self.sellers = sellers
        self.clock = clock
    }
}

/// The visitor's basket: a random cookie, goods and numbers, nobody's name.
struct BasketHandlers: Sendable {
    let desk: BasketDesk
    private let cookie = HostCookie("basket")
    private static let cookieSeconds = BasketStore.keptDays * 86_400

    init(_ desk: BasketDesk) { self.desk = desk }

    @Sendable func show(_ request: Request, _ context: MarketContext) async throws -> Response {
        try await page(request)
    }

    /// `{"count": 2}`, for the header's module.
    @Sendable func count(_ request: Request, _ context: MarketContext) async throws -> Response {
        var count = 0
        if let id = id(request) {
            count = try await settled(id).basket.lines.map(\.count).reduce(0, +)
        }
        return Response(
            status: .ok,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "{\"count\":\(count)}"))
        )
    }

    @Sendable func add(_ request: Request, _ context: MarketContext) async throws -> Response {
        let answers = try await Form(
            .number("goods", "商品", in: 1...999_999_999),
            .number("count", "数量", in: 1...Basket.largestCount)
        ).read(request, in: context)
        guard answers.isSound, let number = answers.integer("goods"),
            let count = answers.integer("count")
        else { return try await page(request, message: answers.errors.first?.words) }
        let goods = GoodsID(rawValue: number)
        guard try await offers([goods])[goods] != nil else { throw Problem.notFound }
        return try await change(request, full: { $0.basket.add(count, of: goods) })
    }

    @Sendable func changeLine(_ request: Request, _ context: MarketContext) async throws -> Response
    {
        guard let number = context.parameters.get("goods", as: Int.self) else {
            throw Problem.notFound
        }
        let answers = try await Form(
            .number("count", "数量", in: 0...Basket.largestCount),
            .hidden("remove").optional()
        ).read(request, in: context)
        let count = answers.isTicked("remove") ? 0 : answers.integer("count")
        guard answers.isSound || answers.isTicked("remove"), let count else {
            return try await page(request, message: answers.errors.first?.words)
        }
        return try await change(request) { $0.basket.set(count, of: GoodsID(rawValue: number)) }
    }

    @Sendable func estimate(_ request: Request, _ context: MarketContext) async throws -> Response {
        let answers = try await BasketPage.prefectureForm.read(request, in: context)
        guard answers.isSound else {
            return try await page(request, message: answers.errors.first?.words)
        }
        let prefecture = answers.integer("prefecture").flatMap(Prefecture.init(code:))
        return try await change(request) {
            $0.prefecture = prefecture
            return true
        }
    }

    /// Carries the basket to the counter: the browser repeats its post there, token and all.
    @Sendable func handOver(_ request: Request, _ context: MarketContext) async throws -> Response {
        let submission = try await request.submission(in: context)
        guard let token = HandOverToken(try submission.value("token") ?? "") else {
            throw Problem.malformed
        }
        guard let id = id(request), try await !desk.baskets.find(id).basket.isEmpty else {
            return .redirect(to: OrderingPath.basket)
        }
        killPoint("basket.before-hand-over")
        try await desk.baskets.handOver(id, token, at: desk.clock.now())
        killPoint("basket.handed-over")
        return Response(
            status: .temporaryRedirect,
            headers: [.location: desk.pages.site.counter.address(OrderingPath.checkouts)]
        )
    }
}

extension BasketHandlers {
    private func id(_ request: Request) -> Handle<Basket>? {
        cookie.value(in: request).flatMap { Handle<Basket>($0) }
    }

    private func change(
        _ request: Request,
        full edit: @escaping @Sendable (inout KeptBasket) -> Bool
    ) async throws -> Response {
        let now = desk.clock.now()
        let known = id(request)
        var trial = KeptBasket()
        if let known { trial = try await settled(known) }
        guard edit(&trial) else {
            return try await page(
                request,
                message: "買い物かごに入れられるのは\(Basket.mostLines)種類までです。先にご注文いただくか、かごを整理してください。"
            )
        }
        let id = known ?? .mint()
        try await desk.baskets.change(id, at: now) { _ = edit(&$0) }
        var response = Response.redirect(to: OrderingPath.basket)
        cookie.set(id.text, for: BasketHandlers.cookieSeconds, on: &response)
        return response
    }

    /// The basket without what has become an order since.
    private func settled(_ id: Handle<Basket>) async throws -> KeptBasket {
        let (kept, unsettled) = try await desk.baskets.look(id)
        let placed = try await CheckoutStore(desk.shop).placed(byTokenHashes: unsettled)
        guard !placed.isEmpty else { return kept }
        return try await desk.baskets.settle(id, placed, at: desk.clock.now())
    }

    private func offers(_ goods: [GoodsID]) async throws -> [GoodsID: Offer] {
        try await desk.shop.read { [desk] in try desk.goods.offers($0, goods) }
    }

    private func page(_ request: Request, message: String? = nil) async throws -> Response {
        var kept = KeptBasket()
        if let id = id(request) { kept = try await settled(id) }
        let wanted = kept.basket.lines.map(\.goods)
        let facts = try await desk.shop.read { [desk] tx in
            let offers = try desk.goods.offers(tx, wanted)
            let shops = Set(offers.values.map(\.shop)).sorted()
            return (offers: offers, terms: try desk.sellers.terms(tx, shops))
        }
        let page = BasketPage(
            kept,
            offers: facts.offers,
            terms: facts.terms,
            message: message,
            token: .mint()
        )
        var response = desk.pages.render(page, status: message == nil ? .ok : .unprocessableContent)
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
