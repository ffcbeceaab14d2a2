import HTTPTypes
public import Hummingbird

extension Router where Context: SiteContext {
    /// A router for pages: log, security headers, problem pages and limits before any route.
    ///
    /// Add protections, then the rooms' routes, and call ``refuseOtherMethods()`` last.
    public static func site(_ pages: PageRenderer, context: Context.Type) -> Router<Context> {
        let router = Router(context: context, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            RequestLog<Context>()
            SecurityHeaders<Context>(site: pages.site, frame: pages.frame)
            LastAnswer<Context>()
            ProblemPages<Context>(pages)
            AddressLimit<Context>()
        }
        return router
    }

    /// Answers every method that a known path does not take with 405 and the ones it does.
    ///
    /// Call it after all routes are added.
    public func refuseOtherMethods() {
        let methods: [HTTPRequest.Method] = [
            .get, .head, .post, .put, .patch, .delete, .options,
        ]
        for (_, routes) in Dictionary(grouping: routes, by: \.path.description) {
            guard let path = routes.first?.path else { continue }
            var allowed = routes.map(\.method)
            if allowed.contains(.get), !allowed.contains(.head) { allowed.append(.head) }
            for method in methods where !allowed.contains(method) {
                on(path, method: method) { [allowed] _, _ -> Response in
                    throw Problem.methodNotAllowed(allowed: allowed)
                }
            }
        }
    }
}

extension Router<MarketContext> {
    /// The market's router, protected; the rooms add their routes to it.
    public static func market(_ pages: PageRenderer) -> Router<MarketContext> {
        let router = Router.site(pages, context: MarketContext.self)
        router.add(middleware: SameOriginOnly(pages.site.market))
        pages.assets.addRoutes(to: router)
        return router
    }
}

extension Router<CounterContext> {
    /// The counter's router, protected; the rooms add their routes to it.
    ///
    /// One path takes posts from the market, without a token: ``SitePath/checkouts``.
    public static func counter(_ pages: PageRenderer) -> Router<CounterContext> {
        let router = Router.site(pages, context: CounterContext.self)
        router.add(
            middleware: SameOriginOnly(
                pages.site.counter,
                exceptions: [SitePath.checkouts: pages.site.market]
            )
        )
        router.add(middleware: VisitToken(exceptions: [SitePath.checkouts]))
        pages.assets.addRoutes(to: router)
        return router
    }
}

extension Router<CounterContext> {
    /// The office's router, protected; the rooms add their routes to it.
    ///
    /// Nil where the site has no office.
    public static func office(_ pages: PageRenderer) -> Router<CounterContext>? {
        guard let own = pages.site.office else { return nil }
        let router = Router.site(pages, context: CounterContext.self)
        router.add(middleware: SameOriginOnly(own))
        router.add(middleware: VisitToken())
        pages.assets.addRoutes(to: router)
        return router
    }
}

extension Router<CounterContext> {
    /// The router of the witness's page, protected; its room adds its routes to it.
    ///
    /// Nil where the site has no such page.
    public static func approvals(_ pages: PageRenderer) -> Router<CounterContext>? {
        guard let own = pages.site.approvals else { return nil }
        let router = Router.site(pages, context: CounterContext.self)
        router.add(middleware: SameOriginOnly(own))
        router.add(middleware: VisitToken())
        pages.assets.addRoutes(to: router)
        return router
    }
}

/// Refuses addresses longer than any of ours, before anybody looks into them.
struct AddressLimit<Context: SiteContext>: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.uri.string.utf8.count <= 4096 else { throw Problem.addressTooLong }
        return try await next(request, context)
    }
}
