/// What a motif is: how one piece of it is drawn around 0,0 (about 100 across), and how it is set out.
struct Motif: Sendable {
    var ground: Ground
    var layout: Layout
    var prop: Prop = .none
    /// The second piece is the first seen in a mirror: it keeps a busy drawing's file small.
    var isMirrored = false
    /// The second argument is 0 or 1: two pieces that differ, so that a heap looks natural.
    var draw: @Sendable (inout Sheet, Int) -> Void
}

/// How the pieces lie.
enum Layout: Sendable {
    case heap, tall, single, flat
}

/// What they lie on.
enum Prop: Sendable {
    case none, plate, basket, cloth, board
}

/// Sets pieces on a table before a background and frames them as one SVG.
enum Stage {
    typealias Place = (x: Double, y: Double, scale: Double, turn: Double)

    static func picture(of motif: Motif, seed: String) -> String {
        var sheet = Sheet(seed: seed)
        motif.ground.paint(on: &sheet)
        let places = places(motif.layout, &sheet.chance)
        motif.prop.paint(on: &sheet)
        let pieces = pieces(of: motif, on: &sheet)
        for (index, place) in places.enumerated() {
            sheet.raw(use(index % 2 == 0 ? "a" : "b", place, shadow: true))
        }
        return framed(sheet, pieces)
    }

    /// The same goods from above, side by side in a carton with thin paper.
    static func box(of motif: Motif, seed: String) -> String {
        var sheet = Sheet(seed: seed)
        motif.ground.paint(on: &sheet, plain: true)
        Carton.paint(on: &sheet)
        let pieces = pieces(of: motif, on: &sheet)
        for (index, place) in Carton.places(motif.layout).enumerated() {
            sheet.raw(use((index + index / 4) % 2 == 0 ? "a" : "b", place, shadow: true))
        }
        Carton.paintFront(on: &sheet)
        return framed(sheet, pieces)
    }

    static func framed(_ sheet: Sheet, _ pieces: String = "") -> String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 300\" fill=\"none\""
            + " stroke-linecap=\"round\" stroke-linejoin=\"round\">"
            + "<defs>\(sheet.gradients)\(shadow)\(paper)\(pieces)</defs>"
            + sheet.body
            + "<rect width=\"400\" height=\"300\" filter=\"url(#p)\" opacity=\".3\"/></svg>"
    }

    private static let shadow =
        "<filter id=\"s\" x=\"-20%\" y=\"-20%\" width=\"140%\" height=\"150%\">"
        + "<feDropShadow dx=\"1\" dy=\"3\" stdDeviation=\"3\" flood-color=\"#4a2a14\""
        + " flood-opacity=\".34\"/></filter>"

    private static let paper =
        "<filter id=\"p\"><feTurbulence type=\"fractalNoise\" baseFrequency=\".7 .5\""
        + " numOctaves=\"2\"/><feColorMatrix values=\"0 0 0 0 .36 0 0 0 0 .26 0 0 0 0 .16"
        + " .5 .3 0 0 -.3\"/></filter>"

    private static func pieces(of motif: Motif, on sheet: inout Sheet) -> String {
        ["a", "b"].enumerated().map { index, id in
            if index == 1 && motif.isMirrored {
                return "<g id=\"b\"><use href=\"#a\" transform=\"scale(-1 1)\"/></g>"
            }
            var piece = sheet.blank()
            motif.draw(&piece, index)
            sheet.adopt(piece)
            return "<g id=\"\(id)\" stroke=\"#fffaf059\""
                + " stroke-width=\".8\">\(piece.body)</g>"
        }.joined()
    }

    static func use(_ id: String, _ place: Place, shadow: Bool) -> String {
        "<use href=\"#\(id)\" transform=\"translate(\(n(place.x)) \(n(place.y)))"
            + (place.turn == 0 ? "" : " rotate(\(n(place.turn)))")
            + " scale(\(hundredths(place.scale)))\"\(shadow ? " filter=\"url(#s)\"" : "")/>"
    }

    private static func hundredths(_ scale: Double) -> String {
        let parts = Int((scale * 100).rounded())
        let rest = parts % 100
        return "\(parts / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
    }

    private static func places(_ layout: Layout, _ chance: inout Chance) -> [Place] {
        let tilt = chance.between(-7, 7)
        let sets: [[Place]] =
            switch layout {
            case .heap:
                [
                    [(148, 172, 1.35, tilt), (254, 172, 1.35, -tilt), (200, 196, 1.45, tilt)],
                    [
                        (200, 132, 1.15, tilt), (142, 186, 1.2, -tilt), (258, 186, 1.2, tilt),
                        (200, 204, 1.2, 0),
                    ],
                    [(156, 166, 1.7, tilt), (252, 182, 1.55, -tilt)],
                    [(204, 160, 2.05, tilt)],
                    [
                        (164, 134, 1, tilt), (236, 134, 1, -tilt), (124, 190, 1.05, 0),
                        (276, 190, 1.05, tilt), (200, 198, 1.15, -tilt),
                    ],
                ]
            case .tall:
                [
                    [(200, 150, 2.1, 0)], [(152, 152, 1.95, 0), (246, 160, 1.85, 0)],
                    [(118, 160, 1.7, 0), (282, 160, 1.7, 0), (200, 164, 1.85, 0)],
                    [(226, 146, 1.95, 0), (150, 174, 1.6, 0)],
                ]
            case .single:
                [
                    [(200, 160, 2.25, tilt)], [(200, 164, 2.1, -tilt)],
                    [(150, 142, 1.6, -8), (246, 182, 1.75, tilt)], [(200, 158, 2.3, 0)],
                ]
            case .flat:
                [
                    [(200, 168, 2.1, tilt - 6)],
                    [(190, 138, 1.7, -8), (212, 196, 1.75, -8)],
                    [
                        (186, 118, 1.4, tilt / 2), (206, 164, 1.45, tilt / 2),
                        (196, 210, 1.5, tilt / 2),
                    ],
                    [(166, 160, 1.7, -22), (238, 172, 1.7, 14)],
                ]
            }
        return chance.pick(sets)
    }
}

extension Sheet {
    /// A new sheet that goes on with the same chance.
    func blank() -> Sheet {
        var sheet = self
        sheet.clear()
        return sheet
    }
}
