/// Where the のし lies: under the wrapping or over it.
public enum NoshiPlace: String, Hashable, Sendable, Codable, CaseIterable {
    case inner, outer

    public var japanese: String {
        switch self {
        case .inner: "内のし(包装紙の内側)"
        case .outer: "外のし(包装紙の外側)"
        }
    }
}

/// The cord printed on the のし: its colours and its knot.
public enum Mizuhiki: String, Hashable, Sendable, Codable, CaseIterable {
    /// For what may happen again and again.
    case redWhiteBow
    /// For what should happen once only.
    case redWhiteKnot
    case blackWhiteKnot, yellowWhiteKnot

    public var japanese: String {
        switch self {
        case .redWhiteBow: "紅白蝶結び"
        case .redWhiteKnot: "紅白結び切り"
        case .blackWhiteKnot: "黒白結び切り"
        case .yellowWhiteKnot: "黄白結び切り"
        }
    }
}

/// 表書き: what is written on the のし, each with the cord that goes with it.
public enum NoshiOccasion: String, Hashable, Sendable, Codable, CaseIterable {
    case yearEnd, midsummer, thanks, familyJoy, celebration, wedding
    case sympathy, recovery, memorial, memorialReturn, newYear, blank

    public var japanese: String {
        switch self {
        case .yearEnd: "御歳暮"
        case .midsummer: "御中元"
        case .thanks: "御礼"
        case .familyJoy: "内祝"
        case .celebration: "御祝"
        case .wedding: "寿"
        case .sympathy: "御見舞"
        case .recovery: "快気祝"
        case .memorial: "志"
        case .memorialReturn: "粗供養"
        case .newYear: "お年賀"
        case .blank: "無地のし"
        }
    }

    /// Illness and mourning take a knot that does not open; in western Japan 粗供養 is yellow.
    public var mizuhiki: Mizuhiki {
        switch self {
        case .yearEnd, .midsummer, .thanks, .familyJoy, .celebration, .newYear, .blank:
            .redWhiteBow
        case .wedding, .sympathy, .recovery: .redWhiteKnot
        case .memorial: .blackWhiteKnot
        case .memorialReturn: .yellowWhiteKnot
        }
    }

    /// As it stands in the list: `御歳暮(紅白蝶結び)`.
    public var choice: String { "\(japanese)(\(mizuhiki.japanese))" }
}
