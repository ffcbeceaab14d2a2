import HTTPTypes
public import Hummingbird
import Logging

/// One line a request: method, route pattern, status, duration and number.
///
/// Never the path, query, a header's value or the body: any of them may name a person.
public struct RequestLog<Context: SiteContext>: RouterMiddleware {
    public init() {}

    public func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let clock = ContinuousClock()
        let start = clock.now
        let response = try await next(request, context)
        let took = (clock.now - start).components
        let microseconds = took.seconds * 1_000_000 + took.attoseconds / 1_000_000_000_000
        context.logger.info(
            "request",
            metadata: [
                "method": .string(RequestLog.known(request.method)),
                "route": .string(context.endpointPath ?? "-"),
                "status": .stringConvertible(response.status.code),
                "microseconds": .stringConvertible(microseconds),
            ]
        )
        return response
    }

    /// A method is text of the client's choice: only those we know are written down.
    private static func known(_ method: HTTPRequest.Method) -> String {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        return known.contains(method) ? method.rawValue : "other"
    }
}
