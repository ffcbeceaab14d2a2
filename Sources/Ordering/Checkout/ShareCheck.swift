public import Basics

/// How many of which goods go to one recipient.
public struct Share: Hashable, Sendable {
    public var recipient: Int
    public var goods: GoodsID
    public var count: Int

    public init(recipient: Int, goods: GoodsID, count: Int) {
        self.recipient = recipient
        self.goods = goods
        self.count = count
    }
}

/// Whether all that is in the basket has been given to somebody, and no more than that.
public struct ShareCheck: Hashable, Sendable {
    public struct Difference: Hashable, Sendable {
        public var goods: GoodsID
        /// Above 0: left over.
        ///
        /// Below 0: given to recipients but not in the basket.
        public var left: Int
    }

    public var differences: [Difference]
    /// Recipients who would get nothing.
    public var emptyHanded: [Int]

    public var isEven: Bool { differences.isEmpty && emptyHanded.isEmpty }

    public init(basket: Basket, shares: [Share], recipients: [Int]) {
        differences = basket.lines.compactMap { line in
            let given = shares.filter { $0.goods == line.goods }.map(\.count).reduce(0, +)
            return given == line.count
                ? nil : Difference(goods: line.goods, left: line.count - given)
        }
        emptyHanded = recipients.filter { recipient in
            !shares.contains { $0.recipient == recipient && $0.count > 0 }
        }
    }
}

extension ShareCheck.Difference {
    /// `「二十世紀梨」が2個残っています。`.
    public func words(title: String) -> String {
        left > 0
            ? "「\(title)」が\(left)個残っています。お届け先に割り当ててください。"
            : "「\(title)」が\(-left)個足りません。お届け先の数を減らすか、買い物かごで増やしてください。"
    }
}
