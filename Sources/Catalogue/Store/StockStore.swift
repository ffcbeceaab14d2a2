public import Basics
public import Storage

/// Prices and stock for orders, within the transaction that places or cancels one.
public struct StockStore {
    let tx: Transaction

    public init(_ tx: Transaction) { self.tx = tx }

    /// What an order needs to know of goods; their descriptions are long.
    private static let offered: SQL = """
        id, shop, name, contents, price, tax_rate, stock, temperature, weight_grams, lead_days,
        earliest_dispatch, last_order_for_year_end, accepts_delivery_date, is_alcohol, noshi_inner,
        noshi_outer, state
        """

    /// The goods of these numbers as they are now, withdrawn ones with a stock of 0.
    ///
    /// In no order; unknown numbers are left out.
    public func offer(_ ids: [GoodsID]) throws -> [OfferedGoods] {
        try tx.rows(
            """
            SELECT \(fragment: StockStore.offered), p.file AS picture_file, p.alt AS picture_alt
            FROM goods LEFT JOIN goods_picture p ON p.goods = id AND p.position = 0
            WHERE id IN \(list: ids.map(\.rawValue))
            """
        ).map(OfferedGoods.init)
    }

    /// Takes pieces for an order, or none of them.
    ///
    /// - Returns: the goods as they were offered until then, without their picture.
    /// - Throws: ``SoldOut`` where there are not as many, or what the database throws.
    @discardableResult
    public func take(_ count: Int, of id: GoodsID) throws -> OfferedGoods {
        guard count > 0 else { throw SoldOut(goods: id, left: try left(of: id)) }
        let taken = try tx.row(
            """
            UPDATE goods SET stock = stock - \(count)
            WHERE id = \(id.rawValue) AND state = 'on-sale' AND stock >= \(count)
            RETURNING \(fragment: StockStore.offered), NULL AS picture_file, NULL AS picture_alt
            """
        )
        guard let taken else { throw SoldOut(goods: id, left: try left(of: id)) }
        var goods = try OfferedGoods(taken)
        goods.stock += count
        return goods
    }

    /// Gives pieces of a cancelled order back, whatever the shop says of the goods by now.
    public func giveBack(_ count: Int, of id: GoodsID) throws {
        guard count > 0 else { return }
        try tx.run("UPDATE goods SET stock = stock + \(count) WHERE id = \(id.rawValue)")
    }

    private func left(of id: GoodsID) throws -> Int {
        try offer([id]).first?.stock ?? 0
    }
}

extension OfferedGoods {
    init(_ row: Row) throws {
        let state: GoodsState = try row.get("state")
        let stock: Int = try row.get("stock")
        let file: String? = try row.get("picture_file")
        let alt: String? = try row.get("picture_alt")
        self.init(
            id: GoodsID(rawValue: try row.get("id")),
            shop: ShopID(rawValue: try row.get("shop")),
            name: try row.get("name"),
            contents: try row.get("contents"),
            price: try row.get("price"),
            taxRate: try row.get("tax_rate"),
            stock: state == .onSale ? stock : 0,
            temperature: try row.get("temperature"),
            weightGrams: try row.get("weight_grams"),
            dispatch: try Dispatch(row),
            noshi: try NoshiKind.kinds(row),
            isAlcohol: try row.get("is_alcohol"),
            picture: file.map { Picture(file: $0, alt: alt ?? "") }
        )
    }
}
