import Basics
import VaultAPI

extension Vault {
    /// Replaces some fields of one person; see ``Change``.
    func answer(_ message: Change, _ call: Call) async throws -> Change.Answer {
        try FieldRules.check(message.fields)
        let claims = try verify(message.token, call)
        let phone = try await phoneTag(message.fields[.phone])
        return try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.checkout, .orderView, .member], at: desk.now)
            let person = try desk.reach(message.handle, by: holder)
            try desk.refusePlaced(person, by: holder)
            // A member's address is what it signs in with: it changes by codes to both mailboxes.
            guard person.kind != .member || message.fields[.email] == nil else {
                throw Halt.refused(.malformed)
            }
            let version = try desk.replace(
                message.fields,
                of: person.subject,
                expecting: message.version
            )
            if person.kind == .member, let phone {
                try desk.refuseNewcomer(person.handle)
                try desk.store.retag(.phone, phone.value, of: person.handle)
            }
            try desk.line(
                .change,
                by: holder,
                about: [person.ledgerName],
                fields: message.fields.keys.sorted { $0.rawValue < $1.rawValue }
            )
            return Change.Answer(version: version)
        }
    }
}

extension Desk {
    /// Seals fields as the owner's next sheet and takes what they replace out of the older ones.
    ///
    /// Fields to be cleared go without anything in their place.
    ///
    /// - Returns: the owner's new version.
    func replace(
        _ fields: PersonalFields,
        of subject: SubjectRow,
        clearing cleared: [PersonalField] = [],
        expecting version: Int?
    ) throws -> Int {
        let owner = subject.handle.text
        guard var register = try store.register(of: owner, key: vault.keys.register) else {
            throw Halt.refused(.erased)
        }
        guard version == nil || version == register.version else { throw Halt.refused(.outOfDate) }
        register.version += 1
        let values = fields.byName
        try take((fields.keys + cleared).map(\.rawValue), outOf: &register)
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

    private func take(_ fields: [String], outOf register: inout Register) throws {
        let replaced = register.fields.filter { fields.contains($0.key) }
        for field in replaced.keys { register.fields[field] = nil }
        for (version, names) in Dictionary(grouping: replaced.keys, by: { replaced[$0] ?? 0 }) {
            if register.fields.values.contains(version) {
                try store.drop(names, from: version, of: register.owner)
            } else {
                try store.dropSheet(version, of: register.owner)
            }
        }
    }

    /// What was placed is no draft any more; only afterwards, and not with the draft's token, is it
    /// corrected.
    func refusePlaced(_ person: Reached, by holder: Holder) throws {
        guard let state = person.order else { return }
        let mayCorrect: Set<TokenClaims.Use> = [.orderView, .member]
        guard state == .claimed, mayCorrect.contains(holder.claims.use) else {
            throw Halt.refused(.alreadyPlaced)
        }
    }
}
