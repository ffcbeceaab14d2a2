/// The number of goods in the catalogue, which every room of the shop knows them by.
public struct GoodsID: RawRepresentable, Hashable, Comparable, Sendable, Codable,
    CustomStringConvertible, ExpressibleByIntegerLiteral
{
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }
    public init(integerLiteral value: Int) { rawValue = value }

    public var description: String { String(rawValue) }

    public static func < (a: GoodsID, b: GoodsID) -> Bool { a.rawValue < b.rawValue }
}

/// The number of a member shop (加盟店), which every room of the shop knows it by.
public struct ShopID: RawRepresentable, Hashable, Comparable, Sendable, Codable,
    CustomStringConvertible, ExpressibleByIntegerLiteral
{
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }
    public init(integerLiteral value: Int) { rawValue = value }

    public var description: String { String(rawValue) }

    public static func < (a: ShopID, b: ShopID) -> Bool { a.rawValue < b.rawValue }
}
