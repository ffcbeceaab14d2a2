import Basics
import VaultAPI
import WebAuthn
import Wire

extension Vault {
    /// A member's passkeys; their labels are opened, where there are any; see ``Passkeys``.
    func answer(_ message: Passkeys, _ call: Call) async throws -> Passkeys.Answer {
        let claims = try verify(message.token, call)
        let found = try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.member], at: desk.now)
            return try desk.passkeys(of: holder)
        }
        var keys: [Passkeys.Key] = []
        for (row, drawer) in found {
            var values: [String: Secret<String>] = [:]
            if let drawer { values = try await open(drawer) }
            keys.append(
                Passkeys.Key(
                    id: row.id,
                    label: values[PersonalField.label.rawValue],
                    made: row.made,
                    used: row.used,
                    isDoubtful: row.doubted != nil
                )
            )
        }
        return Passkeys.Answer(keys: keys)
    }

    func answer(_ message: HasPasskey, _ call: Call) async throws -> HasPasskey.Answer {
        let claims = try verify(message.token, call)
        return try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.member], at: desk.now)
            return HasPasskey.Answer(hasOne: try desk.store.hasPasskey(holder.principal))
        }
    }

    func answer(_ message: PasskeyRename, _ call: Call) async throws -> Done {
        let claims = try verify(message.token, call)
        let label = try label(message.label)
        try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.member], at: desk.now)
            guard let row = try desk.passkey(message.passkey, of: holder) else { return }
            let leaf = try desk.line(
                .change,
                by: holder,
                about: [holder.ledgerName],
                fields: [.label]
            )
            try desk.keepLabel(label, of: row.id, leaf: leaf)
        }
        await tellErasures()
        return Done()
    }

    func answer(_ message: PasskeyRemove, _ call: Call) async throws -> Done {
        let claims = try verify(message.token, call)
        let removed = try await commit(call, by: claims) { desk, bearer -> Passkey? in
            let holder = try bearer.admit(for: [.member], at: desk.now)
            guard let row = try desk.passkey(message.passkey, of: holder) else { return nil }
            let leaf = try desk.line(.passkeyRemove, by: holder, about: [holder.ledgerName])
            try desk.store.dropSheets(of: row.id.text, leaf: leaf)
            try desk.store.drop(row.id)
            try desk.store.endTokens(by: row.id, but: claims.id, at: desk.now)
            try desk.keep(try self.item(.passkeyChanged(.removed), to: holder.principal))
            return row.witnessed == nil ? nil : try self.record(of: row).passkey
        }
        if let removed { await forget(removed) }
        await tellErasures()
        return Done()
    }
}

extension Desk {
    /// One of a member's own keys.
    ///
    /// Nil for any other: the address of a page can be typed by anybody, so it is no attack.
    fileprivate func passkey(_ id: Handle<KeptPasskey>, of holder: Holder) throws -> PasskeyRow? {
        try store.passkeys(of: holder.principal).first { $0.id == id }
    }

    /// A member's keys with their labels, still shut, and one line that allows opening them all.
    fileprivate func passkeys(of holder: Holder) throws -> [(row: PasskeyRow, label: Drawer?)] {
        var found = try store.passkeys(of: holder.principal).map { row in
            let folder = try store.folder(of: row.id.text, key: vault.keys.register)
            return (
                row: row, label: try folder?.drawer(fields: [PersonalField.label.rawValue])
            )
        }
        guard found.contains(where: { $0.label != nil }) else { return found }
        try count([holder.ledgerName], by: holder)
        let leaf = try line(
            .open,
            by: holder,
            about: [holder.ledgerName],
            fields: [.label],
            purpose: .account
        )
        for place in found.indices { found[place].label?.leaf = leaf }
        return found
    }
}
