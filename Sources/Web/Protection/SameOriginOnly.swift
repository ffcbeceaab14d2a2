import HTTPTypes
public import Hummingbird

/// Takes posts from pages of this origin only, by what browsers say of where they come from.
///
/// `Origin` must be ours and `Sec-Fetch-Site`, where it is sent, `same-origin`; a post with neither
/// is from no browser of the last years and is refused too.
public struct SameOriginOnly<Context: SiteContext>: RouterMiddleware {
    private let own: Origin
    private let exceptions: [String: Origin]

    /// - Parameters:
    ///   - own: This site's origin.
    ///   - exceptions: Paths that take posts from another origin of ours instead.
    public init(_ own: Origin, exceptions: [String: Origin] = [:]) {
        self.own = own
        self.exceptions = exceptions
    }

    public func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.method.changesSomething else { return try await next(request, context) }
        if let other = exceptions[request.uri.path] {
            // A post that was redirected from one origin to another is sent as `null`; what guards
            // this path besides is the single-use token in the post.
            guard [other.text, "null"].contains(request.headers[.origin] ?? "") else {
                throw Problem.crossSite
            }
        } else {
            guard isFromHere(request) else { throw Problem.crossSite }
        }
        return try await next(request, context)
    }

    private func isFromHere(_ request: Request) -> Bool {
        let origin = request.headers[.origin]
        let site = request.headers[.fetchSite]
        guard origin != nil || site != nil else { return false }
        return (origin ?? own.text) == own.text && (site ?? "same-origin") == "same-origin"
    }
}

extension HTTPRequest.Method {
    /// All but the safe methods (RFC 9110, section 9.2.1).
    var changesSomething: Bool { ![.get, .head, .options, .trace].contains(self) }
}

extension HTTPField.Name {
    /// `Sec-Fetch-Site` (W3C Fetch Metadata).
    static let fetchSite = known("Sec-Fetch-Site")

    /// A name that is spelt right here, in the source.
    static func known(_ name: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name("\(name)") else { preconditionFailure("a header's name") }
        return name
    }
}
