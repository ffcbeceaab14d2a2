import Basics
import HTTPTypes
import Ordering
import Testing
import VaultAPI
import Web

@Suite("A guest at the counter", .serialized)
struct GuestJourneyTests {
    @Test("a guest orders for themselves, from the basket to the thanks page")
    func wholeWay() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 2), (2, 1)])
            try await customer.counter.get(checkout + "/confirmation")
            let page = customer.counter.page
            for words in [
                "髙橋 花子", "訂正する", "二十世紀梨", "約3kg", "お申込みの撤回・解除", "0857-00-0010",
                "商品の引渡時期", "お支払いの時期・方法",
            ] {
                #expect(page.contains(words), "the confirmation lacks \(words)")
            }
            let placed = try await customer.place(checkout)
            #expect(placed.location == checkout + "/thanks")
            _ = try await customer.counter.follow(placed)
            let orders = try await town.shop.orders.orders(in: nil, limit: 10)
            let order = try #require(orders.first)
            #expect(orders.count == 1)
            #expect(customer.counter.page.contains(order.number.description))
            #expect(try await town.shop.stock(1) == 18)
            #expect(await town.vault.promoted[order.key]?.orderer == order.orderer)
        }
    }

    @Test("a second press, Back and an old tab lead to the same thanks page")
    func secondPress() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 1)])
            let first = try await customer.place(checkout)
            for page in ["/confirmation", "/payment", "/orderer", ""] {
                let again = try await customer.counter.get(checkout + page)
                #expect(again.location == first.location)
            }
            let again = try await customer.counter.post(checkout + "/confirmation", ["total": "1"])
            #expect(again.location == first.location)
            #expect(try await town.shop.orders.orders(in: nil, limit: 10).count == 1)
        }
    }

    @Test("the basket shows the first picture, and the counter, which may not load it, shows none")
    func pictures() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 1), (2, 1)])
            try await customer.market.get("/basket")
            let basket = customer.market.page
            #expect(basket.contains("<img src=\"/pictures/pear-1.svg\" alt=\"箱に並んだ梨\""))
            #expect(basket.split(separator: "<img").count == 2)
            try await customer.counter.get(checkout + "/confirmation")
            #expect(!customer.counter.page.contains("<img"))
        }
    }

    @Test("the basket stays full until the order is placed, and is empty then")
    func basket() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 2)])
            #expect(try await customer.market.get("/basket/count").text == "{\"count\":2}")
            try await customer.place(checkout)
            #expect(try await customer.market.get("/basket/count").text == "{\"count\":0}")
        }
    }

    @Test("the token of a hand-over begins one checkout, and pressing again leads back to it")
    func tokenTwice() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.begin([(1, 1)])
            let token = try #require(customer.market.value(of: "token"))
            #expect(try await customer.handOver(token) == checkout)
        }
    }

    @Test("a checkout under way is not replaced silently")
    func underWay() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let first = try await customer.confirm([(1, 1)])
            let second = try await customer.begin([(2, 1)])
            #expect(first != second)
            try await customer.counter.get(second + "/orderer")
            #expect(customer.counter.page.contains("ご注文手続きの途中です"))
            #expect(customer.counter.page.contains(first))
            try await customer.counter.get(second + "/orderer?new=yes")
            #expect(customer.counter.page.contains("お客さまの情報"))
            let on = try await customer.place(first)
            #expect(on.location == first + "/thanks")
        }
    }

    @Test("somebody else's checkout, an unknown one and one that is over are told alike")
    func gone() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 1)])
            let stranger = Customer(town)
            let foreign = try await stranger.counter.get(checkout + "/confirmation")
            #expect(foreign.status == .gone)
            #expect(!stranger.counter.page.contains("髙橋"))
            let unknown = try await customer.counter.get(
                "/checkouts/\(Handle<Checkout>.mint())/payment"
            )
            #expect(unknown.status == .gone)
            #expect(try await customer.counter.get("/checkouts/x/payment").status == .gone)
            town.clock.advance(hours: 3)
            #expect(try await customer.counter.get(checkout + "/confirmation").status == .gone)
            #expect(customer.counter.page.contains("時間がたちました"))
        }
    }

    @Test("a price that changed in between is shown before it is charged")
    func priceChanged() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 1)])
            try await customer.counter.get(checkout + "/confirmation")
            let total = try #require(customer.counter.value(of: "total"))
            try await Shelf.set(1, stock: 20, price: Money(yen: 4_980), in: town.shop.database)
            let answer = try await customer.counter.post(
                checkout + "/confirmation",
                ["total": total]
            )
            #expect(answer.status == .conflict)
            #expect(customer.counter.page.contains("価格または送料が変わりました"))
            #expect(try await town.shop.orders.orders(in: nil, limit: 10).isEmpty)
            #expect(try await customer.place(checkout).status == .seeOther)
        }
    }

    @Test("what is sold out is left out, and nothing has to be typed again")
    func adjustment() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 2), (2, 3)])
            try await customer.counter.get(checkout + "/confirmation")
            let total = try #require(customer.counter.value(of: "total"))
            try await Shelf.set(2, stock: 1, price: Sample.crab.price, in: town.shop.database)
            let told = try await customer.counter.post(checkout + "/confirmation", ["total": total])
            #expect(told.status == .conflict)
            #expect(customer.counter.page.contains("在庫は残り1個です"))
            let adjusted = try await customer.counter.post(checkout + "/adjustment")
            #expect(adjusted.location == checkout + "/confirmation")
            #expect(try await customer.place(checkout).status == .seeOther)
            #expect(try await town.shop.stock(2) == 0)
            #expect(try await town.shop.stock(1) == 18)
        }
    }

    @Test("once the press has fixed the people, none is added or changed any more")
    func peopleFixed() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 1)])
            let id = try #require(Handle<Checkout>(String(checkout.suffix(26))))
            let open = try #require(try await town.shop.checkouts.find(id))
            try await town.shop.checkouts.change(open, at: Sample.noon) { $0.arePeopleFixed = true }
            let added = try await customer.fill(checkout + "/recipients/new", Customer.mother)
            #expect(added.status == .conflict)
            #expect(
                try await customer.fill(checkout + "/orderer", Customer.address).status == .conflict
            )
            #expect(try await customer.place(checkout).status == .seeOther)
        }
    }

    @Test("sake asks the age beside its box")
    func age() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(3, 1)])
            #expect(try await customer.place(checkout).status == .unprocessableContent)
            #expect(customer.counter.page.contains("20歳以上であることのご確認"))
            #expect(try await customer.place(checkout, ["age": "yes"]).status == .seeOther)
        }
    }

    @Test("while the vault is away nothing is lost: the same press works later")
    func away() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let checkout = try await customer.confirm([(1, 1)])
            try await customer.counter.get(checkout + "/confirmation")
            let total = try #require(customer.counter.value(of: "total"))
            await town.vault.setAway(true)
            let away = try await customer.counter.post(checkout + "/confirmation", ["total": total])
            #expect(away.status == .serviceUnavailable)
            await town.vault.setAway(false)
            #expect(try await customer.place(checkout).status == .seeOther)
        }
    }
}
