import Basics
import VaultAPI

/// Goods of the old shop: one row, which is one choice of them that could be ordered.
public struct ImportedGoods: Sendable, Hashable {
    /// The old shop's own number of the choice, which no two share.
    public var key: String
    /// With the names of what was chosen: 「二十世紀梨 5kg」.
    public var name: String
    public var code: String
    /// Plain text, paragraphs separated by an empty line.
    public var description: String
    /// As the old shop called its shelves, in its words.
    public var category: String
    public var searchWords: String
    /// Names of files that the export does not hold.
    public var pictures: String
    /// Hundredths of a yen, without tax, as EC-CUBE keeps prices.
    public var priceHundredths: Int
    /// Percent; nil where the file does not tell.
    public var taxPercent: Int?
    /// Nil where the old shop took orders without limit.
    public var stock: Int?
    /// Whether the old shop showed them.
    public var wasPublic: Bool
    var hasMemo = false
}

/// How a row of goods ends.
enum GoodsRow: Sendable {
    case goods(ImportedGoods)
    /// 廃止, or deleted: never taken over.
    case gone
}

extension Cells where Column == GoodsColumn {
    /// Throws ``RowFault``.
    func goods() throws(RowFault) -> GoodsRow {
        if try isGone() { return .gone }
        let name = try text(.name, upTo: 200)
        guard !name.isEmpty else { throw .empty(GoodsColumn.name.japanese) }
        guard let price = OldAmount.hundredths(try text(.price)), price >= 0 else {
            throw .number(GoodsColumn.price.japanese)
        }
        let choices = [try text(.choice1, upTo: 200), try text(.choice2, upTo: 200)]
        return .goods(
            ImportedGoods(
                key: try goodsKey(),
                name: ([name] + choices).filter { !$0.isEmpty }.joined(separator: " "),
                code: try text(.code, upTo: 200),
                description: try story(),
                category: try text(.category, upTo: 500),
                searchWords: try text(.words, upTo: 1000),
                pictures: try text(.pictures, upTo: 2000),
                priceHundredths: price,
                taxPercent: try number(.taxRate),
                stock: try text(.isUnlimited) == "1" ? nil : try number(.stock) ?? 0,
                wasPublic: try isPublic(),
                hasMemo: !isEmpty(.memo)
            )
        )
    }

    /// 商品ID names goods, 商品規格ID the choice; where that column was left out, what was chosen does.
    private func goodsKey() throws(RowFault) -> String {
        let number = try oldNumber(.number)
        guard !number.isEmpty else { throw .empty(GoodsColumn.number.japanese) }
        let variant = try oldNumber(.variant)
        if !variant.isEmpty { return "\(number)/\(variant)" }
        let choices = [try oldNumber(.choice1Number), try oldNumber(.choice2Number)]
        return ([number] + choices.map { $0.isEmpty ? "-" : $0 }).joined(separator: "/")
    }

    private func isGone() throws(RowFault) -> Bool {
        if try text(.deleted) == "1" { return true }
        return map.has(.state) ? try text(.state) == "廃止" : try text(.stateNumber) == "3"
    }

    private func isPublic() throws(RowFault) -> Bool {
        map.has(.state) ? try text(.state) == "公開" : try text(.stateNumber) == "1"
    }

    private func story() throws(RowFault) -> String {
        var parts: [String] = []
        for column in GoodsColumn.story {
            let part = Markup.plain(try lines(column, upTo: 20_000))
            // Many a shop wrote the same into the list's text and the page's.
            if !part.isEmpty, !parts.contains(part) { parts.append(part) }
        }
        return parts.joined(separator: "\n\n")
    }

    /// A whole number; nil for an empty cell.
    private func number(_ column: GoodsColumn) throws(RowFault) -> Int? {
        let text = try text(column)
        if text.isEmpty { return nil }
        guard let number = OldAmount.yen(text), number >= 0 else { throw .number(column.japanese) }
        return number
    }
}
