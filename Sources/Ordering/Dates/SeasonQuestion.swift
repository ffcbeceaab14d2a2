public import Basics

/// A gift of the season that would come out of season: asked about, never forbidden.
public enum SeasonQuestion: String, Hashable, Sendable {
    /// 御歳暮 after 31 December.
    case yearEndTooLate
    /// お年賀 before 1 January.
    case newYearTooEarly

    /// What an arrival on this day asks, if anything.
    ///
    /// 御歳暮 belongs to the year of the order, お年賀 to the next; the season turns in July.
    public init?(_ occasion: NoshiOccasion?, arrival: Day, ordered: Day) {
        switch occasion {
        case .yearEnd where arrival.year > ordered.year: self = .yearEndTooLate
        case .newYear where arrival.year == ordered.year && arrival.month > 6:
            self = .newYearTooEarly
        default: return nil
        }
    }

    public var japanese: String {
        switch self {
        case .yearEndTooLate:
            "「御歳暮」ののしですが、お届けが12月31日より後になります。年が明けてからは「お年賀」や「御礼」とするのが一般的です。このままでよろしいですか。"
        case .newYearTooEarly:
            "「お年賀」ののしですが、お届けが1月1日より前になります。年内は「御歳暮」や「御礼」とするのが一般的です。このままでよろしいですか。"
        }
    }
}
