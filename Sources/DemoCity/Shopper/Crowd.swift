import Basics
public import Foundation

/// Guests who order one after the other, and somebody of the city who does what it is asked to, for
/// drills; what they typed is noted as that of all.
public struct Crowd: Sendable {
    private let town: Town
    private let typed: TypedValues
    private let people: [DemoPerson]
    private let first: Int

    private static let atOnce = 3

    /// - Parameters:
    ///   - town: The city, running.
    ///   - first: The number of the first of them: who made the city are the first thousand.
    ///   - count: How many there are; two for each order.
    ///   - known: The folder for what they typed.
    /// - Throws: Where the file of names cannot be read, or the folder not be made.
    public init(_ town: Town, from first: Int, count: Int, known: URL) throws {
        self.town = town
        self.first = first
        typed = try TypedValues(known)
        people = try DemoPeople.make(count: first + count).suffix(count)
    }

    /// Lets them order, three at a time, until all have, the task is cancelled, or a page refuses.
    ///
    /// - Returns: How many orders were answered for.
    public func order() async -> Int {
        guard let shelf = try? await Shelf(town) else { return 0 }
        return await withTaskGroup(of: Int.self) { group in
            for lane in 0..<Crowd.atOnce {
                group.addTask { await order(from: shelf, lane: lane) }
            }
            return await group.reduce(0, +)
        }
    }

    private func order(from shelf: Shelf, lane: Int) async -> Int {
        var orders = 0
        for number in stride(from: lane * 2, to: people.count - 1, by: Crowd.atOnce * 2) {
            let guest = Guest(people[number], number: first + number, in: town)
            do {
                try Task.checkCancellation()
                try await typed.note(people[number])
                try await typed.note(people[number + 1])
                guard try await guest.order(from: shelf, to: people[number + 1]) != nil else {
                    continue
                }
                orders += 1
            } catch {
                return orders
            }
        }
        return orders
    }

    /// Brings one of them, who orders for the second, as far as the page that shows it before it is placed.
    ///
    /// - Returns: Where that page is, and who looks at pages as that guest.
    /// - Throws: ``Stumble``.
    public func draft() async throws -> (path: String, look: Look) {
        let shelf = try await Shelf(town)
        for person in people.prefix(2) { try await typed.note(person) }
        var shopper = Shopper(people[0], number: first, in: town)
        for lot in 0..<5 {
            let goods = [shelf.goods[lot % shelf.goods.count]]
            let wish = Wish(goods: goods, receiver: .other(people[1]), isGift: false, lot: lot)
            guard let page = try await shopper.confirmation(of: wish) else { continue }
            return (page.place.path, Look(browser: shopper.browser))
        }
        throw Stumble(.placing, status: 409)
    }

    /// Begins to register, and does not type the code.
    ///
    /// - Throws: ``Stumble``.
    public func registerHalf() async throws {
        guard let person = people.last else { return }
        try await typed.note(person)
        var shopper = Shopper(person, number: first + people.count, in: town)
        try await shopper.askToRegister()
    }

    /// Lets a member of the city leave, as `ichi demo people` made it.
    ///
    /// - Throws: ``Stumble``.
    public static func leave(_ member: Int, of town: Town) async throws {
        let person = try DemoPeople.make(count: member + 1)[member]
        var shopper = Shopper(person, number: member, in: town)
        try await shopper.signIn()
        let page = try await shopper.browser.open("/account/leaving", .leaving)
        _ = try await shopper.browser.send(
            page.form(to: "/leaving"),
            on: page,
            filling: ["sure": "yes"],
            .leaving
        )
    }

    /// The mailbox of a member that `ichi demo people` made, by which its person is known.
    public static func mailbox(of member: Int) throws -> String {
        try DemoPeople.make(count: member + 1)[member].email.revealed
    }
}

/// Pages as somebody sees them whose browser is open.
public struct Look: Sendable {
    var browser: Browser

    /// What a page of the counter answers, whatever it is; nil where nothing does.
    public mutating func page(_ path: String) async -> String? {
        let all = Set(200..<600)
        return try? await browser.open(path, .looking, but: all).body
    }
}

/// Somebody who orders once.
private struct Guest: Sendable {
    private let shopper: Shopper
    private let number: Int

    init(_ person: DemoPerson, number: Int, in town: Town) {
        shopper = Shopper(person, number: number, in: town)
        self.number = number
    }

    func order(from shelf: Shelf, to other: DemoPerson) async throws -> String? {
        var shopper = shopper
        let wish = Wish(
            goods: [shelf.goods[number % shelf.goods.count]],
            receiver: .other(other),
            isGift: false,
            lot: number
        )
        return try await shopper.order(wish)
    }
}
