/// How a run of text is set.
struct TextStyle: Hashable, Sendable {
    /// In points.
    var size: Double
    var bold = false
    var alignment = Alignment.leading
    var shade = Shade.ink
    /// Space between characters in points; titles of Japanese papers are spread.
    var spacing = 0.0
    /// Between baselines, as a multiple of the size.
    var lineHeight = 1.5
    /// The element of a tagged PDF: `P`, `H1`.
    var tag = "P"

    enum Alignment: Hashable, Sendable {
        case leading
        case centre
        case trailing
    }

    static let body = TextStyle(size: 10)
    static let small = TextStyle(size: 8.5, shade: .grey)
    static let strong = TextStyle(size: 10, bold: true)

    func aligned(_ alignment: Alignment) -> TextStyle {
        var style = self
        style.alignment = alignment
        return style
    }
}

/// The greys a paper is printed in: it must survive a copying machine.
enum Shade: Double, Hashable, Sendable {
    case ink = 0.1
    case grey = 0.38
    case line = 0.7
    case panel = 0.95
}

/// Millimetres as points of 1/72 inch.
func mm(_ millimetres: Double) -> Double { millimetres * 72 / 25.4 }
