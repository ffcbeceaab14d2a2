import Basics
import VaultAPI

/// A person as the vault's rows know it: nothing of it is personal.
struct SubjectRow: Sendable {
    var handle: Handle<Subject>
    var kind: SubjectKind
    /// Its random name in the ledger; gone with the erasure.
    var ledgerName: String?
    /// Erased after this moment unless the order is placed, or the registration confirmed.
    var provisionalUntil: Moment?
    var erased: Moment?
}

/// A person on the way in: names minted and fields sealed before the transaction.
struct NewSubject: Sendable {
    var row: SubjectRow
    let register: Register
    let sheet: Sheet
    let fields: [PersonalField]

    /// The name in the ledger.
    var ledgerName: String { row.ledgerName ?? "" }
}

extension Vault {
    /// How long an unconfirmed person stays.
    static let provisionalHours = 24

    /// Mints the names of a new person and seals its fields.
    func newSubject(
        _ kind: SubjectKind,
        _ fields: PersonalFields,
        names: SubjectNames = SubjectNames(),
        at now: Moment
    ) throws -> NewSubject {
        try sealer.newSubject(kind, fields, names: names, at: now)
    }
}

extension Sealer {
    /// Mints the names of a new person and seals its fields.
    func newSubject(
        _ kind: SubjectKind,
        _ fields: PersonalFields,
        names: SubjectNames = SubjectNames(),
        at now: Moment
    ) throws -> NewSubject {
        let (handle, witnessName) = (names.handle, names.witness.text)
        let values = fields.byName
        let row = SubjectRow(
            handle: handle,
            kind: kind,
            ledgerName: names.ledger.text,
            provisionalUntil: [.contact, .staff].contains(kind)
                ? nil : now.adding(hours: Vault.provisionalHours),
            erased: nil
        )
        let sheet = try seal(values, owner: handle.text, name: witnessName, version: 1)
        let register = Register(
            owner: handle.text,
            witnessName: witnessName,
            version: 1,
            fields: values.mapValues { _ in 1 }
        )
        let named = values.keys.compactMap(PersonalField.init(rawValue:))
        return NewSubject(row: row, register: register, sheet: sheet, fields: named)
    }
}

/// The names of a new subject: one for the shop, one for the witness, one for the ledger, of which
/// none leads to another.
struct SubjectNames: Sendable {
    var handle: Handle<Subject>
    var witness: Handle<Subject>
    var ledger: Handle<Subject>

    init() { (handle, witness, ledger) = (.mint(), .mint(), .mint()) }

    /// Of somebody whose handle was fixed before.
    init(of handle: Handle<Subject>) { (self.handle, witness, ledger) = (handle, .mint(), .mint()) }

    fileprivate init(handle: Handle<Subject>, witness: Handle<Subject>, ledger: Handle<Subject>) {
        (self.handle, self.witness, self.ledger) = (handle, witness, ledger)
    }

    /// Of subjects that come in one message.
    struct Families: Sendable {
        private let handles = HandleFamily()
        private let witness = HandleFamily()
        private let ledger = HandleFamily()

        func names() -> SubjectNames {
            SubjectNames(handle: handles.mint(), witness: witness.mint(), ledger: ledger.mint())
        }
    }
}

extension Desk {
    func keep(_ subject: NewSubject) throws {
        try store.keep(subject.row, at: now)
        try store.keep(subject.register, key: vault.keys.register)
        try store.keep(subject.sheet)
    }
}
