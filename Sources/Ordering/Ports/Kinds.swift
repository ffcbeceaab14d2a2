public import Basics
public import Storage

extension GoodsID: SQLValueConvertible {}
extension ShopID: SQLValueConvertible {}

extension OrderNumber: SQLValueConvertible {
    public var sqlValue: SQLValue { .text(description) }

    public init?(sqlValue: SQLValue) {
        guard let text = String(sqlValue: sqlValue) else { return nil }
        self.init(text)
    }
}

extension SlipNumber: SQLValueConvertible {
    public var sqlValue: SQLValue { .text(description) }

    public init?(sqlValue: SQLValue) {
        guard let text = String(sqlValue: sqlValue) else { return nil }
        self.init(text)
    }
}

extension BrowserMark: SQLValueConvertible {
    public var sqlValue: SQLValue { .text(text) }

    public init?(sqlValue: SQLValue) {
        guard let text = String(sqlValue: sqlValue) else { return nil }
        self.init(text)
    }
}

extension Temperature: SQLValueConvertible {}
extension NoshiOccasion: SQLValueConvertible {}
extension NoshiPlace: SQLValueConvertible {}
extension TimeWindow: SQLValueConvertible {}
extension PaymentWay: SQLValueConvertible {}
extension OrderState: SQLValueConvertible {}
