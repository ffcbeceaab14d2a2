import Basics
import VaultAPI
import Wire

/// Somebody who registers, until the witness has marked what the member will be found by.
///
/// Nothing of it is in clear: the mailbox lies in a box of the vault's, for as long as codes may
/// still be mailed there; the rest was keyed by the vault before it was boxed.
struct Newcomer: Sendable {
    var subject: Handle<Subject>
    /// Where the codes go; nil once one of them came back.
    var mailbox: [UInt8]?
    /// ``NewcomerInputs``, boxed.
    var inputs: [UInt8]
}

/// What the witness is to mark for a newcomer, keyed by the vault already.
struct NewcomerInputs: Packable, Equatable {
    var email: [UInt8]
    var phone: [UInt8]?
    var password: KeyedPassword?
}

/// A password after Argon2id and the vault's own key, before the witness's mark.
struct KeyedPassword: Packable, Equatable {
    var salt: [UInt8]
    var hash: [UInt8]
    var cost: PasswordCost
}

/// What the witness has marked for a newcomer.
struct NewcomerMarks: Sendable {
    var email: PersonTag
    var phone: PersonTag?
    var credential: Credential?
}

extension Vault {
    /// Boxes what a newcomer brings.
    func newcomer(_ subject: Handle<Subject>, _ inputs: NewcomerInputs, _ fields: PersonalFields)
        throws
        -> Newcomer
    {
        let mailbox = fields.filter { Addressing.email.contains($0.key.rawValue) }
        return Newcomer(
            subject: subject,
            mailbox: try box(mailbox, .mailbox, of: subject),
            inputs: try box(inputs, .inputs, of: subject)
        )
    }

    /// - Throws: ``SheetFault/damaged``.
    func inputs(of newcomer: Newcomer) throws -> NewcomerInputs {
        try unbox(NewcomerInputs.self, newcomer.inputs, .inputs, of: newcomer.subject)
    }

    /// The address that codes go to; nil where none may go any more.
    ///
    /// - Throws: ``SheetFault/damaged``.
    func mailbox(of newcomer: Newcomer) throws -> PersonalFields? {
        try newcomer.mailbox.map {
            try unbox(PersonalFields.self, $0, .mailbox, of: newcomer.subject)
        }
    }

    private func box(_ value: some Packable, _ place: NotePlace, of subject: Handle<Subject>) throws
        -> [UInt8]
    {
        var plain = Padding.add(to: Kept.bytes(value))
        defer { wipe(&plain) }
        return try keys.notes.seal(plain, bound: place.binding(subject.text))
    }

    private func unbox<Value: Packable>(
        _ type: Value.Type,
        _ box: [UInt8],
        _ place: NotePlace,
        of subject: Handle<Subject>
    ) throws -> Value {
        var padded = try keys.notes.open(box, bound: place.binding(subject.text))
        defer { wipe(&padded) }
        do {
            return try Kept.packed(type, in: try Padding.remove(from: padded))
        } catch is PackingFault {
            throw SheetFault.damaged
        }
    }
}

extension NewcomerInputs {
    func pack(into packer: inout Packer) {
        packer.add(email)
        packer.add(phone != nil)
        if let phone { packer.add(phone) }
        packer.add(password)
    }

    init(from unpacker: inout Unpacker) throws(PackingFault) {
        email = try unpacker.part()
        phone = try unpacker.next() ? try unpacker.part() : nil
        password = try unpacker.next()
    }
}

extension KeyedPassword {
    func pack(into packer: inout Packer) {
        packer.add(salt)
        packer.add(hash)
        packer.add(cost.memory)
        packer.add(cost.passes)
    }

    init(from unpacker: inout Unpacker) throws(PackingFault) {
        salt = try unpacker.part()
        hash = try unpacker.part()
        cost = PasswordCost(memory: try unpacker.next(), passes: try unpacker.next())
    }
}
