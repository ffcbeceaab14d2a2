/// What 特定商取引法 第11条 and 施行規則 第23条 have a shop say before it sells at a distance.
///
/// Every field is a text that is shown as it stands. Address, telephone and representative are the
/// shop's own fields.
public struct LawTerms: Sendable, Hashable {
    /// 販売業者: the name in the register of companies, or the owner's.
    public var seller: String
    /// 運営統括責任者.
    public var manager: String
    /// 販売価格.
    public var price: String
    /// 商品代金以外の必要料金.
    public var otherFees: String
    /// 支払方法・時期.
    public var payment: String
    /// 引渡時期.
    public var delivery: String
    /// 返品・交換・キャンセル, with whom to ask.
    public var returns: String
    /// 申込期間; nil where orders are taken all year.
    public var period: String?
    /// 酒類販売: the licence and the 販売管理者 (酒税法 第9条, 酒類業組合法 第86条の9); nil for a shop
    /// that sells none.
    public var alcohol: String?

    public init(
        seller: String,
        manager: String,
        price: String,
        otherFees: String,
        payment: String,
        delivery: String,
        returns: String,
        period: String? = nil,
        alcohol: String? = nil
    ) {
        self.seller = seller
        self.manager = manager
        self.price = price
        self.otherFees = otherFees
        self.payment = payment
        self.delivery = delivery
        self.returns = returns
        self.period = period
        self.alcohol = alcohol
    }
}
