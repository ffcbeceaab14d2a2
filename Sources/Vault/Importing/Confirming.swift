import Basics
import VaultAPI
import Wire

extension Vault {
    /// Notes that an imported member has looked its data through; see ``ConfirmData``.
    func answer(_ message: ConfirmData, _ call: Call) async throws -> Done {
        let claims = try verify(message.token, call)
        return try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.member], at: desk.now)
            try desk.store.confirm(holder.principal, at: desk.now)
            return Done()
        }
    }
}
