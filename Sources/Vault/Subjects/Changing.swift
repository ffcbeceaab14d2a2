import Basics
import VaultAPI

extension Vault {
    /// Replaces some fields of one person; see ``Change``.
    func answer(_ message: Change, _ call: Call) async throws -> Change.Answer {
        try FieldRules.check(message.fields)
        let claims = try verify(message.token, call)
        let phone = try await phoneTag(message.fields[.phone])
        return try await commit(call) { desk in
            let holder = try desk.admit(
                claims,
                for: [.checkout, .orderView, .member]
            )
            let subject = try desk.reach(message.handle, by: holder)
            try desk.refusePlaced(subject, by: holder)
            // A member's address is what it signs in with: it changes by codes to both mailboxes.
            guard subject.kind != .member || message.fields[.email] == nil else {
                throw Halt.refused(.malformed)
            }
            let version = try desk.replace(message.fields, of: subject, expecting: message.version)
            if subject.kind == .member, let phone {
                try desk.store.retag(.phone, phone.value, of: subject.handle)
            }
            try desk.line(
                .change,
                by: holder,
                about: [subject.ledgerName].compactMap { $0 },
                fields: message.fields.keys.sorted { $0.rawValue < $1.rawValue }
            )
            return Change.Answer(version: version)
        }
    }
}

extension Desk {
    /// Seals fields as the owner's next sheet and takes what they replace out of the older ones.
    ///
    /// - Returns: the owner's new version.
    func replace(_ fields: PersonalFields, of subject: SubjectRow, expecting version: Int?) throws
        -> Int
    {
        let owner = subject.handle.text
        guard var register = try store.register(of: owner, key: vault.keys.register) else {
            throw Halt.refused(.erased)
        }
        guard version == nil || version == register.version else { throw Halt.refused(.outOfDate) }
        register.version += 1
        let values = fields.byName
        let touched = fields.keys.map(\.rawValue).filter { register.fields[$0] != nil }
        for (old, names) in Dictionary(grouping: touched, by: { register.fields[$0] ?? 0 }) {
            try store.drop(names, from: old, of: owner)
        }
        for field in touched { register.fields[field] = nil }
        for field in values.keys { register.fields[field] = register.version }
        if !values.isEmpty {
            let sheet = try vault.sealer.seal(
                values,
                owner: owner,
                name: register.witnessName,
                version: register.version
            )
            try store.keep(sheet)
        }
        try store.keep(register, key: vault.keys.register)
        return register.version
    }

    /// What was placed is no draft any more; only afterwards, and not with the draft's token, is it
    /// corrected.
    func refusePlaced(_ subject: SubjectRow, by holder: Holder) throws {
        guard let state = try store.orderState(of: subject.handle) else { return }
        let mayCorrect: Set<TokenClaims.Use> = [.orderView, .member]
        guard state == .claimed, mayCorrect.contains(holder.claims.use) else {
            throw Halt.refused(.alreadyPlaced)
        }
    }
}
