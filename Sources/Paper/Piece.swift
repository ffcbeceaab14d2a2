/// One thing drawn at one place; coordinates in points from the piece's upper left corner.
enum Mark {
    case text(SetText, x: Double, y: Double)
    case fill(x: Double, y: Double, width: Double, height: Double, Shade)

    func moved(x dx: Double, y dy: Double) -> Mark {
        switch self {
        case .text(let text, let x, let y):
            .text(text, x: x + dx, y: y + dy)
        case .fill(let x, let y, let width, let height, let shade):
            .fill(x: x + dx, y: y + dy, width: width, height: height, shade)
        }
    }
}

/// A block that has been set and is no longer divided.
struct Piece {
    var marks: [Mark] = []
    var height = 0.0

    /// Adds another below.
    mutating func append(_ piece: Piece) {
        marks += piece.marks.map { $0.moved(x: 0, y: height) }
        height += piece.height
    }

    /// Adds another beside what is there, `x` points from the left.
    mutating func put(_ piece: Piece, x: Double, y: Double = 0) {
        marks += piece.marks.map { $0.moved(x: x, y: y) }
        height = max(height, piece.height + y)
    }
}
