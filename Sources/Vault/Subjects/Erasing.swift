import Basics
import Logging
import Storage
import VaultAPI
import Wire
import WitnessAPI

extension Vault {
    /// Takes a person out for ever; a member who leaves takes its address book along.
    ///
    /// See ``Erase``.
    func answer(_ message: Erase, _ call: Call) async throws -> Done {
        let claims = try verify(message.token, call)
        let farewell = try await farewell(message, claims, call)
        let item = try farewell.map { try letterOfLeaving($0, at: call.now) }
        try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.checkout, .member], at: desk.now)
            guard let subject = try desk.erasable(message.handle, by: holder) else { return }
            if let item, subject.kind == .member { try desk.keep(item) }
            let leaf = try desk.line(
                .erase,
                by: holder,
                about: [subject.ledgerName].compactMap { $0 }
            )
            try desk.erase(subject, leaf: leaf)
        }
        await tellErasures()
        return Done()
    }

    /// Where the last letter goes, read while it still can be.
    private func farewell(_ message: Erase, _ claims: TokenClaims, _ call: Call) async throws
        -> [String: Secret<String>]?
    {
        let drawer = try await commit(call, by: claims) { desk, bearer -> Drawer? in
            let holder = try bearer.admit(for: [.checkout, .member], at: desk.now)
            guard let subject = try desk.erasable(message.handle, by: holder),
                subject.kind == .member, subject.provisionalUntil == nil
            else { return nil }
            var drawer = try desk.drawer(of: subject.handle.text, fields: Addressing.fields)
            drawer.leaf = try desk.line(
                .open,
                by: holder,
                about: [subject.ledgerName].compactMap { $0 },
                fields: drawer.fields,
                purpose: .correspondence
            )
            return drawer
        }
        guard let drawer else { return nil }
        return try await open(drawer)
    }

    /// Tells the witness which names to refuse; what it could not be told waits for the next sweep.
    func tellErasures() async {
        do {
            let pending = try await database.read { try VaultStore($0).pendingErasures() }
            for (leaf, group) in Dictionary(grouping: pending, by: \.leaf) {
                let names = group.map(\.name)
                try await witness.erase(names, leaf)
                let now = clock.now()
                try await database.write { try VaultStore($0).noteErasures(names, toldAt: now) }
            }
        } catch {
            logger.error("erasures wait", metadata: ["cause": "\(error)"])
        }
    }

    /// Tells a witness that was set back all names again which it has to refuse; true where it had to.
    ///
    /// - Throws: `StorageError`, and what the witness throws.
    public func remindWitness() async throws -> Bool {
        let replay = ErasureReplay(database: database, witness: witness)
        guard let lines = try await replay.run() else { return false }
        logger.warning(
            "The witness was set back: it was told again whom to refuse",
            metadata: ["lines": "\(lines)"]
        )
        return true
    }
}

extension Desk {
    /// Who is to be erased; nil where it has been already.
    func erasable(_ handle: Handle<Subject>, by holder: Holder) throws -> SubjectRow? {
        do {
            let person = try reach(handle, by: holder)
            // What was sold must be kept for the tax office (法人税法施行規則 第59条, 消費税法 第30条).
            guard person.order == nil || person.kind == .member else {
                throw Halt.refused(.alreadyPlaced)
            }
            return person.subject
        } catch Halt.refused(.erased) {
            return nil
        }
    }

    /// Deletes what is kept of a person, and of those only it had entered and never sent to.
    func erase(_ subject: SubjectRow, leaf: Int) throws {
        let entered = try store.reached(by: subject.handle)
        for person in try store.known(to: subject.handle, entered).values
        where person.subject.erased == nil && person.order == nil {
            try eraseOne(person.subject, leaf: leaf)
        }
        try eraseOne(subject, leaf: leaf)
        try store.endTokens(of: subject.handle, but: nil, at: now)
    }

    func eraseOne(_ subject: SubjectRow, leaf: Int) throws {
        try store.erase(subject, leaf: leaf, at: now)
    }
}

extension VaultStore {
    /// Deletes what is kept of one person; its handle alone stays.
    func erase(_ subject: SubjectRow, leaf: Int, at now: Moment) throws {
        try dropSheets(of: subject.handle.text, leaf: leaf)
        try dropPasskeys(of: subject.handle, leaf: leaf)
        try endReach(of: subject.handle, at: now)
        if let name = subject.ledgerName { try forgetLines(about: name) }
        try dropItems(of: subject.handle)
        try bury(subject.handle, at: now)
    }

    /// Takes away all that is kept of a person's keys.
    func dropPasskeys(of subject: Handle<Subject>, leaf: Int) throws {
        for row in try passkeys(of: subject) {
            try dropSheets(of: row.id.text, leaf: leaf)
            try drop(row.id)
        }
    }
}
