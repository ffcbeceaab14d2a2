import Basics
import HTTPTypes
public import Hummingbird

/// The counter's second lock: posts must carry the token of the browser's visit.
///
/// A visit is a random cookie of its own, apart from sign-in: pages opened before signing in, or in
/// another tab, still work after it.
public struct VisitToken<Context: SiteContext>: RouterMiddleware {
    /// For requests whose body is no form.
    public static var header: String { "X-Ichi-Token" }

    private let cookie = HostCookie("visit")
    private let exceptions: Set<String>

    /// - Parameter exceptions: Paths that take posts without the token: the hand-over from the
    ///   market, which cannot know it.
    public init(exceptions: Set<String> = []) { self.exceptions = exceptions }

    public func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        let known = cookie.value(in: request)
        if request.method.changesSomething {
            context.crossSiteToken = known.map(CrossSiteToken.derive)
            if !exceptions.contains(request.uri.path) {
                context.submission = try await checked(request, context)
            }
            return try await next(request, context)
        }
        let visit = known ?? Handle<VisitToken>.mint().text
        context.crossSiteToken = CrossSiteToken.derive(from: visit)
        var response = try await next(request, context)
        if known == nil { cookie.set(visit, on: &response) }
        return response
    }

    /// The form of a post that carries its visit's token.
    private func checked(_ request: Request, _ context: Context) async throws -> Submission? {
        guard let expected = context.crossSiteToken else { throw Problem.crossSite }
        if let sent = request.headers[.visitToken] {
            guard CrossSiteToken.matches(sent, expected) else { throw Problem.crossSite }
            return nil
        }
        let submission = try await request.submission(in: context)
        let sent = try submission.value(CrossSiteToken.parameter) ?? ""
        guard CrossSiteToken.matches(sent, expected) else { throw Problem.crossSite }
        return submission
    }
}

extension HTTPField.Name {
    static let visitToken = known("X-Ichi-Token")
}
