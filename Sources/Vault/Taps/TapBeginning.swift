import Basics
import Crypto
import VaultAPI
import Wire

extension Vault {
    /// Binds a touch to what it is for, and looks nobody up; see ``TapBegin``.
    func answer(_ message: TapBegin, _ call: Call) async throws -> KeyRequest {
        let statement = message.statement
        guard message.source.utf8.count <= 64, statement.isSound else {
            throw Halt.refused(.malformed)
        }
        let claims = try verify(message.token, call)
        return try await commit(call, by: claims) { desk, bearer in
            let staff = try desk.staff(bearer, from: message.source)
            try desk.refuseApart()
            try desk.refuseForeign(statement, by: staff)
            let ceremony = try self.ceremony(for: statement, of: claims, message.source, call)
            try desk.store.keep(ceremony)
            return try desk.request(ceremony, of: staff.person)
        }
    }

    /// The challenge is a hash of the whole statement and a number that nobody knows before: a touch
    /// for one question answers no other.
    private func ceremony(
        for statement: TapStatement,
        of claims: TokenClaims,
        _ source: String,
        _ call: Call
    ) throws -> CeremonyRow {
        let id = Handle<StaffCeremony>.mint()
        var packer = Packer()
        packer.add("ichi tap v1")
        packer.add(randomBytes(32))
        packer.add(statement)
        return CeremonyRow(
            id: id,
            kind: .tap,
            challenge: Array(SHA256.hash(data: packer.bytes)),
            token: claims.id,
            statement: try keys.notes.seal(packer.bytes, bound: NotePlace.tap.binding(id.text)),
            source: fingerprint("source " + source),
            created: call.now,
            ends: call.now.adding(minutes: Vault.ceremonyMinutes)
        )
    }

    /// What a ceremony's touch is for.
    ///
    /// - Throws: ``SheetFault/damaged`` where its challenge was made of something else.
    func statement(of ceremony: CeremonyRow) throws -> TapStatement {
        guard let box = ceremony.statement else { throw SheetFault.missing }
        var plain = try keys.notes.open(box, bound: NotePlace.tap.binding(ceremony.id.text))
        defer { wipe(&plain) }
        guard Array(SHA256.hash(data: plain)) == ceremony.challenge else {
            throw SheetFault.damaged
        }
        var unpacker = Unpacker(plain)
        guard (try? unpacker.text()) == "ichi tap v1", (try? unpacker.part()) != nil,
            let statement = try? unpacker.next() as TapStatement, unpacker.isAtEnd
        else { throw SheetFault.damaged }
        return statement
    }
}

extension TapStatement {
    /// What the customer centre is never shown: texts to others, and what nobody is asked for.
    private static let withheld: Set<PersonalField> = [.label, .giftMessage, .sex, .birthDate]

    /// Whether a page of the office can have made it.
    fileprivate var isSound: Bool {
        guard Purpose.inquiries.contains(purpose) else { return false }
        switch ask {
        case .email(let text), .phone(let text), .memberNumber(let text):
            guard (1...254).contains(text.revealed.utf8.count) else { return false }
        case .order, .recipient, .subject: break
        }
        switch act {
        case .open(let fields):
            return !fields.isEmpty && Set(fields).count == fields.count
                && Self.withheld.isDisjoint(with: fields)
        case .compare(let typed):
            return !typed.isEmpty && Self.withheld.isDisjoint(with: typed.keys)
                && (try? FieldRules.check(typed)) != nil
                && typed.values.allSatisfy { !$0.revealed.isEmpty }
        }
    }
}

extension Desk {
    /// Refuses what the office's pages offer to nobody.
    ///
    /// - Throws: ``Halt/misused(_:_:)``: a role without callers, somebody whom no touch of this person
    ///   found in this case, somebody to whom that order does not go.
    fileprivate func refuseForeign(_ statement: TapStatement, by staff: StaffHolder) throws {
        let claims = staff.holder.claims
        guard staff.role.answersCallers else { throw Halt.misused(claims, .notItsRole) }
        switch statement.ask {
        case .email, .phone, .memberNumber, .order: return
        case .recipient(let order, let person):
            guard try store.people(of: order).contains(person) else {
                throw Halt.misused(claims, .outOfReach)
            }
        case .subject(let person):
            guard try store.wasTold(person, to: staff.person, in: statement.caseNumber) else {
                throw Halt.misused(claims, .outOfReach)
            }
        }
    }
}
