import Basics
import VaultAPI

extension Vault {
    /// The most keys that somebody has.
    private static let mostKeys = 10

    /// One of the keys that are there is to be touched first; see ``StaffKeyBegin``.
    func answer(_ message: StaffKeyBegin, _ call: Call) async throws -> KeyRequest {
        let claims = try verify(message.token, call)
        return try await commit(call, by: claims) { desk, bearer in
            let staff = try desk.staff(bearer, from: message.source)
            let ceremony = try desk.begin(.approve, from: message.source, token: claims.id)
            return try desk.request(ceremony, of: staff.person)
        }
    }

    /// It was touched: another is offered; see ``StaffKeyOffer``.
    func answer(_ message: StaffKeyOffer, _ call: Call) async throws -> KeyOffer {
        let claims = try verify(message.token, call)
        let offer = try await commit(call, by: claims) { desk, bearer -> KeyOffer? in
            let staff = try desk.staff(bearer, from: message.source)
            let ceremony = try desk.take(message.ceremony, .approve, by: staff)
            guard
                try desk.answered(message.assertion, to: ceremony, by: staff.person) != nil
            else {
                try desk.line(
                    .staffSignInFailed,
                    by: staff.holder,
                    source: message.source,
                    role: staff.role
                )
                return nil
            }
            let others = try desk.store.staffKeys(of: staff.person, self.keys)
            guard others.count < Vault.mostKeys else { throw Halt.refused(.tooMany) }
            let next = try desk.begin(.add, from: message.source, token: claims.id)
            return self.offer(
                next,
                to: staff.person,
                staff.role,
                staff.staff.shop,
                others: others
            )
        }
        guard let offer else { throw Halt.refused(.wrongProof) }
        return offer
    }

    /// It was made; see ``StaffKeyFinish``.
    func answer(_ message: StaffKeyFinish, _ call: Call) async throws -> StaffSession.Answer {
        let claims = try verify(message.token, call)
        return try await commit(call, by: claims) { desk, bearer in
            let staff = try desk.staff(bearer, from: message.source)
            let ceremony = try desk.take(message.ceremony, .add, by: staff)
            let key = try self.key(message.registration, ceremony, of: staff.person)
            guard try desk.keep(key, role: staff.role) else {
                throw Halt.refused(.wrongProof)
            }
            try desk.line(
                .staffKey,
                by: staff.holder,
                about: [staff.ledgerName],
                source: message.source,
                role: staff.role
            )
            return try desk.session(staff)
        }
    }
}

extension Desk {
    /// Takes a ceremony of this session for its one use.
    ///
    /// - Throws: ``Halt/refused(_:)`` with `expired`: a second press, an old page, another session's.
    func take(
        _ id: Handle<StaffCeremony>,
        _ kind: CeremonyRow.Kind,
        by staff: StaffHolder
    ) throws -> CeremonyRow {
        guard let ceremony = try store.take(id, kind, at: now),
            ceremony.token == staff.holder.claims.id
        else { throw Halt.refused(.expired) }
        return ceremony
    }

    /// Tells the ledger of those whom the command line has ended.
    func tellStaffEnds() throws {
        for staff in try store.untoldEnds() {
            let entry = LedgerEntry(
                at: now,
                caller: nil,
                action: .staffEnd,
                subjects: [try store.subject(staff.subject)?.ledgerName].compactMap { $0 },
                role: staff.role
            )
            _ = try store.append(SealedEntry.seal(entry, with: month), about: entry.subjects)
            try store.noteEndTold(staff.subject)
        }
    }
}
