import Basics
import VaultAPI
import Wire

/// Something the courier is to carry, ready to be kept.
struct NewItem: Sendable {
    var id: Handle<CourierItem>
    /// Whose address it goes to, looked up when it is handed out; nil where the item has its own.
    var subject: Handle<Subject>?
    var state: ItemState
    /// Sealed content: letters' facts, codes, links.
    var content: [UInt8]
    /// The address sealed into the item itself, where its person will be gone or has another yet.
    var address: (register: Register, sheet: Sheet)?
}

/// Where an item stands.
enum ItemState: String, Sendable {
    /// To be carried, now or later.
    case waiting
    /// Handed out to the courier, who has not told yet what became of it.
    case inHand = "in-hand"
    /// Goes to nobody: written so that a sign-in for nobody takes as long.
    case void
    /// The relay has refused it for good, or nobody could be written to.
    case failed
}

/// The fields an address is made of.
enum Addressing {
    static let email = [PersonalField.email, .emailKeeper].map(\.rawValue)
    static let post = [PersonalField.postcode, .prefecture, .city, .street, .building]
        .map(\.rawValue)
    static let name = [PersonalField.familyName, .givenName].map(\.rawValue)
    static let fields = email + post + name

    /// What is opened to reach somebody: the mailbox where there is one, else the house.
    static func needed(of register: Register, byPost: Bool) -> [String] {
        name + (byPost || register.fields[PersonalField.email.rawValue] == nil ? post : email)
    }

    static func name(_ values: [String: Secret<String>]) -> Secret<String> {
        Secret(joined(name, values, by: " "))
    }

    /// Nil where neither a mailbox nor a house is known.
    static func destination(_ values: [String: Secret<String>]) -> CourierItem.Destination? {
        if let email = values[PersonalField.email.rawValue] {
            let keeper = values[PersonalField.emailKeeper.rawValue]?.revealed
            return .email(email, helper: keeper == "ご家族")
        }
        guard let postcode = values[PersonalField.postcode.rawValue] else { return nil }
        let address = joined(Array(post.dropFirst()), values, by: "")
        return address.isEmpty ? nil : .post(postcode: postcode, address: Secret(address))
    }

    private static func joined(
        _ fields: [String],
        _ values: [String: Secret<String>],
        by separator: String
    ) -> String {
        fields.compactMap { values[$0]?.revealed }.joined(separator: separator)
    }
}

extension Vault {
    /// An item for somebody whose address is looked up when it goes; for nobody where there is none.
    func item(_ content: CourierItem.Content, to subject: Handle<Subject>?) throws -> NewItem {
        let id = Handle<CourierItem>.mint()
        return NewItem(
            id: id,
            subject: subject,
            state: subject == nil ? .void : .waiting,
            content: try seal(content, id),
            address: nil
        )
    }

    /// An item with its own address.
    func item(_ content: CourierItem.Content, addressed values: [String: Secret<String>]) throws
        -> NewItem
    {
        let id = Handle<CourierItem>.mint()
        let name = Handle<CourierItem>.mint().text
        let sheet = try sealer.seal(values, owner: id.text, name: name, version: 1)
        let register = Register(
            owner: id.text,
            witnessName: name,
            version: 1,
            fields: values.mapValues { _ in 1 }
        )
        return NewItem(
            id: id,
            subject: nil,
            state: .waiting,
            content: try seal(content, id),
            address: (register, sheet)
        )
    }

    /// The last letter to a member who leaves.
    func letterOfLeaving(_ values: [String: Secret<String>], at now: Moment) throws -> NewItem {
        try item(.letter(.memberLeft, orderLink: nil, orderCode: nil), addressed: values)
    }

    private func seal(_ content: CourierItem.Content, _ id: Handle<CourierItem>) throws -> [UInt8] {
        var plain = Padding.add(to: Kept.bytes(content))
        defer { wipe(&plain) }
        return try keys.notes.seal(plain, bound: NotePlace.item.binding(id.text))
    }

    func content(_ box: [UInt8], of id: Handle<CourierItem>) throws -> CourierItem.Content {
        let padded = try keys.notes.open(box, bound: NotePlace.item.binding(id.text))
        return try Kept.value(CourierItem.Content.self, in: try Padding.remove(from: padded))
    }
}

extension Desk {
    func keep(_ item: NewItem) throws {
        try store.keep(item, at: now)
        guard let address = item.address else { return }
        try store.keep(address.register, key: vault.keys.register)
        try store.keep(address.sheet)
    }
}
