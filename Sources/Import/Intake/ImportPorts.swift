public import Basics
public import VaultAPI

/// What the import asks of others: the vault for persons, the old shop's room for the rest.
public struct ImportPorts: Sendable {
    public typealias Persons = @Sendable (ImportPersons) async throws -> ImportPersons.Answer

    public var persons: Persons
    /// Keeps points of members; once more changes nothing.
    public var keepMembers: @Sendable ([ImportedMember]) async throws -> Void
    /// The lines' keys of those of some orders that are kept already.
    public var knownLines: @Sendable (_ orders: [String]) async throws -> [String: Set<String>]
    /// Keeps orders, their lines, and who is in whose address book; what is there already stays.
    public var keepOrders: @Sendable ([ImportedOrder], [ImportedContact]) async throws -> Void

    /// Keeps goods, and tells the keys of those that were not here; what is here stays.
    public var keepGoods: @Sendable ([ImportedGoods]) async throws -> Set<String>

    public init(
        persons: @escaping Persons,
        keepMembers: @escaping @Sendable ([ImportedMember]) async throws -> Void,
        knownLines: @escaping @Sendable ([String]) async throws -> [String: Set<String>],
        keepOrders: @escaping @Sendable ([ImportedOrder], [ImportedContact]) async throws -> Void,
        keepGoods: @escaping @Sendable ([ImportedGoods]) async throws -> Set<String>
    ) {
        self.persons = persons
        self.keepMembers = keepMembers
        self.knownLines = knownLines
        self.keepOrders = keepOrders
        self.keepGoods = keepGoods
    }
}

/// A member as the shop knows it: a handle, and points to the yen.
public struct ImportedMember: Sendable, Equatable {
    public var handle: Handle<Subject>
    public var points: Money
}

/// An entry of a member's address book.
public struct ImportedContact: Sendable, Hashable {
    public var member: Handle<Subject>
    public var contact: Handle<Subject>
}

/// An old order as the shop keeps it: by handles.
public struct ImportedOrder: Sendable {
    public var key: String
    public var orderer: Handle<Subject>
    public var facts: OldOrderFacts
    public var lines: [Line]

    /// One line, and to whom it went; nil for the orderer itself.
    public struct Line: Sendable {
        public var facts: OldLineFacts
        public var recipient: Handle<Subject>?
    }
}
