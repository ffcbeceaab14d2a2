import Basics
import Storage

/// Where goods stand in the shop without a search: in categories, in a shop, or all together.
///
/// An index has each in each of its orders, so a page is read from it and not sorted. None of them
/// holds the stock, which every order changes: what can be ordered is looked up in passing.
struct Shelf {
    /// Each a condition on `goods g` under which an index has the goods in order.
    let boards: [SQL]

    static let all = Shelf(boards: ["1 = 1"])

    static func of(_ categories: some Sequence<String>) -> Shelf {
        Shelf(boards: categories.sorted().map { "g.category = \($0)" })
    }

    static func of(_ shop: ShopID) -> Shelf { Shelf(boards: ["g.shop = \(shop.rawValue)"]) }
}

extension CatalogueStore {
    /// What of a shelf is shown, of all that is not withdrawn.
    struct Stretch {
        var condition: SQL = "1 = 1"
        var offset = 0
        var limit: Int
    }

    /// Numbers of goods in an order; recommended ones that can be ordered stand before the rest.
    func ids(on shelf: Shelf, _ sort: GoodsSort, _ stretch: Stretch) throws -> [GoodsID] {
        guard sort == .recommended else { return try walk(shelf, sort, stretch) }
        let ready = try walk(shelf, sort, stretch.only(CatalogueStore.ready))
        guard ready.count < stretch.limit else { return ready }
        var rest = stretch.only("NOT (\(fragment: CatalogueStore.ready))")
        rest.limit -= ready.count
        let isPastThem = ready.isEmpty && stretch.offset > 0
        rest.offset = isPastThem ? stretch.offset - (try countReady(shelf, stretch)) : 0
        return ready + (try walk(shelf, sort, rest))
    }

    /// What can be ordered.
    static let ready: SQL = "g.state = 'on-sale' AND g.stock > 0"

    /// How many of the whole shelf can be ordered, as far as the condition goes.
    private func countReady(_ shelf: Shelf, _ stretch: Stretch) throws -> Int {
        try shelf.boards.reduce(0) { sum, board in
            let row = try tx.row(
                """
                SELECT COUNT(*) AS total FROM goods g
                WHERE \(fragment: board) AND \(fragment: stretch.condition)
                    AND \(fragment: CatalogueStore.ready)
                """
            )
            return sum + (try row?.get("total") ?? 0)
        }
    }

    // Each board by itself up to where the stretch ends, and then the boards together: neither database
    // would see that several of them in one order need no sorting.
    func walk(_ shelf: Shelf, _ sort: GoodsSort, _ stretch: Stretch) throws -> [GoodsID] {
        let order = sort.order
        var boards: SQL = ""
        for (number, board) in shelf.boards.enumerated() {
            let joint: SQL = number == 0 ? "" : " UNION ALL "
            boards = """
                \(fragment: boards)\(fragment: joint)SELECT * FROM (
                    SELECT g.id, \(fragment: order.column) AS place FROM goods g
                    WHERE \(fragment: board) AND g.state <> 'withdrawn'
                        AND \(fragment: stretch.condition)
                    ORDER BY \(fragment: order.column) \(fragment: order.places),
                        g.id \(fragment: order.ids)
                    LIMIT \(stretch.offset + stretch.limit)
                ) board
                """
        }
        guard !shelf.boards.isEmpty else { return [] }
        return try tx.rows(
            """
            SELECT id FROM (\(fragment: boards)) boards
            ORDER BY place \(fragment: order.places), id \(fragment: order.ids)
            LIMIT \(stretch.limit) OFFSET \(stretch.offset)
            """
        ).map { GoodsID(rawValue: try $0.get("id")) }
    }
}

extension CatalogueStore.Stretch {
    fileprivate func only(_ condition: SQL) -> CatalogueStore.Stretch {
        var stretch = self
        stretch.condition = "\(fragment: self.condition) AND \(fragment: condition)"
        return stretch
    }
}

extension GoodsSort {
    /// The column that the goods stand by, and its direction and that of their numbers.
    fileprivate var order: (column: SQL, places: SQL, ids: SQL) {
        switch self {
        case .recommended: ("g.recommendation", "DESC", "ASC")
        case .newest: ("g.created", "DESC", "ASC")
        case .cheapest: ("g.price", "ASC", "ASC")
        // The other end of the same index.
        case .dearest: ("g.price", "DESC", "DESC")
        }
    }
}
