import Basics
import Logging
import VaultAPI
import WebAuthn
import Wire

extension Vault {
    /// Who holds an invitation is offered a first key; see ``StaffEnrolBegin``.
    func answer(_ message: StaffEnrolBegin, _ call: Call) async throws -> KeyOffer {
        let code = try code(of: message.invitation, message.source)
        return try await commit(call) { desk in
            try desk.throttleStrangers(from: message.source)
            let invitation = try desk.invited(code, from: message.source)
            let ceremony = try desk.begin(.enrol, from: message.source, invitation: code)
            return self.offer(
                ceremony,
                to: invitation.subject,
                invitation.role,
                invitation.shop,
                others: []
            )
        }
    }

    /// The first key was made; see ``StaffEnrolFinish``.
    func answer(_ message: StaffEnrolFinish, _ call: Call) async throws -> StaffEntry {
        let code = try code(of: message.invitation, message.source)
        if let recovery = try await commit(call, { try $0.store.recovery(code, at: $0.now) }) {
            return try await recovered(message, recovery, call)
        }
        let invitation = try await commit(call) {
            try $0.invitation(code, from: message.source)
        }
        let person = try newStaff(invitation, at: call.now)
        let id = Handle<Token>.mint()
        let entered = try await commit(call) { desk in
            guard let ceremony = try desk.store.take(message.ceremony, .enrol, at: desk.now),
                ceremony.invitation == code
            else { throw Halt.refused(.expired) }
            let key = try self.key(message.registration, ceremony, of: invitation.subject)
            guard try desk.store.use(invitation, at: desk.now),
                try desk.keep(key, role: invitation.role)
            else { throw Halt.refused(.wrongProof) }
            try desk.keep(person)
            let staff = StaffRow(
                subject: invitation.subject,
                role: invitation.role,
                shop: invitation.shop,
                since: desk.now
            )
            try desk.store.keep(staff)
            return try desk.enter(
                staff,
                .staffEnrol,
                id,
                fields: person.fields,
                source: message.source
            )
        }
        return try await entry(entered)
    }

    private func code(of invitation: Secret<String>, _ source: String) throws -> [UInt8] {
        guard invitation.revealed.utf8.count <= 64, source.utf8.count <= 64 else {
            throw Halt.refused(.wrongProof)
        }
        return StaffStore.code(invitation, keys)
    }

    private func newStaff(_ invitation: InvitationRow, at now: Moment) throws -> NewSubject {
        let fields = try StaffStore.fields(of: invitation, keys)
        return try newSubject(
            .staff,
            fields,
            names: SubjectNames(of: invitation.subject),
            at: now
        )
    }

    /// What a browser is to have a key made by.
    func offer(
        _ ceremony: CeremonyRow,
        to person: Handle<Subject>,
        _ role: StaffRole,
        _ shop: Int?,
        others: [StaffKey]
    ) -> KeyOffer {
        KeyOffer(
            ceremony: ceremony.id,
            challenge: ceremony.challenge,
            relyingParty: settings.office.party.id,
            userHandle: staffUserHandle(of: person),
            others: others.map { CredentialID($0.passkey.credentialID) },
            role: role,
            shop: shop
        )
    }

    /// A key that was made as it was offered.
    ///
    /// - Throws: ``Halt/refused(_:)`` with `wrongProof`, whatever is wrong with it.
    func key(
        _ registration: KeyRegistration,
        _ ceremony: CeremonyRow,
        of person: Handle<Subject>
    ) throws -> StaffKey {
        do {
            let outcome = try Registration(
                clientDataJSON: registration.clientDataJSON,
                attestationObject: registration.attestationObject
            ).verify(
                for: settings.office.party,
                challenge: ceremony.challengeText,
                userHandle: staffUserHandle(of: person)
            )
            return StaffKey(
                owner: person,
                passkey: outcome.passkey,
                aaguid: outcome.aaguid,
                attestationObject: registration.attestationObject
            )
        } catch {
            logger.warning("a key was refused", metadata: ["fault": "\(error.rawValue)"])
            throw Halt.refused(.wrongProof)
        }
    }
}

extension CeremonyRow {
    /// As browsers state it.
    var challengeText: String { Base64URL.encode(challenge) }
}

extension Desk {
    /// Who may make a key by a code: newly invited, or let recover.
    fileprivate func invited(_ code: [UInt8], from source: String) throws -> (
        subject: Handle<Subject>, role: StaffRole, shop: Int?
    ) {
        guard let recovery = try store.recovery(code, at: now),
            let staff = try store.staff(recovery.subject), staff.ended == nil
        else {
            let invitation = try invitation(code, from: source)
            return (invitation.subject, invitation.role, invitation.shop)
        }
        try refuseElsewhere(staff.role, source)
        return (staff.subject, staff.role, staff.shop)
    }

    /// An invitation that still waits, for a role that may work from there.
    fileprivate func invitation(_ code: [UInt8], from source: String) throws -> InvitationRow {
        guard let invitation = try store.invitation(code), invitation.used == nil,
            now < invitation.ends
        else { throw Halt.refused(.wrongProof) }
        try refuseElsewhere(invitation.role, source)
        return invitation
    }

    private func refuseElsewhere(_ role: StaffRole, _ source: String) throws {
        guard vault.settings.office.networks.allow(role, from: source) else {
            vault.tellElsewhere(role)
            throw Halt.refused(.elsewhere)
        }
    }
}
