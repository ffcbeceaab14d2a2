import HTTPTypes
import Hummingbird

/// Says in the last answer on a connection that it is the last (RFC 9112, 9.6).
///
/// The server closes after it either way; who is told does not take it for a broken connection.
struct LastAnswer<Context: SiteContext>: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if request.headers[.connection] == "close" { response.headers[.connection] = "close" }
        return response
    }
}
