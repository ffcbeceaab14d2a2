import Basics
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

extension Vault {
    /// The tag of an e-mail address; of what is no address too, so that it takes as long.
    func emailTag(_ email: Secret<String>) async throws -> PersonTag {
        let text = EmailAddress(email.revealed)?.normalised ?? email.revealed.lowercased()
        return try await tag(.email, text)
    }

    /// The tag of a telephone number; nil where there is none or it is no Japanese number.
    func phoneTag(_ phone: Secret<String>?) async throws -> PersonTag? {
        guard let phone, let number = PhoneNumber(phone.revealed) else { return nil }
        return try await tag(.phone, number.digits)
    }

    /// The tag of a member's number in the old shop.
    func numberTag(_ number: Secret<String>) async throws -> PersonTag {
        try await tag(.number, number.revealed)
    }

    /// The tag of what an old shop's files name somebody by.
    func oldKeyTag(_ key: Secret<String>) async throws -> PersonTag {
        try await tag(.oldKey, key.revealed)
    }

    /// Keyed here and then marked by the witness, so that nobody can try numbers against a stolen
    /// database, not even with the keys of one of the two.
    private func tag(_ kind: TagKind, _ text: String) async throws -> PersonTag {
        PersonTag(value: try await witness.mark(kind.mark, nil, keyed(kind, text)))
    }

    private func keyed(_ kind: TagKind, _ text: String) -> [UInt8] {
        var packer = Packer()
        packer.add("ichi tag v1")
        packer.add(kind.rawValue)
        packer.add(text)
        return Keyed.hash(packer.bytes, with: keys.tag)
    }

    /// What the tag of an e-mail address is marked from.
    func keyedEmail(_ email: EmailAddress) -> [UInt8] { keyed(.email, email.normalised) }

    /// What the tag of a telephone number is marked from; nil as ``phoneTag(_:)`` is.
    func keyedPhone(_ phone: Secret<String>?) -> [UInt8]? {
        phone.flatMap { PhoneNumber($0.revealed) }.map { keyed(.phone, $0.digits) }
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
