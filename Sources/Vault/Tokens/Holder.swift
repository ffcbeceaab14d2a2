import Basics
import Crypto
import VaultAPI
import Wire

/// Who bears a token that the vault signed, as the rows say in this transaction.
struct Bearer: Sendable {
    let claims: TokenClaims
    /// Whether the token's row is there and says of no end.
    let isStanding: Bool
    let subject: SubjectRow?

    /// Who holds the token, where it is still good and of a use that may do this.
    ///
    /// - Throws: ``Halt/refused(_:)``: ended, expired, erased, needsFreshCode.
    func admit(for uses: Set<TokenClaims.Use>, at now: Moment) throws -> Holder {
        guard now < claims.end else { throw Halt.refused(.expired) }
        // A row that is gone was ended by a restore, or swept long after its end.
        guard isStanding, let subject, let name = subject.ledgerName else {
            throw Halt.refused(.ended)
        }
        guard subject.erased == nil else { throw Halt.refused(.erased) }
        guard uses.contains(claims.use) else {
            throw Halt.refused(claims.use == .remembered ? .needsFreshCode : .malformed)
        }
        return Holder(claims: claims, ledgerName: name, kind: subject.kind)
    }
}

/// Who holds a token that was found good in this transaction.
struct Holder: Sendable {
    let claims: TokenClaims
    /// The principal's name in the ledger.
    let ledgerName: String
    let kind: SubjectKind

    var principal: Handle<Subject> { claims.principal }
}

extension Vault {
    /// The claims of a token whose signature is the vault's and which is this caller's.
    ///
    /// - Throws: ``Halt/forged(_:_:)``: the counter checks signatures before it asks.
    func verify(_ token: Token, _ call: Call) throws -> TokenClaims {
        guard let claims = verifier.claims(of: token) else {
            throw Halt.forged(.badSignature, .process(call.caller))
        }
        guard claims.caller == call.caller else {
            throw Halt.forged(.othersToken, .process(call.caller))
        }
        return claims
    }

    /// Signs claims: the token itself.
    func sign(_ claims: TokenClaims) throws -> Token {
        let payload = claims.payload
        let signature = try keys.signing.signature(for: Array(payload.utf8))
        let token = Token(payload + "." + Base64URL.encode(Array(signature)))
        verifier.learn(token)
        return token
    }
}

extension Desk {
    /// Who bears a token.
    ///
    /// One look says of the token, of its person and of all freezes that could fall on them.
    ///
    /// - Throws: ``Halt/refused(_:)`` where any of them is frozen.
    func bearer(of claims: TokenClaims) throws -> Bearer {
        let targets: [FreezeTarget] = [
            .token(claims.id), .person(claims.principal), .process(call.caller), .site,
        ]
        guard let bearer = try store.bearer(of: claims, unlessFrozen: targets) else {
            throw Halt.refused(.frozen)
        }
        return bearer
    }

    /// A token for somebody, with its row.
    func mint(_ use: TokenClaims.Use, for principal: Handle<Subject>, id: Handle<Token>) throws
        -> TokenClaims
    {
        let claims = TokenClaims(
            id: id,
            principal: principal,
            caller: call.caller,
            use: use,
            minted: now,
            end: use.end(from: now)
        )
        try store.keep(claims)
        return claims
    }
}

extension TokenClaims.Use {
    func end(from now: Moment) -> Moment {
        switch self {
        case .checkout: now.adding(hours: 2)
        case .orderView: now.adding(minutes: 30)
        case .member: now.adding(hours: 12)
        case .remembered: now.adding(days: 30)
        case .staff: now.adding(hours: 10)
        }
    }
}
