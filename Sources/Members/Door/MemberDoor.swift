import Basics
public import Counter
public import Hummingbird
import VaultAPI

/// Who is on the line: a member who has signed in, a browser that is remembered, or nobody we know.
public enum Visitor: Sendable {
    case member(Session)
    case remembered(Session)
    case unknown
}

/// Finds out who is on the line, and sends to sign-in who has to.
public struct MemberDoor: Sendable {
    private let key: TokenKey

    public init(_ key: TokenKey) { self.key = key }

    /// Who is on the line, as far as the browser's cookies say.
    public func visitor(_ request: Request) async throws -> Visitor {
        let verifier = try await telling { try await key.verifier() }
        if let session = TokenCookie.member.session(of: request, by: verifier) {
            return .member(session)
        }
        if let session = TokenCookie.remembered.session(of: request, by: verifier) {
            return .remembered(session)
        }
        return .unknown
    }

    /// Answers with what a member sees; others are asked to sign in first, and come back after it.
    public func member(
        _ request: Request,
        goal: SignInGoal,
        _ answer: (Session) async throws -> Response
    ) async throws -> Response {
        guard case .member(let session) = try await visitor(request) else {
            return .redirect(to: signIn(goal), type: .normal)
        }
        do {
            return try await answer(session)
        } catch let refusal as VaultRefusal where refusal.asksForSignIn {
            var response = Response.redirect(to: signIn(goal), type: .normal)
            TokenCookie.member.clear(on: &response)
            return response
        } catch let refusal as VaultRefusal {
            throw refusal.problem
        }
    }

    private func signIn(_ goal: SignInGoal) -> String {
        "\(MemberPath.signIn)?for=\(goal.rawValue)"
    }
}

extension VaultRefusal {
    /// What was once good and is so no more: signing in again mends it.
    var asksForSignIn: Bool {
        switch self {
        case .expired, .ended, .erased, .needsFreshCode: true
        default: false
        }
    }
}
