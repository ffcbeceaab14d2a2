import Basics
import VaultAPI

extension Desk {
    /// Keeps who is still unknown, with one line about all of them.
    func keep(
        _ arrivals: [Int: Arrival],
        of persons: [ImportPersons.Person],
        _ keys: [[[UInt8]]]
    ) throws -> ImportPersons.Answer {
        let known = try store.imported(keys.flatMap(\.self))
        var roll = Importing.Roll(
            persons,
            keys,
            known: known,
            erased: try store.erased(known.values.map(\.self))
        )
        var mailboxes = SharedMailboxes(try store.mailboxes(arrivals.values.compactMap(\.email)))
        var kept: [Arrived] = []
        let answers = roll.call { index, enterer in
            guard let arrival = arrivals[index] else { return nil }
            let handle = arrival.subject.row.handle
            let shares = mailboxes.take(arrival.email, for: handle, at: persons[index].lastUsed)
            kept.append(
                Arrived(
                    arrival: arrival,
                    keys: keys[index].filter { known[$0] == nil },
                    lastUsed: persons[index].lastUsed,
                    enterer: enterer
                )
            )
            return ImportPersons.Known(
                handle: handle,
                outcome: shares ? .createdWithoutMailbox : .created
            )
        }
        try store.keep(kept, key: vault.keys.register, at: now)
        try store.give(mailboxes)
        try line(
            .takeOver,
            about: kept.map(\.arrival.subject.ledgerName),
            fields: Set(kept.flatMap(\.arrival.subject.fields)).sorted { $0.rawValue < $1.rawValue }
        )
        return ImportPersons.Answer(persons: answers)
    }
}

/// Somebody who came in, with what is written beside its sheet.
struct Arrived: Sendable {
    var arrival: Arrival
    var keys: [[UInt8]]
    var lastUsed: Moment
    var enterer: Handle<Subject>?
}

/// Who signs in by which e-mail address: of several imported members the one last used, until one of
/// them has confirmed its data; who registered here is never put aside.
struct SharedMailboxes: Sendable {
    struct Owner: Sendable {
        var subject: Handle<Subject>
        var lastUsed: Moment
        /// Registered here, or confirmed.
        var isSettled: Bool
    }

    private(set) var owners: [PersonTag: Owner]
    private(set) var changed: Set<PersonTag> = []
    /// Addresses that had an owner before, which must give them up first.
    private(set) var old: Set<PersonTag>

    init(_ owners: [PersonTag: Owner]) {
        self.owners = owners
        old = Set(owners.keys)
    }

    /// Whether the address had an owner already, whoever has it now.
    mutating func take(_ tag: PersonTag?, for subject: Handle<Subject>, at lastUsed: Moment) -> Bool
    {
        guard let tag else { return false }
        let owner = owners[tag]
        if let owner, owner.isSettled || owner.lastUsed >= lastUsed { return true }
        owners[tag] = Owner(subject: subject, lastUsed: lastUsed, isSettled: false)
        changed.insert(tag)
        return owner != nil
    }
}
