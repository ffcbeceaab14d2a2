import Foundation

/// How large a PNG is, and whether one can see through it (W3C PNG, 11.2.2).
struct PNGHeader {
    static let length = 26

    let width: Int
    let height: Int
    let hasAlpha: Bool

    init?(_ bytes: Data?) {
        guard let bytes = bytes.map(Array.init), bytes.count == PNGHeader.length else { return nil }
        width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
        height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
        // Grey or colour, each with a channel of its own for it.
        hasAlpha = bytes[25] == 4 || bytes[25] == 6
    }
}
