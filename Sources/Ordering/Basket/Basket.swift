public import Basics

/// Goods and how many of them.
public struct BasketLine: Hashable, Sendable, Codable {
    public var goods: GoodsID
    /// 1 to 99.
    public var count: Int

    public init(goods: GoodsID, count: Int) {
        self.goods = goods
        self.count = count
    }
}

/// What a visitor has put aside, in the order it was put there.
public struct Basket: Hashable, Sendable {
    public static let largestCount = 99
    public static let mostLines = 50

    public private(set) var lines: [BasketLine]

    /// Lines with no count are left out; counts above 99 become 99.
    public init(lines: [BasketLine] = []) {
        self.lines = []
        for line in lines { add(line.count, of: line.goods) }
    }

    public var isEmpty: Bool { lines.isEmpty }

    public func count(of goods: GoodsID) -> Int {
        lines.first { $0.goods == goods }?.count ?? 0
    }

    /// Puts some more of the goods in; a new line only where there is room for one.
    @discardableResult
    public mutating func add(_ count: Int, of goods: GoodsID) -> Bool {
        // Bounded before the sum, since a forged count may be as large as an Int.
        let wanted = min(max(count, 0), Basket.largestCount)
        return set(min(self.count(of: goods) + wanted, Basket.largestCount), of: goods)
    }

    /// Sets a line's count; 0 takes the line out.
    @discardableResult
    public mutating func set(_ count: Int, of goods: GoodsID) -> Bool {
        let index = lines.firstIndex { $0.goods == goods }
        switch (index, count) {
        case (let index?, ...0): lines.remove(at: index)
        case (let index?, _): lines[index].count = min(count, Basket.largestCount)
        case (nil, ...0): break
        case (nil, _) where lines.count >= Basket.mostLines: return false
        case (nil, _):
            lines.append(BasketLine(goods: goods, count: min(count, Basket.largestCount)))
        }
        return true
    }

    /// Takes out what has been ordered, and leaves what was added since.
    public mutating func takeOut(_ ordered: [BasketLine]) {
        for line in ordered { set(count(of: line.goods) - line.count, of: line.goods) }
    }
}
