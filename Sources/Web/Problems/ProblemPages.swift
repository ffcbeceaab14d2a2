import HTTPTypes
public import Hummingbird
import Logging
import NIOCore

/// Turns whatever a handler throws into a page with the right status: people get words, the log
/// gets the cause.
public struct ProblemPages<Context: SiteContext>: RouterMiddleware {
    private let pages: PageRenderer

    public init(_ pages: PageRenderer) { self.pages = pages }

    public func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return show(problem(of: error, context), context)
        }
    }

    private func show(_ problem: Problem, _ context: Context) -> Response {
        let page = ProblemPage(
            problem,
            number: context.number,
            site: pages.site,
            frame: pages.frame
        )
        var response = pages.render(page, status: problem.status, in: context)
        response.headers[.cacheControl] = "no-store"
        if let seconds = problem.retryAfterSeconds {
            response.headers[.retryAfter] = String(seconds)
        }
        if !problem.allowed.isEmpty {
            response.headers[.allow] = problem.allowed.map(\.rawValue).joined(separator: ", ")
        }
        return response
    }

    private func problem(of error: any Error, _ context: Context) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let error as HTTPError: known(error.status)
        case is NIOTooManyBytesError: .tooLarge
        default: unexpected(error, context)
        }
    }

    /// What the framework itself refuses.
    private func known(_ status: HTTPResponse.Status) -> Problem {
        switch status {
        case .notFound: .notFound
        case .contentTooLarge: .tooLarge
        case .unsupportedMediaType: .unsupportedMedia
        case .uriTooLong: .addressTooLong
        case .forbidden, .unauthorized: .forbidden
        default: status.kind == .clientError ? .malformed : .ours
        }
    }

    private func unexpected(_ error: any Error, _ context: Context) -> Problem {
        context.logger.error("request failed", metadata: ["cause": .string(cause(of: error))])
        return (error as? any ProblemError)?.problem ?? .ours
    }
}

/// An error of ours that people can be told more of than that it is one; the log has it all the same.
public protocol ProblemError: Error {
    /// Nil where ``Problem/ours`` is all there is to say.
    var problem: Problem? { get }
}

/// An error that promises that its text holds nothing personal, so that the log may have it.
public protocol LoggableError: Error {
    /// The cause, for the log.
    var logText: String { get }
}

/// The cause as the log may have it: the error's type and case, never the values in it.
public func cause(of error: any Error) -> String {
    if let error = error as? any LoggableError { return error.logText }
    let type = String(reflecting: type(of: error))
    let mirror = Mirror(reflecting: error)
    guard mirror.displayStyle == .enum else { return type }
    return "\(type).\(mirror.children.first?.label ?? "\(error)")"
}
