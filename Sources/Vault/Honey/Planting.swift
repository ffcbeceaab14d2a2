public import Basics
public import Storage
import VaultAPI
public import WitnessAPI

/// Puts people who never existed among the members, for a command beside the vault.
///
/// They have all that a member has who registered: a sheet, and tags that the witness marked. Which they
/// are stands in boxes of the vault's own; the vault that runs learns of them within a second.
public struct Planting: Sendable {
    private let database: Database
    private let keys: VaultKeys
    private let witness: Witness

    public init(database: Database, keys: VaultKeys, witness: Witness) {
        self.database = database
        self.keys = keys
        self.witness = witness
    }

    /// Plants one, as somebody who came at some time since the first; false where the lot fell on a
    /// telephone or mailbox that somebody has.
    ///
    /// - Throws: `StorageError`; what the witness throws.
    public func plant(at domain: String, now: Moment) async throws -> Bool {
        let fields = InventedPeople.person(at: domain)
        guard let mailbox = fields[.email], let phone = TagForm.phone(fields[.phone]) else {
            return false
        }
        let forms = [TagForm.email(mailbox), phone]
        let marks = try await witness.marks(forms.map { $0.keyed(with: keys.tag) })
        guard marks.count == forms.count else { throw WitnessRefusal.unavailable }
        let tags = marks.map(PersonTag.init)
        let sealer = Sealer(keys: keys, witness: witness)
        var person = try sealer.newSubject(.member, fields, names: SubjectNames(), at: now)
        person.row.provisionalUntil = nil
        return try await database.write { [person] tx in
            let store = VaultStore(tx)
            guard try !store.isTaken(.email, tags[0]), try !store.isTaken(.phone, tags[1]) else {
                return false
            }
            let first = min(try store.firstCreated() ?? now, now)
            let came = Int64.random(in: first.milliseconds...now.milliseconds)
            try store.keep(person.row, at: Moment(milliseconds: came))
            try store.keep(person.register, key: keys.register)
            try store.keep(person.sheet)
            try store.retag(.email, tags[0].value, of: person.row.handle)
            try store.retag(.phone, tags[1].value, of: person.row.handle)
            let row = HoneyRow(
                handle: person.row.handle,
                ledgerName: person.ledgerName,
                mailbox: mailbox
            )
            try store.keep(row, with: keys.notes)
            return true
        }
    }
}
