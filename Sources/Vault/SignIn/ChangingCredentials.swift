import Basics
import VaultAPI
import Wire

extension Vault {
    /// Sets or takes away a member's password, and ends its other tokens; see ``SetCredential``.
    func answer(_ message: SetCredential, _ call: Call) async throws -> Done {
        let claims = try verify(message.token, call)
        // Looked at before 20 ms of hashing are spent on it.
        let drawer = try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.member], at: desk.now)
            try desk.refuseNewcomer(holder.principal)
            var drawer = try desk.drawer(
                of: holder.principal.text,
                fields: [PersonalField.email.rawValue]
            )
            drawer.leaf = try desk.line(
                .open,
                by: holder,
                about: [holder.ledgerName],
                fields: drawer.fields,
                purpose: .account
            )
            return drawer
        }
        let credential = try await newCredential(message.change, drawer)
        return try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.member], at: desk.now)
            if let change = try desk.change(credential, of: holder.principal) {
                try desk.keep(try self.item(.passwordChanged(change), to: holder.principal))
            }
            try desk.store.endTokens(of: holder.principal, but: claims.id, at: desk.now)
            try desk.line(.credential, by: holder, about: [holder.ledgerName])
            return Done()
        }
    }

    private func newCredential(_ change: SetCredential.Kind, _ drawer: Drawer) async throws
        -> Credential?
    {
        guard case .password(let password) = change else { return nil }
        // The rule forbids a password that is little more than the address.
        let values = try await open(drawer)
        let email = values[PersonalField.email.rawValue] ?? Secret("")
        return try await checked(password, email: email)
    }
}

extension Desk {
    /// Writes a credential in the place of the old one; nil where there was none and is none.
    fileprivate func change(_ credential: Credential?, of member: Handle<Subject>) throws
        -> CourierItem.PasswordChange?
    {
        let hadOne = try store.credential(of: member) != nil
        guard let credential else {
            try store.dropCredential(of: member)
            return hadOne ? .removed : nil
        }
        try store.keep(credential, of: member, at: now)
        return hadOne ? .replaced : .set
    }
}
