import Basics
import VaultAPI

/// Takes one file of orders in.
struct OrderIntake: Sendable {
    private static let batchOrders = 160
    private static let batchBytes = 600_000

    let file: OldFile<OrderColumn>
    let ports: ImportPorts

    func run(into summary: inout ImportSummary, _ counter: RowCounter) async throws {
        var reader = try OrderReader(file: file)
        var counts = ImportSummary.Orders()
        var told = file.summary(.orders, usual: [.member, .goods, .toFamilyName])
        try await Window.run(
            next: {
                try reader.next(orders: OrderIntake.batchOrders, bytes: OrderIntake.batchBytes)
            },
            work: { [ports] batch in try await OrderBatch(ports, batch).take() },
            tell: { taken in
                counts.add(taken.counts)
                told.taken += taken.rowsTaken
                told.known += taken.rowsKnown
                counter.add(taken.rowsTaken + taken.rowsKnown)
            }
        )
        try reader.finish(&told)
        counter.add(told.setAside)
        summary.orders.add(counts)
        summary.files.append(told)
    }
}

/// What became of one batch.
struct TakenOrders: Sendable {
    var counts = ImportSummary.Orders()
    var rowsTaken = 0
    var rowsKnown = 0
}

/// One batch of orders on its way to the vault and the shop.
struct OrderBatch {
    private let ports: ImportPorts
    private let orders: [OldOrder]
    private var taken = TakenOrders()

    init(_ ports: ImportPorts, _ orders: [OldOrder]) {
        self.ports = ports
        self.orders = orders
    }

    func take() async throws -> TakenOrders {
        var batch = self
        let fresh = batch.leaveKnown(try await ports.knownLines(orders.map(\.key)))
        try await batch.keep(fresh)
        return batch.taken
    }

    /// Takes out what is here already.
    private mutating func leaveKnown(_ known: [String: Set<String>]) -> [OldOrder] {
        var seen = known
        return orders.compactMap { order in
            let keys = seen[order.key]
            var fresh = order
            var these = keys ?? []
            fresh.lines = order.lines.filter { these.insert($0.facts.key).inserted }
            seen[order.key] = these
            let hasNothingNew = keys != nil && fresh.lines.isEmpty
            let rows = max(1, order.lines.count)
            let freshRows = hasNothingNew ? 0 : max(1, fresh.lines.count)
            taken.rowsTaken += freshRows
            taken.rowsKnown += rows - freshRows
            if keys == nil {
                taken.counts.taken += 1
            } else if hasNothingNew {
                taken.counts.known += 1
            }
            return hasNothingNew ? nil : fresh
        }
    }

    private mutating func keep(_ fresh: [OldOrder]) async throws {
        guard !fresh.isEmpty else { return }
        var people = People(fresh, asGuests: [])
        var answer = try await ports.persons(ImportPersons(people.persons))
        var strangers: Set<String> = []
        for order in fresh where !order.member.isEmpty {
            if people.isStranger(order.member, answer) { strangers.insert(order.member) }
        }
        taken.counts.count(people, answer)
        if !strangers.isEmpty {
            // Members who had left the old shop before, or whose rows were set aside.
            people = People(fresh, asGuests: strangers)
            answer = try await ports.persons(ImportPersons(people.persons))
            taken.counts.count(people, answer)
        }
        killPoint("import.answered")
        let (kept, contacts) = people.kept(fresh, answer)
        for order in fresh {
            count(order, isGuest: order.member.isEmpty || strangers.contains(order.member))
        }
        try await ports.keepOrders(kept, contacts)
        killPoint("import.kept")
    }

    private mutating func count(_ order: OldOrder, isGuest: Bool) {
        if isGuest { taken.counts.ofGuests += 1 } else { taken.counts.ofMembers += 1 }
        taken.counts.lines += order.lines.count
        taken.counts.memosLeft += order.memos
        taken.counts.total += order.facts.payable
    }
}

extension ImportSummary.Orders {
    /// Counts who is new.
    fileprivate mutating func count(_ people: People, _ answer: ImportPersons.Answer) {
        for (person, known) in zip(people.persons, answer.persons) where known.outcome == .created {
            if person.kind == .orderer { guests += 1 }
            if person.kind == .contact { contacts += 1 }
        }
    }

    mutating func add(_ other: ImportSummary.Orders) {
        taken += other.taken
        known += other.known
        lines += other.lines
        ofMembers += other.ofMembers
        ofGuests += other.ofGuests
        guests += other.guests
        contacts += other.contacts
        memosLeft += other.memosLeft
        total += other.total
    }
}
