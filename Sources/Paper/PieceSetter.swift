/// Sets blocks that are not divided between pages.
struct PieceSetter {
    let typesetter: Typesetter

    func piece(_ blocks: [Block], width: Double) -> Piece {
        var whole = Piece()
        for block in blocks { whole.append(piece(block, width: width)) }
        return whole
    }

    func piece(_ block: Block, width: Double) -> Piece {
        switch block {
        case .text(let text, let style):
            let set = typesetter.set(text, style, width: width)
            return Piece(marks: [.text(set, x: 0, y: 0)], height: set.height)
        case .space(let height):
            return Piece(height: height)
        case .rule(let weight, let shade):
            let line = Mark.fill(x: 0, y: 0, width: width, height: weight, shade)
            return Piece(marks: [line], height: weight)
        case .beside(let columns):
            return beside(columns, width: width)
        case .panel(let blocks):
            return panel(blocks, width: width)
        case .table(let table):
            var whole = heading(table, width: width)
            for row in table.rows { whole.append(self.row(row, of: table, width: width)) }
            return whole
        case .placed, .newPage:
            return Piece()
        }
    }

    func heading(_ table: Table, width: Double) -> Piece {
        var whole = cells(table.columns.map(\.title), table, .init(size: 9, bold: true), width)
        whole.marks.insert(
            .fill(x: 0, y: 0, width: width, height: whole.height, .panel),
            at: 0
        )
        whole.append(piece(.rule(weight: 0.8, .ink), width: width))
        return whole
    }

    func row(_ row: [String], of table: Table, width: Double) -> Piece {
        var whole = cells(row, table, .init(size: 9.5, lineHeight: 1.4), width)
        whole.append(piece(.rule(weight: 0.4, .line), width: width))
        return whole
    }

    private func cells(
        _ texts: [String],
        _ table: Table,
        _ style: TextStyle,
        _ width: Double
    ) -> Piece {
        let padding = (x: 4.0, y: 3.5)
        let shares = table.columns.map(\.share).reduce(0, +)
        var whole = Piece()
        var x = 0.0
        for (text, column) in zip(texts, table.columns) {
            let columnWidth = width * column.share / shares
            let cell = Block.text(text, style.aligned(column.alignment))
            let set = piece(cell, width: columnWidth - 2 * padding.x)
            whole.put(set, x: x + padding.x, y: padding.y)
            x += columnWidth
        }
        whole.height += padding.y
        return whole
    }

    private func beside(_ columns: [(share: Double, blocks: [Block])], width: Double) -> Piece {
        let shares = columns.map(\.share).reduce(0, +)
        var whole = Piece()
        var x = 0.0
        for column in columns {
            let columnWidth = width * column.share / shares
            whole.put(piece(column.blocks, width: columnWidth), x: x)
            x += columnWidth
        }
        return whole
    }

    private func panel(_ blocks: [Block], width: Double) -> Piece {
        let padding = 10.0
        let inner = piece(blocks, width: width - 2 * padding)
        let height = inner.height + 2 * padding
        var whole = Piece(marks: [.fill(x: 0, y: 0, width: width, height: height, .panel)])
        whole.put(inner, x: padding, y: padding)
        whole.height = height
        return whole
    }
}
