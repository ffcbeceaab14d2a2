/// What a member has bought, told by the numbers of orders.
struct Purchases {
    var first: Int32 = -1
    var last: Int32 = -1
    var count: Int32 = 0

    mutating func add(_ order: Int) {
        if count == 0 { first = Int32(order) }
        last = Int32(order)
        count += 1
    }
}

/// A member as 会員CSV has one: 27 columns.
struct MemberRow {
    let orders: OldOrders

    func cells(of number: Int, _ purchases: Purchases) -> [String] {
        let (size, people) = (orders.plan.size, orders.people)
        var chance = Chance("\(people.seed)/row/\(number)")
        let dates = chance.dateForm()
        let person = PersonCells(people.member(number))
        // At the beginning of the turn: the first orders come before its middle.
        let registered = orders.calendar.time(of: number - 1, among: size.members, within: 0)
        let last = time(of: purchases.last)
        let memo = chance.happens(Untidiness.memos) ? chance.pick(people.names.memos) : ""
        return [String(number)] + person.nameAndAddress
            + [person.email, person.phone(by: &chance)] + person.sexToBirthDate(dates)
            + [
                time(of: purchases.first)?.written(dates) ?? "", last?.written(dates) ?? "",
                String(purchases.count), memo, "2", "本会員", registered.written(dates),
                (last ?? registered).written(dates),
                chance.amountForm().written(points(purchases, by: &chance)),
            ]
    }

    private func points(_ purchases: Purchases, by chance: inout Chance) -> Int {
        chance.happens(30) ? 0 : 100 + Int(purchases.count) * chance.number(20...180)
    }

    private func time(of order: Int32) -> OldTime? {
        order < 0 ? nil : orders.calendar.time(of: Int(order), among: orders.plan.size.orders)
    }
}
