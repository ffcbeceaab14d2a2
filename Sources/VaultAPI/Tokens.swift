public import Basics
private import Crypto
private import Synchronization
public import Wire

/// What a token says of itself: readable by anyone, made by the vault alone.
///
/// On the wire a token is `payload.signature`, both base64url (RFC 4648 section 5, no padding): the
/// claims as they are ``Kept``, and the vault's Ed25519 signature (RFC 8032) over the payload's text.
public struct TokenClaims: Packable, Decodable, Hashable {
    public var id: Handle<Token>
    /// Whom the token speaks for.
    public var principal: Handle<Subject>
    /// The process it was given to; in another's hands it is an attack.
    public var caller: Caller
    public var use: Use
    public var minted: Moment
    /// From this moment on it is refused as expired.
    public var end: Moment

    public init(
        id: Handle<Token>,
        principal: Handle<Subject>,
        caller: Caller,
        use: Use,
        minted: Moment,
        end: Moment
    ) {
        self.id = id
        self.principal = principal
        self.caller = caller
        self.use = use
        self.minted = minted
        self.end = end
    }

    /// What a token is for.
    public enum Use: String, Decodable, PackableCase {
        /// A guest on the way through a checkout: 2 hours.
        case checkout
        /// A guest who looks at one order again: 30 minutes.
        case orderView
        /// A member who has signed in: 12 hours.
        case member
        /// A browser that a member asked to be remembered: 30 days, nothing personal.
        case remembered
        /// Somebody of the office who has signed in: 10 hours, reaches nobody.
        case staff
    }

    /// The text that the vault signs.
    public var payload: String { Kept.text(self) }
}

extension TokenClaims {
    public func pack(into packer: inout Packer) {
        packer.add(id)
        packer.add(principal)
        packer.add(caller)
        packer.add(use)
        packer.add(minted)
        packer.add(end)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            id: try unpacker.next(),
            principal: try unpacker.next(),
            caller: try unpacker.next(),
            use: try unpacker.next(),
            minted: try unpacker.next(),
            end: try unpacker.next()
        )
    }
}

/// Reads tokens and makes sure that the vault signed them.
///
/// The counter asks it before it asks the vault: a token that fails here came from a visitor and is
/// no news; one that fails in the vault got past the counter and freezes it.
public struct TokenVerifier: Sendable {
    private let key: Curve25519.Signing.PublicKey
    private let known = KnownTokens()

    /// A verifier for the key that ``Status`` tells: 32 bytes, Ed25519; nil where it is no such key.
    public init?(publicKey: [UInt8]) {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return nil
        }
        self.key = key
    }

    /// The claims of a token; nil where the signature is not the vault's or the text no token.
    ///
    /// Whether it has ended, by its time or otherwise, is not judged here.
    public func claims(of token: Token) -> TokenClaims? {
        let hash = SHA256.hash(data: Array(token.secret.revealed.utf8))
        if let claims = known.claims(hash) { return claims }
        guard let claims = checked(token.secret.revealed) else { return nil }
        known.add(claims, hash)
        return claims
    }

    /// Keeps a token that the caller has signed itself, with this verifier's key: for the vault alone.
    ///
    /// Whoever got one by a link must check it: the link's vault may be another by now, with another key.
    package func learn(_ token: Token) {
        let payload = token.secret.revealed.prefix { $0 != "." }
        guard let claims = try? Kept.value(TokenClaims.self, inText: String(payload)) else {
            return
        }
        known.add(claims, SHA256.hash(data: Array(token.secret.revealed.utf8)))
    }

    private func checked(_ text: String) -> TokenClaims? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 2048,
            let signature = Base64URL.decode(String(parts[1])),
            key.isValidSignature(signature, for: Array(parts[0].utf8))
        else { return nil }
        return try? Kept.value(TokenClaims.self, inText: String(parts[0]))
    }
}

/// Tokens whose signature was good lately: to check one costs as much as all else in a message.
///
/// Kept by their hash, so that no token lies in memory longer than its message. One that is forged
/// is never here, and is checked each time.
private final class KnownTokens: Sendable {
    private static let limit = 1024

    private let claims = Mutex<[SHA256.Digest: TokenClaims]>([:])

    func claims(_ hash: SHA256.Digest) -> TokenClaims? { claims.withLock { $0[hash] } }

    func add(_ fresh: TokenClaims, _ hash: SHA256.Digest) {
        claims.withLock { known in
            if known.count >= KnownTokens.limit { known.removeAll(keepingCapacity: true) }
            known[hash] = fresh
        }
    }
}
