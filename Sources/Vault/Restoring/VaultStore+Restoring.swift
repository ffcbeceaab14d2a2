import Basics
import Storage
import VaultAPI

extension VaultStore {
    /// Lines under the numbers that they have in the tree.
    func keep(lines: [[UInt8]], from first: Int) throws {
        for (offset, line) in lines.enumerated() {
            try tx.run("INSERT INTO line (seq, entry) VALUES (\(first + offset), \(line))")
        }
    }

    /// Has persons who are here lead to lines again; how many persons and which orders of those lines
    /// are not here.
    func point(to lines: [(seq: Int, entry: LedgerEntry)]) throws
        -> (persons: Int, orders: [Handle<OrderKey>])
    {
        let known = try subjects(named: Array(Set(lines.flatMap(\.entry.subjects))))
        var lost: (persons: Int, orders: [Handle<OrderKey>]) = (0, [])
        for (seq, entry) in lines {
            for name in Set(entry.subjects) where known[name] != nil {
                try tx.run(
                    """
                    INSERT INTO line_about (name, seq) VALUES (\(name), \(seq))
                    ON CONFLICT (name, seq) DO NOTHING
                    """
                )
            }
            if entry.action == .enrol || entry.action == .takeOver {
                lost.persons += entry.subjects.count { known[$0] == nil }
            }
            if entry.action == .promote, let key = entry.order, try order(key) == nil {
                lost.orders.append(key)
            }
        }
        return lost
    }

    /// Owners of sheets with their names at the witness, in order, after one that was seen.
    func names(after owner: String, limit: Int) throws -> [(owner: String, name: String)] {
        try tx.rows(
            """
            SELECT owner, witness_name FROM register WHERE owner > \(owner)
            ORDER BY owner LIMIT \(limit)
            """
        ).map { (try $0.get("owner"), try $0.get("witness_name")) }
    }

    /// Erases owners once more, with a line about them; how many persons they were.
    func eraseAgain(_ owners: [String], _ month: MonthKey, at now: Moment) throws -> Int {
        guard !owners.isEmpty else { return 0 }
        let subjects = try Set(owners).compactMap {
            try Handle<Subject>($0).flatMap { try subject($0) }
        }
        .filter { $0.erased == nil }
        let entry = LedgerEntry(
            at: now,
            caller: nil,
            action: .erase,
            subjects: subjects.compactMap(\.ledgerName)
        )
        let leaf = try append(SealedEntry.seal(entry, with: month), about: [])
        for subject in subjects {
            try erase(subject, leaf: leaf, at: now)
            try endTokens(of: subject.handle, but: nil, at: now)
        }
        for owner in Set(owners).subtracting(subjects.map(\.handle.text)) {
            try dropSheets(of: owner, leaf: leaf)
        }
        return subjects.count
    }

    /// How many there were.
    func endAllTokens(at now: Moment) throws -> Int {
        try tx.change("UPDATE token SET ended = \(now) WHERE ended IS NULL")
    }

    /// Takes passwords and passkeys away, so that who had one proves a mailbox instead; how many
    /// passwords there were.
    ///
    /// A passkey that was removed after the backup would be good again.
    func dropCredentials(of subjects: [Handle<Subject>]) throws -> Int {
        let leaf = try max(0, lineCount() - 1)
        for subject in subjects { try dropPasskeys(of: subject, leaf: leaf) }
        return try tx.change("DELETE FROM credential WHERE subject IN \(list: subjects)")
    }
}
