import Basics
import VaultAPI
import Wire

extension Vault {
    /// Sends a code to the new mailbox and one to the old; see ``EmailBegin``.
    func answer(_ message: EmailBegin, _ call: Call) async throws -> SignInBegin.Answer {
        let claims = try verify(message.token, call)
        guard EmailAddress(message.email.revealed) != nil else { throw Halt.refused(.malformed) }
        let tag = try await emailTag(message.email)
        let identifier = fingerprint("email " + claims.principal.text)
        let draft = try challenge(.emailChange, identifier: identifier, "", call)
        let values = [PersonalField.email.rawValue: message.email]
        return try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.member], at: desk.now)
            try desk.refuseNewcomer(holder.principal)
            try desk.throttle(draft)
            var challenge = draft
            challenge.subject = holder.principal
            challenge.tag = tag.value
            try desk.store.keep(challenge)
            try desk.keepAddress(values, of: challenge)
            try desk.sendBoth(challenge, to: holder, new: values, owner: desk.store.member(tag))
            try desk.line(.email, by: holder, about: [holder.ledgerName], fields: [.email])
            return SignInBegin.Answer(challenge: challenge.id)
        }
    }

    /// With both codes the new address takes effect, and other tokens end; see ``EmailFinish``.
    func answer(_ message: EmailFinish, _ call: Call) async throws -> Done {
        let claims = try verify(message.token, call)
        let checked = try await commit(call, by: claims) { desk, bearer -> Mailboxes<Drawer>? in
            let holder = try bearer.admit(for: [.member], at: desk.now)
            guard let new = try desk.checkBoth(message, by: holder) else { return nil }
            return Mailboxes(old: try desk.mailbox(of: holder), new: new)
        }
        guard let drawers = checked else { throw Halt.refused(.wrongProof) }
        let values = Mailboxes(
            old: try await open(drawers.old),
            new: try await open(drawers.new)
        )
        try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.member], at: desk.now)
            try desk.changeEmail(values, message.challenge, by: holder)
        }
        await tellErasures()
        return Done()
    }
}

/// What there is of a member's old mailbox and of the new one.
private struct Mailboxes<Content: Sendable>: Sendable {
    var old: Content
    var new: Content
}

extension Desk {
    /// The new address waits, sealed, under the challenge's own name.
    fileprivate func keepAddress(_ values: [String: Secret<String>], of challenge: ChallengeRow)
        throws
    {
        let name = Handle<Challenge>.mint().text
        let owner = challenge.id.text
        let fields = values.mapValues { _ in 1 }
        let register = Register(owner: owner, witnessName: name, version: 1, fields: fields)
        try store.keep(register, key: vault.keys.register)
        try store.keep(try vault.sealer.seal(values, owner: owner, name: name, version: 1))
    }

    fileprivate func sendBoth(
        _ challenge: ChallengeRow,
        to holder: Holder,
        new values: [String: Secret<String>],
        owner: Handle<Subject>?
    ) throws {
        let codes = (old: Codes.mint(), new: Codes.mint())
        for (code, role) in [(codes.old, ChallengeRow.Role.old), (codes.new, .new)] {
            let hash = vault.hash(code, for: challenge.id.text)
            try store.keepCode(hash, of: challenge.id, role: role, ends: challenge.ends)
        }
        // Who has no mailbox yet has none to ask.
        if try store.hasMailbox(holder.principal) {
            let old = CourierItem.Content.emailChangeCode(codes.old, validMinutes: Codes.minutes)
            try keep(try vault.item(old, to: holder.principal))
        }
        if let owner {
            // Another member's mailbox gets no code, and the member who asks no hint.
            try keep(try vault.item(.alreadyRegistered, to: owner))
        } else {
            let new = CourierItem.Content.emailChangeCode(codes.new, validMinutes: Codes.minutes)
            try keep(try vault.item(new, addressed: values))
        }
    }

    /// The sealed new address, where both codes fit; nil (and a try counted) where one does not.
    fileprivate func checkBoth(_ message: EmailFinish, by holder: Holder) throws -> Drawer? {
        guard let challenge = try store.challenge(message.challenge),
            challenge.way == .emailChange, challenge.subject == holder.principal
        else { return nil }
        guard challenge.done == nil, now < challenge.ends else { throw Halt.refused(.expired) }
        guard challenge.tries < Codes.tries else { throw Halt.refused(.tooMany) }
        try store.countTry(of: challenge.id)
        let id = challenge.id
        let old = vault.hash(message.codeFromOld, for: id.text)
        let new = vault.hash(message.codeFromNew, for: id.text)
        let oldFits =
            try !store.hasMailbox(holder.principal)
            || store.hasCode(old, of: id, role: .old, at: now)
        guard oldFits, try store.hasCode(new, of: id, role: .new, at: now)
        else { return nil }
        var drawer = try drawer(of: id.text, fields: [PersonalField.email.rawValue])
        drawer.leaf = try line(.email, by: holder, about: [holder.ledgerName], fields: [.email])
        return drawer
    }

    /// The address that is about to be replaced, so that its mailbox can be told.
    fileprivate func mailbox(of holder: Holder) throws -> Drawer {
        var drawer = try drawer(of: holder.principal.text, fields: Addressing.email)
        drawer.leaf = try line(
            .open,
            by: holder,
            about: [holder.ledgerName],
            fields: drawer.fields,
            purpose: .correspondence
        )
        return drawer
    }

    fileprivate func changeEmail(
        _ mailboxes: Mailboxes<[String: Secret<String>]>,
        _ id: Handle<Challenge>,
        by holder: Holder
    ) throws {
        guard let challenge = try store.challenge(id), challenge.done == nil,
            let tag = challenge.tag, let subject = try store.subject(holder.principal)
        else { throw Halt.refused(.expired) }
        guard try store.member(PersonTag(value: tag)) == nil else {
            throw Halt.refused(.wrongProof)
        }
        _ = try replace(PersonalFields(byName: mailboxes.new), of: subject, expecting: nil)
        try store.retag(.email, tag, of: subject.handle)
        try store.finish(id, at: now)
        try store.endTokens(of: subject.handle, but: holder.claims.id, at: now)
        if !mailboxes.old.isEmpty {
            try keep(try vault.item(.emailChanged, addressed: mailboxes.old))
        }
        try keep(try vault.item(.emailChanged, to: subject.handle))
        let leaf = try line(.change, by: holder, about: [holder.ledgerName], fields: [.email])
        try store.dropSheets(of: id.text, leaf: leaf)
    }
}
