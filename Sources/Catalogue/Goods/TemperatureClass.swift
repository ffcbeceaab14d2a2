/// How warm a parcel may become on its way; parcels are split by it.
public enum TemperatureClass: String, Sendable, Hashable, Codable, CaseIterable {
    case ambient
    case chilled
    case frozen

    /// 「冷蔵」.
    public var name: String {
        switch self {
        case .ambient: "常温"
        case .chilled: "冷蔵"
        case .frozen: "冷凍"
        }
    }
}

/// Where のし goes: under the wrapping paper or over it.
public enum NoshiKind: String, Sendable, Hashable, Codable, CaseIterable {
    case inner
    case outer

    /// 「内のし」.
    public var name: String {
        switch self {
        case .inner: "内のし"
        case .outer: "外のし"
        }
    }
}
