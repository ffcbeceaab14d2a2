import Basics
public import Hummingbird
public import VaultAPI
import Web

/// A cookie that holds a token of the vault's: all there is of a session.
public struct TokenCookie: Sendable {
    private let cookie: HostCookie
    private let uses: Set<TokenClaims.Use>
    private let seconds: Int?

    /// - Parameters:
    ///   - name: Without the prefix `__Host-`.
    ///   - uses: The uses of token that count here; another kind of token is no session.
    ///   - seconds: How long the browser keeps it; nil until it is closed.
    private init(_ name: String, uses: Set<TokenClaims.Use>, seconds: Int? = nil) {
        cookie = HostCookie(name)
        self.uses = uses
        self.seconds = seconds
    }

    /// A guest's way through a checkout.
    public static let checkout = TokenCookie("checkout", uses: [.checkout])
    /// A guest who looks at an order again.
    public static let orderView = TokenCookie("order", uses: [.orderView])
    /// A member who has signed in.
    public static let member = TokenCookie("member", uses: [.member])
    /// Somebody of the office who has signed in.
    public static let staff = TokenCookie("staff", uses: [.staff])
    /// A browser that is remembered for 30 days.
    public static let remembered = TokenCookie(
        "remembered",
        uses: [.remembered],
        seconds: 30 * 86_400
    )

    /// The session of a request; nil where there is none, or only what the vault never signed.
    ///
    /// Whether its time is over is for the vault to say: what was once good is answered kindly there.
    ///
    /// - Throws: ``VaultAPI/VaultRefusal`` where the vault cannot be reached for its key.
    public func session(of request: Request, by key: TokenKey) async throws -> Session? {
        guard let text = cookie.value(in: request), !text.isEmpty else { return nil }
        let token = Token(text)
        guard let claims = try await key.claims(of: token), uses.contains(claims.use) else {
            return nil
        }
        return Session(token: token, claims: claims)
    }

    /// Begins a session in the browser.
    public func set(_ token: Token, on response: inout Response) {
        cookie.set(token.secret.revealed, for: seconds, on: &response)
    }

    /// Ends it there; ``VaultAPI/End`` ends it in the vault.
    public func clear(on response: inout Response) { cookie.clear(on: &response) }
}

/// A token and what it says of itself, its signature checked.
public struct Session: Sendable {
    public let token: Token
    public let claims: TokenClaims
}
