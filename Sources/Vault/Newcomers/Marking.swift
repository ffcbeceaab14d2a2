import Basics
import Logging
import Storage
import Synchronization
import VaultAPI
import WitnessAPI

/// Whether newcomers may be waiting for the witness: asked each second, so not of the database.
///
/// It begins as true, for a vault that was killed does not know.
final class Waiting: Sendable {
    private let some = Mutex(true)

    var isPossible: Bool { some.withLock { $0 } }
    func begin() { some.withLock { $0 = true } }
    /// Takes the word back before it is looked, so that who comes meanwhile is not forgotten.
    func take() -> Bool {
        some.withLock { some in
            defer { some = false }
            return some
        }
    }
}

/// What became of a newcomer.
enum Welcome: Sendable {
    /// Found by what was typed from now on.
    case marked
    /// The address is a member's: who came is erased, and the member told.
    case alreadyMember
    /// The witness is away: later.
    case waits
}

extension Vault {
    /// Has the witness mark what a newcomer will be found by, where that can be done just now.
    ///
    /// It may be done twice: what the witness said and nobody wrote down, it says again.
    ///
    /// - Throws: `StorageError`, ``SheetFault``, and what the witness throws that does not pass by itself.
    func welcome(_ newcomer: Newcomer) async throws -> Welcome {
        let marks: NewcomerMarks
        do {
            marks = try await mark(try inputs(of: newcomer))
        } catch let refusal as WitnessRefusal where refusal.passes {
            waiting.begin()
            return .waits
        }
        killPoint("vault.newcomer-marked")
        let now = clock.now()
        let month = try await months.key(at: now)
        let welcome = try await database.write { tx in
            let call = Call(caller: .counter, now: now)
            let desk = Desk(store: VaultStore(tx), vault: self, call: call, month: month)
            return try desk.admit(newcomer.subject, marks)
        }
        if welcome == .alreadyMember { await tellErasures() }
        return welcome
    }

    /// Marks whoever waits; false where the witness is away again.
    func welcomeAll() async throws -> Bool {
        guard waiting.take() else { return true }
        do {
            var known: Set<Handle<Subject>> = []
            while true {
                let newcomers = try await database.read { try VaultStore($0).unmarked() }
                    .filter { known.insert($0.subject).inserted }
                guard !newcomers.isEmpty else { return true }
                for newcomer in newcomers {
                    guard try await isWelcomed(newcomer) else { return false }
                }
            }
        } catch {
            waiting.begin()
            throw error
        }
    }

    /// One whose rows were touched keeps the others waiting no longer than it takes to say so.
    private func isWelcomed(_ newcomer: Newcomer) async throws -> Bool {
        do {
            return try await welcome(newcomer) != .waits
        } catch let fault as SheetFault {
            logger.critical("damaged registration", metadata: ["cause": "\(fault)"])
            return true
        }
    }

    private func mark(_ inputs: NewcomerInputs) async throws -> NewcomerMarks {
        var asked = [Witness.KeyedInput(kind: .email, bytes: inputs.email)]
        if let phone = inputs.phone { asked.append(.init(kind: .phone, bytes: phone)) }
        if let password = inputs.password {
            asked.append(.init(kind: .password, bytes: password.hash))
        }
        var made = try await witness.marks(asked)[...]
        guard made.count == asked.count, let email = made.popFirst() else {
            throw WitnessRefusal.unavailable
        }
        var marks = NewcomerMarks(email: PersonTag(value: email))
        if inputs.phone != nil { marks.phone = made.popFirst().map(PersonTag.init) }
        if let password = inputs.password, let verifier = made.popFirst() {
            marks.credential = Credential(
                salt: password.salt,
                verifier: verifier,
                cost: password.cost
            )
        }
        return marks
    }
}

extension Desk {
    /// The newcomer becomes somebody who can be found, unless its address is another member's.
    fileprivate func admit(_ handle: Handle<Subject>, _ marks: NewcomerMarks) throws -> Welcome {
        // Another call was faster, or the person has left.
        guard try store.newcomer(handle) != nil, let subject = try store.subject(handle),
            subject.erased == nil
        else { return .marked }
        if let member = try store.member(marks.email), member != handle {
            try turnAway(subject, for: member)
            return .alreadyMember
        }
        try store.retag(.email, marks.email.value, of: handle)
        if let phone = marks.phone { try store.retag(.phone, phone.value, of: handle) }
        if let credential = marks.credential {
            try store.keep(credential, of: handle, at: now)
        }
        try store.dropNewcomer(handle)
        return .marked
    }

    /// The account goes, and whom it had entered and never sent to; an order that it placed has people
    /// of its own, and stays.
    private func turnAway(_ newcomer: SubjectRow, for member: Handle<Subject>) throws {
        try keep(try vault.item(.alreadyRegistered, to: member))
        let name = try store.subject(member)?.ledgerName
        try own(.send, about: [name].compactMap { $0 }, purpose: .correspondence)
        let leaf = try own(.turnAway, about: [newcomer.ledgerName].compactMap { $0 })
        try erase(newcomer, leaf: leaf)
    }

    /// A line of what the vault does by itself.
    @discardableResult
    private func own(
        _ action: LedgerEntry.Action,
        about subjects: [String],
        purpose: Purpose? = nil
    ) throws -> Int {
        let entry = LedgerEntry(
            at: now,
            caller: nil,
            action: action,
            subjects: subjects,
            purpose: purpose
        )
        return try store.append(SealedEntry.seal(entry, with: month), about: subjects)
    }

    /// Until a member can be found nothing that would be found instead may be set.
    func refuseNewcomer(_ member: Handle<Subject>) throws {
        guard try store.newcomer(member) == nil else { throw Halt.refused(.sealed) }
    }
}
