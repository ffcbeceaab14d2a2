import Basics
import VaultAPI

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
            try desk.refuseUnwatched()
            try desk.refuseForeign(statement, by: staff)
            let ceremony = try self.ceremony(for: statement, of: claims, message.source, call)
            try desk.store.keep(ceremony)
            return try desk.request(ceremony, of: staff.person)
        }
    }
}

extension TapStatement: TouchStatement {
    static let kind = CeremonyRow.Kind.tap
    static let word = "ichi tap v1"
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
