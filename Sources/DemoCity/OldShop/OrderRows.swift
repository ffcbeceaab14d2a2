import Basics

/// An order as 受注CSV has it: one row for each of its goods and fees, seventy columns each.
struct OrderRows {
    private let order: OldOrder
    private let people: OldPeople
    private let orderer: PersonCells
    private let words: Words
    private var chance: Chance

    /// How this order's amounts and dates are written.
    private struct Words {
        var amounts: AmountForm
        var dates: OldTime.Form
    }

    init(_ order: OldOrder, people: OldPeople) {
        self.order = order
        self.people = people
        orderer = PersonCells(people.person(order.orderer))
        chance = Chance("\(people.seed)/rows/\(order.number)")
        words = Words(amounts: chance.amountForm(), dates: chance.dateForm())
    }

    /// In the old shop's order: goods parcel by parcel, then what is paid beside them.
    mutating func all() -> [[String]] {
        let head = head()
        var items: [[String]] = []
        for (place, parcel) in order.parcels.enumerated() {
            let delivery = delivery(of: parcel, place + 1)
            items += parcel.goods.map { goods(of: $0.goods, $0.count) + delivery }
        }
        for parcel in order.parcels { items.append(fee(2, "送料", "送料", parcel.postage)) }
        if order.fee > 0 { items.append(fee(3, "手数料", "代引手数料", order.fee)) }
        if order.discount > 0 { items.append(fee(4, "割引", "クーポン", -order.discount)) }
        if order.points > 0 { items.append(fee(6, "ポイント", "ポイント", -order.points)) }
        return items.enumerated().map { place, item in
            head + [String(order.number * OrderRows.mostItems + place)] + item
        }
    }

    /// More than any order has, so that their numbers never meet.
    private static let mostItems = 40

    /// From 注文ID to 入金日: 33 columns, the same in all of an order's rows.
    private mutating func head() -> [String] {
        let number = String(order.number)
        let member = if case .member(let number) = order.orderer { String(number) } else { "" }
        let memo = chance.happens(Untidiness.memos) ? chance.pick(people.names.memos) : ""
        let paid = OldTime(day: order.placed.day.adding(days: OldOrder.paidDays), second: 36_000)
        let isPaid = order.state == .sent || order.state == .paid
        return [number, number, member] + orderer.nameAndAddress
            + [orderer.email, orderer.phone(by: &chance)]
            + orderer.sexToBirthDate(words.dates) + [memo]
            + [
                order.subtotal, order.discount + order.points, order.postage, order.tax,
                order.total, order.total,
            ].map(words.amounts.written)
            + [
                String(order.state.rawValue), order.state.name, String(order.payment.rawValue),
                order.payment.name, order.placed.written(words.dates),
                isPaid ? paid.written(words.dates) : "",
            ]
    }

    /// From 商品ID to 明細区分(名称): 14 columns.
    private func item(_ kind: Int, _ kindName: String, _ goods: [String], _ yen: Int, _ count: Int)
        -> [String]
    {
        goods + ["", "", "", ""]
            + [
                words.amounts.written(yen), String(count), String(order.taxRate), "",
                String(kind), kindName,
            ]
    }

    private func goods(of goods: OldShelf.OldGoods, _ count: Int) -> [String] {
        let id = String(goods.id)
        return item(1, "商品", [id, id, goods.name, "INB-\(id)"], goods.yen, count)
    }

    /// A row of no parcel: the columns of 配送先 are empty.
    private func fee(_ kind: Int, _ kindName: String, _ name: String, _ yen: Int) -> [String] {
        item(kind, kindName, ["", "", name, ""], yen, 1) + Array(repeating: "", count: 22)
    }

    /// From 出荷ID to 出荷メール送信日: 22 columns.
    private mutating func delivery(of parcel: OldOrder.Parcel, _ place: Int) -> [String] {
        let to =
            parcel.recipient.map { PersonCells(people.recipient($0, of: order.orderer.key)) }
            ?? orderer
        let window = chance.happens(60) ? ["", ""] : chance.pick(OrderRows.windows)
        let day = order.placed.day
        let wished = OldTime(day: day.adding(days: chance.number(5...14)), second: 0)
        let sent = OldTime(
            day: day.adding(days: chance.number(OldOrder.sentDays)),
            second: 43_200
        )
        let isSent = order.state == .sent || order.state == .returned
        let wish = chance.happens(Untidiness.memos) ? chance.pick(people.names.wishes) : ""
        let slip = "0000\(10_000_000 + chance.number(0...89_999_999))"
        return [String(order.number * OrderRows.mostItems + place)] + to.nameAndAddress
            + [to.phone(by: &chance), "1", "宅配便"] + window
            + [
                chance.happens(20) ? wished.written(words.dates) : "", "",
                isSent ? sent.written(words.dates) : "", isSent ? slip : "", wish,
                isSent ? sent.written(words.dates) : "",
            ]
    }

    private static let windows = [["1", "午前中"], ["2", "14時から16時"], ["3", "18時から20時"]]
}

/// How an amount is written.
enum AmountForm {
    case plain, decimals, comma

    func written(_ yen: Int) -> String {
        switch self {
        case .plain: String(yen)
        case .decimals: "\(yen).00"
        case .comma: Money(yen: yen).grouped
        }
    }
}

extension Chance {
    mutating func amountForm() -> AmountForm {
        switch number(1...100) {
        case ...Untidiness.pricesWithComma: .comma
        case ...(Untidiness.pricesWithComma + Untidiness.pricesWithDecimals): .decimals
        default: .plain
        }
    }
}
