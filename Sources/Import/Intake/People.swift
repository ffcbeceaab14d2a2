import Basics
import VaultAPI

/// The persons of some orders, each once, as one message names them.
struct People {
    private(set) var persons: [ImportPersons.Person] = []
    private var places: [Secret<String>: Int] = [:]
    private let asGuests: Set<String>

    /// `asGuests` are the numbers of members whom nobody knows any more.
    init(_ orders: [OldOrder], asGuests: Set<String>) {
        self.asGuests = asGuests
        for order in orders {
            let orderer = place(ofOrderer: order)
            for line in order.lines {
                guard let recipient = line.recipient else { continue }
                _ = place(of: recipient, orderedBy: order, orderer)
            }
        }
    }

    private func key(ofOrderer order: OldOrder) -> Secret<String> {
        isGuest(order) ? OldKey.guest(order.orderer.identity) : OldKey.member(order.member)
    }

    private func isGuest(_ order: OldOrder) -> Bool {
        order.member.isEmpty || asGuests.contains(order.member)
    }

    private mutating func place(ofOrderer order: OldOrder) -> Int {
        let isGuest = isGuest(order)
        return place(of: key(ofOrderer: order)) {
            ImportPersons.Person(
                key: $0,
                kind: isGuest ? .orderer : .member,
                fields: isGuest ? order.orderer.fields : nil,
                lastUsed: order.facts.placed
            )
        }
    }

    private mutating func place(of recipient: Sketch, orderedBy order: OldOrder, _ orderer: Int)
        -> Int
    {
        let isGuest = isGuest(order)
        return place(of: OldKey.contact(of: key(ofOrderer: order), recipient.identity)) {
            ImportPersons.Person(
                key: $0,
                kind: isGuest ? .recipient : .contact,
                fields: recipient.fields,
                lastUsed: order.facts.placed,
                enteredBy: orderer
            )
        }
    }

    private mutating func place(
        of key: Secret<String>,
        _ make: (Secret<String>) -> ImportPersons.Person
    ) -> Int {
        if let place = places[key] { return place }
        places[key] = persons.count
        persons.append(make(key))
        return persons.count - 1
    }

    /// Whether nobody is known by a member's number; who has left since was somebody.
    func isStranger(_ number: String, _ answer: ImportPersons.Answer) -> Bool {
        known(OldKey.member(number), answer)?.outcome == .unknown
    }

    /// The orders by handles, and who came into whose address book.
    func kept(_ orders: [OldOrder], _ answer: ImportPersons.Answer) -> (
        [ImportedOrder], [ImportedContact]
    ) {
        var contacts: Set<ImportedContact> = []
        let kept = orders.compactMap { order -> ImportedOrder? in
            let key = key(ofOrderer: order)
            guard let orderer = known(key, answer)?.handle else { return nil }
            let lines = order.lines.map { line -> ImportedOrder.Line in
                let recipient = line.recipient.flatMap {
                    self.known(OldKey.contact(of: key, $0.identity), answer)
                }
                let to = recipient?.handle == orderer ? nil : recipient?.handle
                if let to, !isGuest(order), recipient?.outcome != .erased {
                    contacts.insert(ImportedContact(member: orderer, contact: to))
                }
                return ImportedOrder.Line(facts: line.facts, recipient: to)
            }
            return ImportedOrder(key: order.key, orderer: orderer, facts: order.facts, lines: lines)
        }
        return (kept, Array(contacts))
    }

    private func known(_ key: Secret<String>, _ answer: ImportPersons.Answer)
        -> ImportPersons.Known?
    {
        guard let place = places[key], answer.persons.indices.contains(place) else { return nil }
        return answer.persons[place]
    }
}
