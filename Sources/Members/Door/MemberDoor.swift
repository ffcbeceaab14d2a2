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
    private let vault: VaultDesk

    public init(_ key: TokenKey, _ vault: VaultDesk) {
        self.key = key
        self.vault = vault
    }

    /// Who is on the line, as far as the browser's cookies say.
    public func visitor(_ request: Request) async throws -> Visitor {
        try await telling {
            if let session = try await TokenCookie.member.session(of: request, by: key) {
                return .member(session)
            }
            if let session = try await TokenCookie.remembered.session(of: request, by: key) {
                return .remembered(session)
            }
            return .unknown
        }
    }

    /// Answers with what a member sees; others are asked to sign in first, and come back after it.
    ///
    /// The vault is asked whether the session stands, also for pages that open nothing: who signed out
    /// or changed a password on another device is signed out here.
    public func member(
        _ request: Request,
        goal: SignInGoal,
        _ answer: (Session) async throws -> Response
    ) async throws -> Response {
        guard case .member(let session) = try await visitor(request) else {
            return .redirect(to: signIn(goal), type: .normal)
        }
        do {
            _ = try await vault.ask(CheckSession(token: session.token))
            return try await answer(session)
        } catch let refusal as VaultRefusal where refusal.asksForSignIn {
            var response = Response.redirect(to: try await next(request, goal), type: .normal)
            TokenCookie.member.clear(on: &response)
            return response
        } catch let refusal as VaultRefusal {
            throw refusal.problem
        }
    }

    /// Whether the vault still counts a remembered browser.
    func isRemembered(_ session: Session) async throws -> Bool {
        do {
            _ = try await vault.ask(CheckSession(token: session.token))
            return true
        } catch let refusal as VaultRefusal where refusal.asksForSignIn {
            return false
        } catch let refusal as VaultRefusal {
            throw refusal.problem
        }
    }

    /// Where a session that is over leads: a remembered browser still has the states of its orders.
    private func next(_ request: Request, _ goal: SignInGoal) async throws -> String {
        let remembered = try await TokenCookie.remembered.session(of: request, by: key)
        return goal == .account && remembered != nil ? MemberPath.account : signIn(goal)
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
