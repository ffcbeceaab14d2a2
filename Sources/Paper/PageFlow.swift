/// Fills pages with pieces, one below the other, and begins a new page where one is full.
struct PageFlow {
    static let width = mm(210)
    static let height = mm(297)

    let setter: PieceSetter
    let margin: Margin
    private(set) var pages: [[Mark]] = [[]]
    private var y: Double

    struct Margin {
        var top = mm(18)
        var side = mm(20)
        var bottom = mm(20)
    }

    init(typesetter: Typesetter, margin: Margin = Margin()) {
        setter = PieceSetter(typesetter: typesetter)
        self.margin = margin
        y = margin.top
    }

    private var width: Double { PageFlow.width - 2 * margin.side }
    private var end: Double { PageFlow.height - margin.bottom }

    mutating func add(_ blocks: [Block]) {
        for block in blocks {
            switch block {
            case .newPage:
                if pages.last?.isEmpty == false { turn() }
            case .placed(let x, let y, let width, let blocks):
                draw(setter.piece(blocks, width: width), x: x, y: y)
            case .table(let table):
                add(table)
            default:
                let piece = setter.piece(block, width: width)
                if !fits(piece) { turn() }
                append(piece)
            }
        }
    }

    /// Page numbers, where there is more than one page: known only at the end.
    mutating func number(label: String) {
        guard pages.count > 1 else { return }
        for page in pages.indices {
            let style = TextStyle.small.aligned(.centre)
            let text = Block.text("\(label)  \(page + 1) / \(pages.count)", style)
            let piece = setter.piece(text, width: width)
            let at = PageFlow.height - mm(13)
            pages[page] += piece.marks.map { $0.moved(x: margin.side, y: at) }
        }
    }

    private mutating func add(_ table: Table) {
        let heading = setter.heading(table, width: width)
        let rows = table.rows.map { setter.row($0, of: table, width: width) }
        // A heading at the foot of a page with no row under it tells nothing.
        if y + heading.height + (rows.first?.height ?? 0) > end { turn() }
        append(heading)
        for row in rows {
            if !fits(row) {
                turn()
                append(setter.heading(table, width: width))
            }
            append(row)
        }
    }

    private func fits(_ piece: Piece) -> Bool { y + piece.height <= end }

    private mutating func turn() {
        pages.append([])
        y = margin.top
    }

    private mutating func append(_ piece: Piece) {
        draw(piece, x: margin.side, y: y)
        y += piece.height
    }

    private mutating func draw(_ piece: Piece, x: Double, y: Double) {
        pages[pages.count - 1] += piece.marks.map { $0.moved(x: x, y: y) }
    }
}
