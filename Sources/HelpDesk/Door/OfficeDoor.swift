import Basics
import Counter
import Hummingbird
import Logging
import VaultAPI
import Web

/// Somebody of the office on the line.
struct Visit: Sendable {
    let session: Session
    /// Where the request came from.
    let source: String
    let role: StaffRole
    let shop: Int?
    let keys: Int

    var staff: Handle<Subject> { session.claims.principal }
}

/// Finds out who is on the line, and sends to sign-in who has to.
struct OfficeDoor: Sendable {
    private let key: TokenKey
    private let vault: VaultDesk
    private let networks: OfficeNetworks

    init(_ key: TokenKey, _ vault: VaultDesk, _ networks: OfficeNetworks) {
        self.key = key
        self.vault = vault
        self.networks = networks
    }

    /// The address a request came from, where anybody at all may work from there.
    ///
    /// - Throws: ``Web/Problem``: nobody is even asked for a key.
    func source(_ request: Request, _ context: CounterContext) throws -> String {
        let source = context.source(of: request)
        guard networks.allowSomebody(from: source) else {
            context.logger.warning("from a network that nobody works from")
            throw VaultRefusal.elsewhere.problem
        }
        return source
    }

    /// Answers with what staff sees; others are asked to sign in first.
    ///
    /// The vault is asked for each page whether the session stands: who was ended is out at once.
    func staff(
        _ request: Request,
        _ context: CounterContext,
        _ answer: (Visit) async throws -> Response
    ) async throws -> Response {
        let source = try source(request, context)
        do {
            guard let session = try await TokenCookie.staff.session(of: request, by: key) else {
                return .redirect(to: OfficePath.signIn, type: .normal)
            }
            let standing = try await vault.ask(StaffSession(token: session.token, source: source))
            let visit = Visit(
                session: session,
                source: source,
                role: standing.role,
                shop: standing.shop,
                keys: standing.keys
            )
            return try await answer(visit)
        } catch let refusal as VaultRefusal where refusal.endsSessions {
            var response = Response.redirect(to: OfficePath.signIn, type: .normal)
            TokenCookie.staff.clear(on: &response)
            return response
        } catch let refusal as VaultRefusal {
            throw refusal.problem
        }
    }

    /// The same for who works for a shop, with the shop's number.
    func shopkeeper(
        _ request: Request,
        _ context: CounterContext,
        _ answer: (Visit, _ shop: Int) async throws -> Response
    ) async throws -> Response {
        try await staff(request, context) { visit in
            guard visit.role == .shop, let shop = visit.shop else {
                let desk = OfficePath.desk(of: visit.role) ?? OfficePath.keys
                return .redirect(to: desk, type: .normal)
            }
            return try await answer(visit, shop)
        }
    }

    /// The same for the customer centre; others are led to their own desk, where they have one.
    func clerk(
        _ request: Request,
        _ context: CounterContext,
        _ answer: (Visit) async throws -> Response
    ) async throws -> Response {
        try await staff(request, context) { visit in
            guard visit.role.answersCallers else {
                let desk = OfficePath.desk(of: visit.role) ?? OfficePath.keys
                return .redirect(to: desk, type: .normal)
            }
            return try await answer(visit)
        }
    }

    /// Ends the session of a request, where there is one.
    func end(_ request: Request) async throws {
        try await telling {
            guard let session = try await TokenCookie.staff.session(of: request, by: key) else {
                return
            }
            _ = try await vault.ask(End(token: session.token))
        }
    }
}

extension VaultRefusal {
    /// What was once good and is so no more.
    fileprivate var endsSessions: Bool { [.expired, .ended, .erased].contains(self) }
}
