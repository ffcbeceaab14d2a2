import Storage
import VaultAPI
import Wire

extension Vault {
    /// Whether a session still stands; see ``CheckSession``.
    func answer(_ message: CheckSession, _ call: Call) async throws -> Done {
        let claims = try verify(message.token, call)
        return try await commit(call, by: claims) { desk, bearer in
            _ = try bearer.admit(for: [.member, .remembered], at: desk.now)
            return Done()
        }
    }

    /// Signs out; a token that has ended is ended already.
    func answer(_ message: End, _ call: Call) async throws -> Done {
        let claims = try verify(message.token, call)
        return try await commit(call, by: claims) { desk, bearer in
            guard bearer.isStanding else { return Done() }
            try desk.store.end(claims.id, at: desk.now)
            try desk.line(.end, about: [bearer.subject?.ledgerName].compactMap { $0 })
            return Done()
        }
    }

    func answer(_ message: Status, _ call: Call) async throws -> Status.Answer {
        let frozen = try await database.read {
            try VaultStore($0).isFrozen([.process(call.caller), .site])
        }
        return Status.Answer(frozen: frozen, tokenKey: tokenKey, treeSize: settings.treeSize())
    }
}
