/// One sheet on which pieces of coloured paper are laid, and what it needs of gradients.
struct Sheet {
    var chance: Chance
    private(set) var body = ""
    private var colours: Set<UInt32> = []

    init(seed: String) { chance = Chance(seed) }

    /// A piece cut along a path (SVG path data).
    mutating func cut(_ path: String, _ colour: UInt32) {
        body += "<path d=\"\(path)\" fill=\"\(fill(colour))\"/>"
    }

    mutating func oval(
        _ x: Double,
        _ y: Double,
        _ rx: Double,
        _ ry: Double,
        _ colour: UInt32,
        turn: Double = 0
    ) {
        let turned = turn == 0 ? "" : " transform=\"rotate(\(n(turn)) \(n(x)) \(n(y)))\""
        body +=
            "<ellipse cx=\"\(n(x))\" cy=\"\(n(y))\" rx=\"\(n(rx))\" ry=\"\(n(ry))\""
            + " fill=\"\(fill(colour))\"\(turned)/>"
    }

    mutating func box(
        _ x: Double,
        _ y: Double,
        _ width: Double,
        _ height: Double,
        _ colour: UInt32,
        round: Double = 2
    ) {
        body +=
            "<rect x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\""
            + " rx=\"\(n(round))\" fill=\"\(fill(colour))\"/>"
    }

    /// A line as a brush or a knife leaves it; its round ends are the frame's.
    mutating func line(_ path: String, _ colour: UInt32, _ width: Double) {
        body += "<path d=\"\(path)\" stroke=\"#\(hex(colour))\" stroke-width=\"\(n(width))\"/>"
    }

    /// Where light falls.
    mutating func shine(_ path: String) {
        body += "<path d=\"\(path)\" fill=\"#fff\" opacity=\".38\" stroke=\"none\"/>"
    }

    /// Small round spots, each a pair of coordinates, in one path.
    mutating func spots(_ places: [(Double, Double)], _ colour: UInt32, _ width: Double) {
        line(places.map { "M\(n($0.0)) \(n($0.1))h.1" }.joined(), colour, width)
    }

    /// Takes over what a piece needs of gradients and of chance; its body is placed by the caller.
    mutating func adopt(_ piece: Sheet) {
        colours.formUnion(piece.colours)
        chance = piece.chance
    }

    mutating func clear() { body = "" }

    mutating func raw(_ svg: String) { body += svg }

    /// A shade near a colour, so that no two drawings are quite alike.
    mutating func near(_ colour: UInt32) -> UInt32 {
        // Few steps, because every shade costs a gradient of the file.
        let shift = chance.pick([-0.09, -0.03, 0.03, 0.09])
        return shift < 0
            ? mix(colour, 0x5a3a20, -shift) : mix(colour, 0xfff4d8, shift)
    }

    mutating func fill(_ colour: UInt32) -> String {
        colours.insert(colour)
        return "url(#g\(hex(colour)))"
    }

    var gradients: String {
        colours.sorted().map { colour in
            "<linearGradient id=\"g\(hex(colour))\" x2=\".6\" y2=\"1\">"
                + "<stop stop-color=\"#\(hex(mix(colour, 0xfffaf0, 0.2)))\"/>"
                + "<stop offset=\"1\" stop-color=\"#\(hex(mix(colour, 0x4a2a1a, 0.13)))\"/>"
                + "</linearGradient>"
        }.joined()
    }
}

/// A number as SVG wants it: one decimal at most.
func n(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    if tenths % 10 == 0 { return String(tenths / 10) }
    let whole = tenths.magnitude / 10
    return (tenths < 0 ? "-" : "") + (whole == 0 ? "" : String(whole))
        + ".\(tenths.magnitude % 10)"
}

func hex(_ colour: UInt32) -> String {
    let digits = String(colour, radix: 16)
    return String(repeating: "0", count: 6 - digits.count) + digits
}

/// A colour on its way to another: 0 stays, 1 arrives.
func mix(_ from: UInt32, _ to: UInt32, _ part: Double) -> UInt32 {
    [16, 8, 0].reduce(0) { sum, shift in
        let a = Double(from >> UInt32(shift) & 255)
        let b = Double(to >> UInt32(shift) & 255)
        return sum | UInt32(a + (b - a) * part) << UInt32(shift)
    }
}
