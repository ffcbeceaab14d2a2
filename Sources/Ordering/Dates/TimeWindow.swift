/// The part of a day in which the carrier comes.
public enum TimeWindow: String, Hashable, Sendable, Codable, CaseIterable {
    case morning, from14, from16, from18, from19

    public var japanese: String {
        switch self {
        case .morning: "午前中"
        case .from14: "14時〜16時"
        case .from16: "16時〜18時"
        case .from18: "18時〜20時"
        case .from19: "19時〜21時"
        }
    }
}

extension Destination {
    /// Ferries do not keep hours: islands have no windows.
    public var windows: [TimeWindow] { isIsland ? [] : TimeWindow.allCases }
}
