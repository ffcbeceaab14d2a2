import HTTPTypes
public import Hummingbird

/// What every response tells the browser to refuse.
public struct SecurityHeaders<Context: SiteContext>: RouterMiddleware {
    private let fields: HTTPFields

    public init(site: SiteConfiguration, frame: Frame) {
        let passkeys = frame == .market ? "" : "self"
        let own = site.origin(of: frame)
        // The search box of the counter asks the market, and the basket goes to the counter.
        let other =
            switch frame {
            case .market: " \(site.counter)"
            case .counter: " \(site.market)"
            case .office, .approvals: ""
            }
        var fields: HTTPFields = [
            .contentSecurityPolicy: """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
            font-src 'self'; connect-src 'self'; form-action 'self'\(other); \
            base-uri 'none'; frame-ancestors 'none'
            """,
            .xContentTypeOptions: "nosniff",
            .frameOptions: "DENY",
            // The origin alone: with less, browsers send `Origin: null` with our own posts.
            .referrerPolicy: "strict-origin",
            .permissionsPolicy: """
            camera=(), geolocation=(), microphone=(), payment=(), usb=(), \
            publickey-credentials-create=(\(passkeys)), publickey-credentials-get=(\(passkeys))
            """,
            .openerPolicy: "same-origin",
            .resourcePolicy: "same-origin",
        ]
        if own?.isSecure == true {
            fields[.strictTransportSecurity] = "max-age=63072000; includeSubDomains"
        }
        if frame != .market { fields[.robots] = "noindex, nofollow" }
        self.fields = fields
    }

    public func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for field in fields { response.headers[field.name] = field.value }
        return response
    }
}

extension HTTPField.Name {
    static let frameOptions = known("X-Frame-Options")
    static let referrerPolicy = known("Referrer-Policy")
    static let permissionsPolicy = known("Permissions-Policy")
    static let openerPolicy = known("Cross-Origin-Opener-Policy")
    static let resourcePolicy = known("Cross-Origin-Resource-Policy")
    static let robots = known("X-Robots-Tag")
}
