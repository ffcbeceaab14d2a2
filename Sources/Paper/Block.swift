/// What a page is described by, from top to bottom.
indirect enum Block: Sendable {
    case text(String, TextStyle)
    case space(Double)
    /// A line across, `weight` points thick.
    case rule(weight: Double, Shade)
    /// Blocks beside one another, each with its share of the width; never divided between pages.
    case beside([(share: Double, blocks: [Block])])
    /// Blocks on a pale ground; never divided.
    case panel([Block])
    /// Blocks at a fixed place of the page in points, which take no room in the flow.
    case placed(x: Double, y: Double, width: Double, [Block])
    case table(Table)
    /// A new page, unless the present one is still empty.
    case newPage
}

/// A table whose heading is repeated on each page it reaches.
struct Table: Sendable {
    struct Column: Sendable {
        var title: String
        /// Its share of the table's width.
        var share: Double
        var alignment = TextStyle.Alignment.leading
    }

    var columns: [Column]
    /// Each row has as many cells as there are columns.
    var rows: [[String]]
}
