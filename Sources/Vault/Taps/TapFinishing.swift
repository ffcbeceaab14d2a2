import Basics
import Logging
import VaultAPI
import Wire
import WitnessAPI

extension Vault {
    /// The key was touched: search and answer in one, once; see ``TapFinish``.
    func answer(_ message: TapFinish, _ call: Call) async throws -> TapFinish.Answer {
        guard message.source.utf8.count <= 64 else { throw Halt.refused(.malformed) }
        let claims = try verify(message.token, call)
        let touched = try await commit(call, by: claims) { desk, bearer in
            try desk.touched(message, by: try desk.staff(bearer, from: message.source))
        }
        guard let (statement, ground) = touched else { throw Halt.refused(.wrongProof) }
        // Only now is anybody looked for.
        let wanted = try await wanted(statement.ask)
        let outcome = try await commit(call, by: claims) { desk, bearer in
            let staff = try desk.staff(bearer, from: message.source)
            try desk.refuseUnwatched()
            return try desk.look(for: wanted, statement, by: staff, from: message.source)
        }
        return try await answer(outcome, on: ground)
    }

    private func answer(_ outcome: TapOutcome, on ground: Witness.Basis) async throws
        -> TapFinish.Answer
    {
        switch outcome {
        case .nobody: return .nobody
        case .several(let count): return .several(count)
        case .found(let person, let drawer):
            let fields = PersonalFields(byName: try await open(drawer, on: ground))
            return .one(.init(handle: person.handle, kind: person.kind, fields: fields))
        case .toCompare(let typed, let drawer, let triesLeft):
            let kept = PersonalFields(byName: try await open(drawer, on: ground))
            let verdicts = Comparing.verdicts(typed, kept)
            return .compared(verdicts, triesLeft: triesLeft)
        }
    }

    /// By what somebody is looked for: tags are made with the witness, outside of any transaction.
    private func wanted(_ ask: TapStatement.Ask) async throws -> Wanted {
        switch ask {
        case .email(let email): .email(try await emailTag(email))
        case .phone(let phone): try await phoneTag(phone).map(Wanted.phone) ?? .noTelephone
        case .memberNumber(let number): .number(try await tags([.number(number)])[0])
        case .order(let key): .orderer(key)
        case .recipient(_, let person), .subject(let person): .person(person)
        }
    }
}

/// By what somebody is looked for in the rows.
enum Wanted: Sendable {
    case email(PersonTag)
    case phone(PersonTag)
    case number(PersonTag)
    /// What was typed is no telephone number of Japan: nobody has it.
    case noTelephone
    case orderer(Handle<OrderKey>)
    case person(Handle<Subject>)
}

/// What came of a touch, still shut.
enum TapOutcome: Sendable {
    case nobody
    case several(Int)
    case found(SubjectRow, Drawer)
    case toCompare(PersonalFields, Drawer, triesLeft: Int)
}

extension Desk {
    /// What the touch is for, and what it proves to the witness, where the key's answer is good; it is
    /// used up either way.
    fileprivate func touched(_ message: TapFinish, by staff: StaffHolder) throws
        -> (TapStatement, Witness.Basis)?
    {
        let ceremony = try take(message.ceremony, .tap, by: staff)
        guard let key = try answered(message.assertion, to: ceremony, by: staff.person) else {
            try line(
                .staffSignInFailed,
                by: staff.holder,
                source: message.source,
                role: staff.role
            )
            return nil
        }
        let (statement, digest) = try vault.statement(TapStatement.self, of: ceremony)
        guard key.isWitnessed else { return (statement, .unproven) }
        let touch = WitnessedTouch(
            day: Day(ceremony.created),
            digest: digest,
            touch: message.assertion.touch
        )
        return (statement, .touch(touch))
    }

    fileprivate func look(
        for wanted: Wanted,
        _ statement: TapStatement,
        by staff: StaffHolder,
        from source: String
    ) throws -> TapOutcome {
        try count(lookUpOf: staff)
        let people = try store.people(wanted).filter(\.isStanding)
        guard people.count == 1, let name = people[0].ledgerName else {
            let action: LedgerEntry.Action = statement.isComparison ? .compare : .tap
            try line(
                action,
                by: staff.holder,
                purpose: statement.purpose,
                order: statement.order,
                source: source,
                caseNumber: statement.caseNumber,
                role: staff.role
            )
            try noticeHoney(people.compactMap(\.ledgerName), by: staff.holder)
            return people.isEmpty ? .nobody : .several(people.count)
        }
        try count([name], by: staff)
        let person = people[0]
        switch statement.act {
        case .open(let fields):
            try store.noteTold(person.handle, to: staff.person, in: statement.caseNumber, at: now)
            var drawer = try drawer(of: person.handle.text, fields: fields.map(\.rawValue))
            drawer.leaf = try line(.tap, drawer.fields, of: name, statement, staff, source)
            return .found(person, drawer)
        case .compare(let typed):
            let tries = try store.tries(in: statement.caseNumber, of: person.handle)
            guard tries < Comparing.tries else { throw Halt.refused(.tooMany) }
            try store.countTry(
                of: person.handle,
                by: staff.person,
                in: statement.caseNumber,
                at: now
            )
            var drawer = try drawer(of: person.handle.text, fields: typed.keys.map(\.rawValue))
            drawer.leaf = try line(.compare, Array(typed.keys), of: name, statement, staff, source)
            return .toCompare(typed, drawer, triesLeft: Comparing.tries - tries - 1)
        }
    }

    /// The line of a touch that found somebody; what they were found by passed through the office.
    private func line(
        _ action: LedgerEntry.Action,
        _ fields: [PersonalField],
        of name: String,
        _ statement: TapStatement,
        _ staff: StaffHolder,
        _ source: String
    ) throws -> Int {
        let all = Set(fields).union(statement.typedField.map { [$0] } ?? [])
        return try line(
            action,
            by: staff.holder,
            about: [name],
            fields: all.sorted { $0.rawValue < $1.rawValue },
            purpose: statement.purpose,
            order: statement.order,
            source: source,
            caseNumber: statement.caseNumber,
            role: staff.role
        )
    }
}

extension TapStatement {
    fileprivate var isComparison: Bool {
        if case .compare = act { true } else { false }
    }

    /// What a person was looked for by, where it is a field of theirs.
    fileprivate var typedField: PersonalField? {
        switch ask {
        case .email: .email
        case .phone: .phone
        default: nil
        }
    }

    fileprivate var order: Handle<OrderKey>? {
        switch ask {
        case .order(let key), .recipient(let key, _): key
        default: nil
        }
    }
}

extension SubjectRow {
    /// Neither erased nor on the way in or out.
    fileprivate var isStanding: Bool {
        erased == nil && ledgerName != nil && kind != .staff
            && (kind != .member || provisionalUntil == nil)
    }
}
