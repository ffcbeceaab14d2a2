public import Foundation

/// Brings the city's people to its market: they register, keep an address book and order, through
/// the same pages as everybody.
public struct PeopleMaker: Sendable {
    private let town: Town
    private let members: Int
    private let orders: Int
    private let journal: PeopleJournal
    private let typed: TypedValues
    private let people: [DemoPerson]

    /// One of ten orders is a guest's.
    private static let guestEvery = 10
    /// So many of the first member's own, so that one my page is well filled.
    private static let ordersOfFirst = 6
    private static let atOnce = 6

    /// - Parameters:
    ///   - town: The city, running.
    ///   - members: How many register.
    ///   - orders: How many orders they and some guests place.
    ///   - journal: The file that remembers what was done.
    ///   - known: The folder beside the city's data for what its people typed.
    /// - Throws: Where the journal or the file of names cannot be read, or the folder not be made.
    public init(_ town: Town, members: Int, orders: Int, journal: URL, known: URL) throws {
        self.town = town
        self.members = members
        self.orders = orders
        self.journal = try PeopleJournal(journal)
        typed = try TypedValues(known)
        people = try DemoPeople.make(count: 2 * members + orders)
    }

    /// Whether all was done before.
    public var isDone: Bool { get async { await journal.isDone } }

    /// Remembers that all is done.
    public func finish() async throws { try await journal.note("done") }

    /// Registers and orders what is still missing.
    ///
    /// - Parameter tell: Hears what is done, in words and as a share of the whole.
    /// - Returns: The numbers of all orders.
    /// - Throws: ``Stumble`` at the first wrong page.
    public func make(
        tell: @escaping @Sendable (String, Double) -> Void
    ) async throws -> [String] {
        let shelf = try await Shelf(town)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (started, visitor) in visitors.enumerated() {
                if started >= PeopleMaker.atOnce { try await group.next() }
                group.addTask { try await come(visitor, to: shelf, tell) }
            }
            try await group.waitForAll()
        }
        return await journal.orders
    }

    /// Who comes: a member with any orders, or a guest with one.
    private enum Visitor {
        case member(Int, orders: [Int])
        case guest(order: Int)
    }

    /// Those who order come first: my pages are filled early.
    private var visitors: [Visitor] {
        var byMember: [Int: [Int]] = [:]
        var guests: [Visitor] = []
        for order in 0..<orders {
            if order % PeopleMaker.guestEvery == PeopleMaker.guestEvery - 1 || members == 0 {
                guests.append(.guest(order: order))
            } else {
                let member = order < PeopleMaker.ordersOfFirst ? 0 : order * 7 % members
                byMember[member, default: []].append(order)
            }
        }
        let all = (0..<members).map { Visitor.member($0, orders: byMember[$0] ?? []) }
        let (busy, quiet) = (
            all.filter { if case .member(_, let orders) = $0 { !orders.isEmpty } else { false } },
            all.filter { if case .member(_, let orders) = $0 { orders.isEmpty } else { false } }
        )
        return busy + guests + quiet
    }

    private func come(
        _ visitor: Visitor,
        to shelf: Shelf,
        _ tell: @Sendable (String, Double) -> Void
    ) async throws {
        switch visitor {
        case .member(let number, let orders):
            let missing = await journal.isMissing(orders)
            let isNew = await !journal.has("member \(number)")
            guard isNew || !missing.isEmpty else { return }
            try await typed.note(people[number])
            var shopper = Shopper(people[number], number: number, in: town)
            if isNew { try await settle(&shopper, number) } else { try await shopper.signIn() }
            if isNew { try await done("member \(number)", tell) }
            for order in missing { try await place(order, &shopper, number, shelf, tell) }
        case .guest(let order):
            guard await !journal.has("order \(order)") else { return }
            let number = 2 * members + order
            try await typed.note(people[number])
            var shopper = Shopper(people[number], number: number, in: town)
            try await place(order, &shopper, nil, shelf, tell)
        }
    }

    /// Registers, and writes some into the address book.
    private func settle(_ shopper: inout Shopper, _ number: Int) async throws {
        try await shopper.becomeMember()
        let contacts = number == 0 ? 3 : [0, 1, 0, 2][number % 4]
        for contact in 0..<contacts {
            let other = people[members + (number + contact) % members]
            try await typed.note(other)
            try await shopper.add(other, called: ["母", "姉", "山田先生"][contact % 3])
        }
    }

    private func place(
        _ order: Int,
        _ shopper: inout Shopper,
        _ member: Int?,
        _ shelf: Shelf,
        _ tell: @Sendable (String, Double) -> Void
    ) async throws {
        var chance = Chance("いなば市民の注文/\(order)")
        for _ in 0..<PeopleMaker.mostTries {
            let wish = wish(order, of: member, from: shelf, &chance)
            if case .other(let person) = wish.receiver { try await typed.note(person) }
            if let number = try await shopper.order(wish) {
                return try await done("order \(order) \(number)", tell)
            }
        }
        throw Stumble(.placing, status: 409)
    }

    private static let mostTries = 5

    private func wish(
        _ order: Int,
        of member: Int?,
        from shelf: Shelf,
        _ chance: inout Chance
    ) -> Wish {
        let isGift = chance.happens(40)
        let hasBook = member.map { $0 % 2 == 1 || $0 == 0 } ?? false
        let other = people[(members + order) % people.count]
        let receiver: Wish.Receiver = hasBook ? .contact : .other(other)
        let count = chance.pick([1, 1, 1, 2, 3])
        return Wish(
            goods: (0..<count).map { _ in chance.pick(isGift ? shelf.gifts : shelf.goods) },
            receiver: isGift ? receiver : .themselves,
            isGift: isGift,
            lot: chance.number(0...10_000)
        )
    }

    private func done(
        _ line: String,
        _ tell: @Sendable (String, Double) -> Void
    ) async throws {
        try await journal.note(line)
        let share = Double(await journal.count) / Double(max(members + orders, 1))
        tell("people register and order", min(share, 0.99))
    }
}

extension PeopleJournal {
    fileprivate func isMissing(_ orders: [Int]) -> [Int] { orders.filter { !has("order \($0)") } }
}

/// Goods that the market has in stock, by their paths, as its lists show them.
struct Shelf: Sendable {
    var goods: [String]
    /// Those that のし is put on.
    var gifts: [String]

    private static let pages = 8

    init(_ town: Town) async throws {
        var browser = Browser(town, source: "198.18.0.1")
        goods = []
        gifts = []
        for page in 1...Shelf.pages {
            goods += try await Shelf.paths("/goods?stock=1&page=\(page)", &browser)
            gifts += try await Shelf.paths("/goods?stock=1&noshi=1&page=\(page)", &browser)
        }
        guard !goods.isEmpty, !gifts.isEmpty else { throw Stumble(.shelf, status: 200) }
    }

    private static func paths(_ list: String, _ browser: inout Browser) async throws -> [String] {
        try await browser.open(list, at: .market, .shelf).links
            .filter { $0.hasPrefix("/goods/") && $0.dropFirst(7).allSatisfy(\.isNumber) }
    }
}
