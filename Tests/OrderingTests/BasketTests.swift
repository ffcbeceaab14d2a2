import Basics
import Ordering
import Testing

struct BasketTests {
    @Test("a count stays between 1 and 99, however it is asked for")
    func countBounds() {
        var basket = Basket()
        basket.add(60, of: GoodsID(1))
        basket.add(60, of: GoodsID(1))
        #expect(basket.count(of: GoodsID(1)) == 99)
        basket.add(.max, of: GoodsID(1))
        #expect(basket.count(of: GoodsID(1)) == 99)
        basket.add(-5, of: GoodsID(1))
        #expect(basket.count(of: GoodsID(1)) == 99)
        basket.set(-1, of: GoodsID(1))
        #expect(basket.isEmpty)
    }

    @Test("a line that is set to nothing leaves, the others keep their order")
    func removing() {
        var basket = Basket(
            lines: (1...3).map { BasketLine(goods: GoodsID(rawValue: $0), count: $0) }
        )
        basket.set(0, of: GoodsID(2))
        #expect(basket.lines.map(\.goods.rawValue) == [1, 3])
        basket.set(0, of: GoodsID(2))
        #expect(basket.lines.count == 2)
    }

    @Test("the basket takes no more than fifty kinds, and says so")
    func mostLines() {
        var basket = Basket()
        let taken = (1...51).map { basket.add(1, of: GoodsID(rawValue: $0)) }
        #expect(taken.count { $0 } == 50)
        #expect(taken.last == false)
        let more = basket.add(1, of: GoodsID(50))
        #expect(more)
        #expect(basket.lines.count == 50)
    }

    @Test("what was ordered leaves the basket, what was added since stays")
    func takeOut() {
        var basket = Basket(lines: [
            BasketLine(goods: GoodsID(1), count: 3), BasketLine(goods: GoodsID(2), count: 1),
        ])
        basket.takeOut([
            BasketLine(goods: GoodsID(1), count: 2), BasketLine(goods: GoodsID(2), count: 5),
        ])
        #expect(basket.lines == [BasketLine(goods: GoodsID(1), count: 1)])
    }
}

struct ParcelPlanTests {
    private let largest = PostageTable.city.largestGrams

    @Test("goods split by shop and by temperature")
    func split() {
        var coldPear = Sample.pear
        coldPear.goods = GoodsID(4)
        coldPear.temperature = .chilled
        let lines = [Sample.pear, Sample.crab, Sample.sake, coldPear].map { Sample.line($0) }
        let parcels = ParcelPlan.split(lines, largestGrams: largest)
        #expect(parcels.map(\.shop.rawValue) == [10, 10, 11])
        #expect(parcels.map(\.temperature) == [.ambient, .chilled, .chilled])
        #expect(parcels[0].lines.count == 2)
    }

    @Test("more than the largest class goes in several parcels, and no piece is lost")
    func tooHeavyForOne() {
        let parcels = ParcelPlan.split([Sample.line(Sample.pear, 16)], largestGrams: largest)
        #expect(parcels.map { $0.lines[0].count } == [7, 7, 2])
        #expect(parcels.allSatisfy { $0.weightGrams <= largest })
    }

    @Test("a single piece above the largest class still gets a parcel")
    func singleGiant() {
        var giant = Sample.pear
        giant.weightGrams = 40_000
        let parcels = ParcelPlan.split([Sample.line(giant, 2)], largestGrams: largest)
        #expect(parcels.map(\.weightGrams) == [40_000, 40_000])
    }
}

struct ShareTests {
    private let basket = Basket(lines: [
        BasketLine(goods: GoodsID(1), count: 3), BasketLine(goods: GoodsID(2), count: 1),
    ])

    @Test("what is left over and what is missing is told")
    func differences() {
        let check = ShareCheck(
            basket: basket,
            shares: [
                Share(recipient: 0, goods: GoodsID(1), count: 1),
                Share(recipient: 1, goods: GoodsID(2), count: 2),
            ],
            recipients: [0, 1, 2]
        )
        #expect(check.differences.map(\.left) == [2, -1])
        #expect(check.emptyHanded == [2])
        #expect(!check.isEven)
        #expect(check.differences[0].words(title: "梨").contains("2個残っています"))
        #expect(check.differences[1].words(title: "かに").contains("1個足りません"))
    }

    @Test("an even share passes")
    func even() {
        let check = ShareCheck(
            basket: basket,
            shares: [
                Share(recipient: 0, goods: GoodsID(1), count: 3),
                Share(recipient: 1, goods: GoodsID(2), count: 1),
            ],
            recipients: [0, 1]
        )
        #expect(check.isEven)
    }
}
