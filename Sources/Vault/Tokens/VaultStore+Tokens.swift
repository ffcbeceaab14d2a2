import Basics
import Storage
import VaultAPI

extension VaultStore {
    func keep(_ claims: TokenClaims) throws {
        try tx.run(
            """
            INSERT INTO token (id, principal, caller, purpose, minted, ends)
            VALUES (\(claims.id), \(claims.principal), \(claims.caller.rawValue),
                \(claims.use.rawValue), \(claims.minted), \(claims.end))
            """
        )
    }

    /// Who bears a token; nil where any of some targets stands frozen.
    func bearer(of claims: TokenClaims, unlessFrozen targets: [FreezeTarget]) throws -> Bearer? {
        let row = try tx.row(
            """
            SELECT kind, ledger_name, provisional_until, erased,
                (SELECT COUNT(*) FROM token WHERE id = \(claims.id) AND ended IS NULL) AS standing
            FROM (SELECT 1 AS one) AS one LEFT JOIN subject ON handle = \(claims.principal)
            WHERE NOT EXISTS (\(fragment: VaultStore.freezes(of: targets)))
            """
        )
        guard let row else { return nil }
        return Bearer(
            claims: claims,
            isStanding: try row.get("standing"),
            subject: try VaultStore.subject(claims.principal, row)
        )
    }

    /// A token's claims again from its row, and when it was ended.
    func token(_ id: Handle<Token>) throws -> (claims: TokenClaims, ended: Moment?)? {
        let row = try tx.row(
            "SELECT principal, caller, purpose, minted, ends, ended FROM token WHERE id = \(id)"
        )
        guard let row, let caller = Caller(rawValue: try row.get("caller")),
            let use = TokenClaims.Use(rawValue: try row.get("purpose"))
        else { return nil }
        let claims = TokenClaims(
            id: id,
            principal: try row.get("principal"),
            caller: caller,
            use: use,
            minted: try row.get("minted"),
            end: try row.get("ends")
        )
        return (claims, try row.get("ended"))
    }

    func end(_ id: Handle<Token>, at now: Moment) throws {
        try tx.run("UPDATE token SET ended = \(now) WHERE id = \(id) AND ended IS NULL")
    }

    /// Ends all of a person's tokens but one.
    func endTokens(of principal: Handle<Subject>, but id: Handle<Token>?, at now: Moment) throws {
        try tx.run(
            """
            UPDATE token SET ended = \(now)
            WHERE principal = \(principal) AND id <> \(id?.text ?? "") AND ended IS NULL
            """
        )
    }

    func sweepTokens(endedBefore limit: Moment) throws {
        try tx.run("DELETE FROM token WHERE ends < \(limit)")
    }

    func once(_ scope: String, _ key: [UInt8]) throws -> Once? {
        let row = try tx.row(
            """
            SELECT digest, result, token FROM once
            WHERE scope = \(scope) AND idempotency = \(key)
            """
        )
        guard let row else { return nil }
        return Once(
            digest: try row.get("digest"),
            result: try row.get("result"),
            token: try row.get("token")
        )
    }

    /// Keeps what a key is used for; false where it was used before.
    @discardableResult
    func keep(_ once: Once, _ scope: String, _ key: [UInt8], at now: Moment) throws -> Bool {
        try tx.change(
            """
            INSERT INTO once (scope, idempotency, digest, result, token, at)
            VALUES (\(scope), \(key), \(once.digest), \(once.result), \(once.token), \(now))
            ON CONFLICT (scope, idempotency) DO NOTHING
            """
        ) == 1
    }

    func sweepOnce(before limit: Moment) throws {
        try tx.run("DELETE FROM once WHERE at < \(limit)")
    }
}
