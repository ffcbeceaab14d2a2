import Basics
import Crypto
import Storage
import VaultAPI

extension VaultStore {
    /// Who is known by some keys of an old shop.
    func imported(_ keys: [[UInt8]]) throws -> [[UInt8]: Handle<Subject>] {
        var known: [[UInt8]: Handle<Subject>] = [:]
        for slice in bundles(keys) {
            let rows = try tx.rows(
                "SELECT key, subject FROM imported_key WHERE key IN \(list: slice)"
            )
            for row in rows { known[try row.get("key")] = try row.get("subject") }
        }
        return known
    }

    /// Those of some persons who are erased, or whose rows are gone.
    func erased(_ handles: [Handle<Subject>]) throws -> Set<Handle<Subject>> {
        var standing: Set<Handle<Subject>> = []
        for slice in bundles(handles) {
            let rows = try tx.rows(
                "SELECT handle FROM subject WHERE handle IN \(list: slice) AND erased IS NULL"
            )
            for row in rows { standing.insert(try row.get("handle")) }
        }
        return Set(handles).subtracting(standing)
    }

    /// Who has some e-mail addresses now.
    func mailboxes(_ tags: [PersonTag]) throws -> [PersonTag: SharedMailboxes.Owner] {
        var owners: [PersonTag: SharedMailboxes.Owner] = [:]
        for slice in bundles(tags.map(\.value)) {
            let rows = try tx.rows(
                """
                SELECT tag.value AS value, tag.subject AS subject, last_used, confirmed FROM tag
                LEFT JOIN imported_member ON imported_member.subject = tag.subject
                WHERE kind = 'email' AND value IN \(list: slice)
                """
            )
            for row in rows {
                let lastUsed: Moment? = try row.get("last_used")
                let confirmed: Moment? = try row.get("confirmed")
                owners[PersonTag(value: try row.get("value"))] = SharedMailboxes.Owner(
                    subject: try row.get("subject"),
                    lastUsed: lastUsed ?? Moment(milliseconds: .max),
                    isSettled: lastUsed == nil || confirmed != nil
                )
            }
        }
        return owners
    }

    /// Gives addresses to who has them from now on.
    func give(_ mailboxes: SharedMailboxes) throws {
        let givenUp = mailboxes.changed.intersection(mailboxes.old).map(\.value)
        for slice in bundles(givenUp) {
            try tx.run("DELETE FROM tag WHERE kind = 'email' AND value IN \(list: slice)")
        }
        let rows = mailboxes.changed.compactMap { tag -> SQL? in
            mailboxes.owners[tag].map { "('email', \(tag.value), \($0.subject))" }
        }
        try keepTags(rows)
    }

    /// Keeps persons with their sheets, keys, tags and reach.
    func keep(_ arrived: [Arrived], key: SymmetricKey, at now: Moment) throws {
        let subjects = arrived.map(\.arrival.subject)
        try tx.insert(
            subjects.map {
                "(\($0.row.handle), \($0.row.kind.rawValue), \($0.row.ledgerName), \(now))"
            }
        ) {
            "INSERT INTO subject (handle, kind, ledger_name, created) VALUES \(fragment: $0)"
        }
        try tx.insert(subjects.map { $0.register.values(sealedWith: key) }) {
            """
            INSERT INTO register (owner, witness_name, version, fields, seal)
            VALUES \(fragment: $0)
            """
        }
        try tx.insert(subjects.map(\.sheet.values)) {
            """
            INSERT INTO sheet
                (owner, version, vault_epoch, witness_epoch, vault_half, witness_half, boxes)
            VALUES \(fragment: $0)
            """
        }
        try keepReach(arrived, at: now)
        try keepNames(arrived)
    }

    private func keepReach(_ arrived: [Arrived], at now: Moment) throws {
        let rows = arrived.compactMap { person -> SQL? in
            person.enterer.map { "(\($0), \(person.arrival.subject.row.handle), \(now))" }
        }
        try tx.insert(rows) {
            "INSERT INTO reach (principal, subject, since) VALUES \(fragment: $0)"
        }
    }

    private func keepNames(_ arrived: [Arrived]) throws {
        let keys = arrived.flatMap { person in
            person.keys.map { key -> SQL in "(\(key), \(person.arrival.subject.row.handle))" }
        }
        // One key may mean two persons of one message: the first keeps it.
        try tx.insert(keys) {
            """
            INSERT INTO imported_key (key, subject) VALUES \(fragment: $0) ON CONFLICT DO NOTHING
            """
        }
        let members = arrived.filter { $0.arrival.subject.row.kind == .member }
        try tx.insert(members.map { "(\($0.arrival.subject.row.handle), \($0.lastUsed))" }) {
            "INSERT INTO imported_member (subject, last_used) VALUES \(fragment: $0)"
        }
        try keepTags(
            members.flatMap { person -> [SQL] in
                let handle = person.arrival.subject.row.handle
                let phone = person.arrival.phone.map { "('phone', \($0.value), \(handle))" as SQL }
                let number = person.arrival.number.map {
                    "('number', \($0.value), \(handle))" as SQL
                }
                return [phone, number].compactMap { $0 }
            }
        )
    }

    private func keepTags(_ rows: [SQL]) throws {
        try tx.insert(rows) { "INSERT INTO tag (kind, value, subject) VALUES \(fragment: $0)" }
    }

    /// Few lengths of lists, so that the engines prepare few statements.
    private func bundles<Element>(_ all: [Element]) -> [[Element]] {
        var bundles: [[Element]] = []
        var rest = all[...]
        for size in [128, 16, 1] {
            while rest.count >= size {
                bundles.append(Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
        }
        return bundles
    }
}

extension Register {
    fileprivate func values(sealedWith key: SymmetricKey) -> SQL {
        "(\(owner), \(witnessName), \(version), \(packedFields), \(seal(with: key)))"
    }
}

extension Sheet {
    fileprivate var values: SQL {
        """
        (\(owner), \(version), \(epochs.vault), \(epochs.witness), \(vaultHalf), \(witnessHalf),
        \(packedBoxes))
        """
    }
}

extension VaultStore {
    func confirm(_ member: Handle<Subject>, at now: Moment) throws {
        try tx.run(
            """
            UPDATE imported_member SET confirmed = \(now)
            WHERE subject = \(member) AND confirmed IS NULL
            """
        )
    }

    /// Whether somebody came from an old shop and has not looked its data through.
    func mustConfirm(_ member: Handle<Subject>) throws -> Bool {
        try tx.row(
            "SELECT subject FROM imported_member WHERE subject = \(member) AND confirmed IS NULL"
        ) != nil
    }
}
