import Basics
import Crypto
import VaultAPI
import Wire
import WitnessAPI

/// What a person is found by: the keyed and marked hash of a normalised form, exact match only.
struct PersonTag: Sendable, Hashable {
    var value: [UInt8]
}

/// What tags are made of.
enum TagKind: String, Sendable {
    case email, phone
    /// The number an old shop gave a member.
    case number
    /// By which a row of an old shop's files names somebody.
    case oldKey
}

/// A normalised form that a tag can be made of.
struct TagForm: Sendable {
    var kind: TagKind
    var text: Secret<String>

    /// Of an e-mail address; of what is no address too, so that it takes as long.
    static func email(_ email: Secret<String>) -> TagForm {
        let text = EmailAddress(email.revealed)?.normalised ?? email.revealed.lowercased()
        return TagForm(kind: .email, text: Secret(text))
    }

    /// Of a telephone number; nil where there is none or it is no Japanese number.
    static func phone(_ phone: Secret<String>?) -> TagForm? {
        guard let phone, let number = PhoneNumber(phone.revealed) else { return nil }
        return TagForm(kind: .phone, text: Secret(number.digits))
    }

    /// Of a member's number in the old shop.
    static func number(_ number: Secret<String>) -> TagForm {
        TagForm(kind: .number, text: number)
    }

    /// Of what an old shop's files name somebody by.
    static func oldKey(_ key: Secret<String>) -> TagForm { TagForm(kind: .oldKey, text: key) }
}

extension Vault {
    /// The tag of an e-mail address.
    func emailTag(_ email: Secret<String>) async throws -> PersonTag {
        try await tags([.email(email)])[0]
    }

    /// The tag of a telephone number; nil where there is none or it is no Japanese number.
    func phoneTag(_ phone: Secret<String>?) async throws -> PersonTag? {
        guard let form = TagForm.phone(phone) else { return nil }
        return try await tags([form])[0]
    }

    /// The tags of some forms, in order: keyed here and then marked by the witness, so that nobody can
    /// try numbers against a stolen database, not even with the keys of one of the two.
    ///
    /// The witness is asked once for as many as one message takes.
    func tags(_ forms: [TagForm]) async throws -> [PersonTag] {
        var made: [PersonTag] = []
        made.reserveCapacity(forms.count)
        while made.count < forms.count {
            let next = forms[made.count...].prefix(MarkInputs.most)
            let marks = try await witness.marks(next.map { $0.keyed(with: keys.tag) })
            guard marks.count == next.count else { throw WitnessRefusal.unavailable }
            made += marks.map(PersonTag.init)
        }
        return made
    }
}

extension TagForm {
    /// What its tag is marked from.
    func keyed(with key: SymmetricKey) -> Witness.KeyedInput {
        var packer = Packer()
        packer.add("ichi tag v1")
        packer.add(kind.rawValue)
        packer.add(text.revealed)
        return Witness.KeyedInput(kind: kind.mark, bytes: Keyed.hash(packer.bytes, with: key))
    }
}

extension TagKind {
    fileprivate var mark: Witness.Mark {
        switch self {
        case .email: .email
        case .phone: .phone
        case .number: .number
        case .oldKey: .oldKey
        }
    }
}
