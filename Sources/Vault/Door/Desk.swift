import Basics
import Logging
import Storage
import VaultAPI

/// Where one transaction of the vault is worked on: its rows, its call, and the key of its lines.
struct Desk {
    let store: VaultStore
    let vault: Vault
    let call: Call
    let month: MonthKey

    var now: Moment { call.now }
}

extension Vault {
    /// Runs a body in one transaction, unless the caller is frozen: what it changes and the line that
    /// tells of it are durable together, or neither is.
    func commit<Value: Sendable>(
        _ call: Call,
        _ body: @escaping @Sendable (Desk) throws -> Value
    ) async throws -> Value {
        try await write(call) { desk in
            try desk.refuseFrozen([.process(call.caller), .site])
            return try body(desk)
        }
    }

    /// The same for who bears a token, unless it, its person or the caller is frozen.
    func commit<Value: Sendable>(
        _ call: Call,
        by claims: TokenClaims,
        _ body: @escaping @Sendable (Desk, Bearer) throws -> Value
    ) async throws -> Value {
        try await write(call) { desk in try body(desk, try desk.bearer(of: claims)) }
    }

    private func write<Value: Sendable>(
        _ call: Call,
        _ body: @escaping @Sendable (Desk) throws -> Value
    ) async throws -> Value {
        let month = try await months.key(at: call.now)
        let value = try await database.write { tx in
            let desk = Desk(store: VaultStore(tx), vault: self, call: call, month: month)
            let value = try body(desk)
            killPoint("vault.before-commit", call.message)
            return value
        }
        killPoint("vault.after-commit", call.message)
        return value
    }
}

extension Desk {
    func refuseFrozen(_ targets: [FreezeTarget]) throws {
        guard !(try store.isFrozen(targets)) else { throw Halt.refused(.frozen) }
    }

    /// Writes the line of what this transaction does; its number is the leaf of the tree.
    ///
    /// Where `isMasked`, a line about nobody takes as many rows as one about somebody.
    @discardableResult
    func line(
        _ action: LedgerEntry.Action,
        by holder: Holder? = nil,
        about subjects: [String] = [],
        fields: [PersonalField] = [],
        purpose: Purpose? = nil,
        order: Handle<OrderKey>? = nil,
        source: String? = nil,
        caseNumber: CaseNumber? = nil,
        role: StaffRole? = nil,
        shop: Int? = nil,
        receiver: String? = nil,
        isMasked: Bool = false
    ) throws -> Int {
        let entry = LedgerEntry(
            at: now,
            caller: call.caller,
            action: action,
            principal: holder?.ledgerName,
            token: holder?.claims.id,
            subjects: subjects,
            fields: fields,
            purpose: purpose,
            order: order,
            source: source,
            caseNumber: caseNumber,
            role: role,
            shop: shop,
            receiver: receiver
        )
        let names = isMasked && subjects.isEmpty ? [Handle<Subject>.mint().text] : subjects
        let number = try store.append(SealedEntry.seal(entry, with: month), about: names)
        vault.tally.count(action, persons: subjects.count, through: call.caller)
        // What the courier carries to them, somebody had it write: that was noticed. A label is not.
        if action != .carry || purpose == .labels { try noticeHoney(subjects, by: holder) }
        return number
    }

    /// Counts persons that are about to be opened.
    ///
    /// - Throws: ``Halt/excessive(_:)`` where a limit is passed.
    func count(_ subjects: [String], by holder: Holder?) throws {
        let counters = Limits.counters(
            caller: call.caller,
            token: holder?.claims.id,
            principal: holder?.ledgerName
        )
        for subject in subjects {
            guard let full = try vault.limits.admit(subject, by: counters) else { continue }
            vault.logger.warning("limit reached", metadata: ["counter": "\(full.kind)"])
            throw Halt.excessive(.limitPassed)
        }
    }
}

extension LimitBook.Counter {
    /// Which kind of limit it is, without whose.
    var kind: String {
        switch self {
        case .token: "token"
        case .person: "person"
        case .process(let name): "process " + name
        case .site: "site"
        case .staff: "staff"
        case .lookUps: "look-ups of staff"
        }
    }
}

extension Vault {
    /// A keyed hash of text that is compared and never opened.
    func fingerprint(_ text: String) -> [UInt8] { Keyed.hash(Array(text.utf8), with: keys.code) }

    /// A keyed hash of an idempotency key together with what was asked under it.
    ///
    /// Who goes back and corrects a form asks something else, and is not answered as before.
    func fingerprint(_ key: String, _ digest: [UInt8]) -> [UInt8] {
        Keyed.hash(digest + Array(key.utf8), with: keys.code)
    }
}

/// What an idempotency key was used for.
struct Once: Sendable {
    /// A keyed hash of what was asked.
    var digest: [UInt8]
    /// The handle that was answered.
    var result: String
    var token: Handle<Token>?
}
