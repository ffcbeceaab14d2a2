import Basics

/// Makes the old shop's orders, each from its number alone.
struct OldOrders {
    let plan: OrderPlan
    let calendar: OldCalendar
    let shelf: OldShelf
    let people: OldPeople

    /// Orders are numbered from 0 in the order in which they were placed.
    func order(_ index: Int) -> OldOrder {
        var chance = Chance("\(plan.seed)/order/\(index)")
        let orderer = plan.orderer(of: index)
        let placed = calendar.time(of: index, among: plan.size.orders)
        var order = OldOrder(
            number: index + 1,
            orderer: orderer,
            placed: placed,
            parcels: parcels(of: orderer, in: placed.day.month, by: &chance),
            payment: payment(by: &chance),
            state: state(placed.day, by: &chance),
            discount: 0,
            points: 0
        )
        if order.subtotal > 4000, chance.happens(5) { order.discount = 500 }
        if case .member = orderer, order.subtotal > 2000, chance.happens(15) {
            order.points = chance.number(1...8) * 100 + chance.number(0...99)
        }
        return order
    }

    /// In July and December more than half are gifts: お中元 and お歳暮.
    private func parcels(
        of orderer: OrderPlan.Orderer,
        in month: Int,
        by chance: inout Chance
    ) -> [OldOrder.Parcel] {
        let isGift = chance.happens(month == 7 || month == 12 ? 55 : 14)
        guard isGift else { return [own(orderer, in: month, by: &chance)] }
        let circle = circle(of: orderer)
        let first = chance.number(1...circle)
        let count = min(circle, chance.pick([1, 1, 1, 2, 2, 3, 4, 5]))
        let present = shelf.goods(in: month, by: &chance)
        var parcels = (0..<count).map { place in
            let recipient = (first + place - 1) % circle + 1
            let to = people.recipient(recipient, of: orderer.key).town.prefecture
            return OldOrder.Parcel(
                recipient: recipient,
                goods: [(present, 1)],
                postage: postage(to: to, present.isCold)
            )
        }
        if chance.happens(25) { parcels.append(own(orderer, in: month, by: &chance)) }
        return parcels
    }

    /// How many people one sends presents to.
    private func circle(of orderer: OrderPlan.Orderer) -> Int {
        var chance = Chance("\(plan.seed)/circle/\(orderer.key)")
        return chance.pick([1, 1, 2, 2, 3, 4, 6])
    }

    private func own(
        _ orderer: OrderPlan.Orderer,
        in month: Int,
        by chance: inout Chance
    ) -> OldOrder.Parcel {
        let goods = (0..<chance.pick([1, 1, 1, 2, 2, 3])).map { _ in
            (shelf.goods(in: month, by: &chance), chance.pick([1, 1, 1, 1, 1, 2, 2, 3]))
        }
        let home = people.person(orderer).town.prefecture
        return OldOrder.Parcel(
            recipient: nil,
            goods: goods.map { (goods: $0.0, count: $0.1) },
            postage: postage(to: home, goods.contains { $0.0.isCold })
        )
    }

    private func postage(to prefecture: Prefecture, _ isCold: Bool) -> Int {
        let plain =
            switch prefecture.code {
            case 31...35: 650
            case 24...30, 36...39: 760
            case 1, 47: 1_540
            default: 920
            }
        return plain + (isCold ? 220 : 0)
    }

    private func payment(by chance: inout Chance) -> OldOrder.Payment {
        switch chance.number(1...100) {
        case ...18: .giro
        case ...45: .transfer
        case ...70: .cashOnDelivery
        default: .card
        }
    }

    /// Of the last ten days not all are done, and nothing that would only be done after them.
    private func state(_ day: Day, by chance: inout Chance) -> OldOrder.State {
        let lot = chance.number(1...100)
        if lot <= 3 { return .cancelled }
        let left = day.days(until: OldCalendar.last)
        if left < 10 {
            let isSent = lot >= 90 && left >= OldOrder.sentDays.upperBound
            let isPaid = lot >= 70 && left >= OldOrder.paidDays
            return isSent ? .sent : isPaid ? .paid : lot < 40 ? .received : .handled
        }
        return lot == 4 ? .returned : .sent
    }
}

extension OldPeople {
    func person(_ orderer: OrderPlan.Orderer) -> OldPerson {
        switch orderer {
        case .member(let number): member(number)
        case .guest(let number): guest(number)
        }
    }
}
