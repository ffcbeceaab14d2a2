/// Sweets of both kinds, and boxes to give.
enum SweetMotifs {
    static let all: [String: Motif] = [
        "senbei": Motif(ground: .sweet, layout: .heap, prop: .plate, draw: senbei),
        "oiri": Motif(ground: .sweet, layout: .heap, prop: .plate, isMirrored: true, draw: oiri),
        "manju": Motif(ground: .sweet, layout: .heap, prop: .plate, draw: manju),
        "yokan": Motif(ground: .leaf, layout: .single, prop: .plate, draw: yokan),
        "cake": Motif(ground: .sweet, layout: .heap, prop: .plate, draw: cake),
        "pudding": Motif(ground: .sweet, layout: .heap, prop: .plate, draw: pudding),
        "gift": Motif(ground: .blossom, layout: .single, draw: gift),
    ]

    private static func senbei(_ sheet: inout Sheet, _ piece: Int) {
        let biscuit = sheet.near(piece == 0 ? 0xd9a45a : 0xc98f4a)
        sheet.cut(
            "M-50 6C-46-28-18-38 6-26C24-18 38-26 50-12C54 12 40 38 14 34C-2 32-10 24-24 28"
                + "C-40 32-52 24-50 6Z",
            biscuit
        )
        sheet.cut(
            "M-42 5C-38-20-16-28 4-18C22-10 34-16 43-6C45 12 34 28 14 26C0 24-10 16-24 20"
                + "C-36 22-43 16-42 5Z",
            0xfbf1dc
        )
        sheet.line("M-28-6C-12-18 0-12 12-4M-22 10C-8 2 4 8 16 16", 0xe9cf9a, 3)
        sheet.spots([(-30, 6), (-6, -4), (24, 4), (6, 18), (32, 10)], 0xd9b060, 2.6)
        sheet.shine("M-38-2C-32-16-18-22-4-20C-16-16-26-8-30 2Z")
    }

    private static func oiri(_ sheet: inout Sheet, _ piece: Int) {
        let colours: [UInt32] = [0xf6e9cf, 0xf2b9b4, 0xcbdba0, 0xf3d98a, 0xd9c0dc, 0xd9a870]
        let places: [(Double, Double)] = [
            (-28, 20), (0, 26), (28, 20), (-38, 0), (-12, 4), (14, 2), (38, 0), (-24, -18),
            (0, -20),
            (24, -18), (-10, -36), (12, -36),
        ]
        for (index, place) in places.enumerated() {
            let colour = colours[(index * 5 + piece * 2) % colours.count]
            sheet.oval(place.0, place.1, 14, 13, colour)
        }
        sheet.spots(places.map { ($0.0 - 4, $0.1 - 5) }, 0xfffaf0, 6)
    }

    private static func manju(_ sheet: inout Sheet, _ piece: Int) {
        let skin = sheet.near(piece == 0 ? 0xfaf2e2 : 0xd9a05a)
        if piece == 0 {
            sheet.oval(-18, -28, 7, 17, skin, turn: -24)
            sheet.oval(-4, -30, 7, 17, skin, turn: 2)
            sheet.cut(
                "M-44 16C-48-12-24-26 0-24C30-24 48-8 46 16C44 32 20 34 0 34C-20 34-42 32-44 16Z",
                skin
            )
            sheet.oval(-18, -28, 3, 10, 0xf2b9b4, turn: -24)
            sheet.spots([(-26, 0)], 0xb5432f, 6)
            sheet.oval(44, 14, 8, 8, skin)
        } else {
            sheet.cut(
                "M-46 14C-48-14-24-28 0-28C24-28 48-14 46 14C44 30 22 34 0 34C-22 34-44 30-46 14Z",
                0xf6e6c4
            )
            sheet.cut("M-44 10C-46-14-22-27 0-27C22-27 46-14 44 10C30 16-30 16-44 10Z", skin)
            sheet.line("M-10-8q10-10 20 0q-10 12-20 0Z", 0x8a4a1c, 2.4)
        }
        sheet.shine("M-34 4C-32-10-20-18-8-19C-20-12-26-2-27 8Z")
    }

    private static func yokan(_ sheet: inout Sheet, _ piece: Int) {
        let jelly = sheet.near(piece == 0 ? 0xd9d58a : 0x6b3a3a)
        for (x, y) in [(-34.0, 4.0), (2, 10), (38, 16)] {
            sheet.raw("<g transform=\"translate(\(n(x)) \(n(y)))\">")
            sheet.cut("M-22 20V-16L-8-28H26V8L12 20Z", mix(jelly, 0x3a2010, 0.16))
            sheet.cut("M-22-16L-8-28H26L12-16Z", mix(jelly, 0xffffff, 0.35))
            sheet.cut("M-22-16H12V20H-22Z", jelly)
            sheet.spots([(-12, -4), (0, 6), (-14, 10), (4, -8)], mix(jelly, 0xfdf8e0, 0.6), 5)
            sheet.shine("M-19-12H-14V16H-19Z")
            sheet.raw("</g>")
        }
        FruitMotifs.leaf(&sheet, -62, 40)
    }

    private static func cake(_ sheet: inout Sheet, _ piece: Int) {
        let crumb = sheet.near(0xe2ab5a)
        if piece == 0 {
            sheet.cut("M-46 20L-34-12Q0-26 34-12L46 20Q0 38-46 20Z", crumb)
            sheet.cut("M-36-8Q0-24 36-8Q28 10 0 8Q-28 10-36-8Z", mix(crumb, 0x8a4a1c, 0.35))
            sheet.line(
                "M-24-4L-30 20M-8 0L-10 26M8 0L10 26M24-4L30 20",
                mix(crumb, 0x8a4a1c, 0.3),
                2
            )
            sheet.shine("M-26-8Q-8-18 12-14Q-10-10-22-3Z")
        } else {
            sheet.cut("M-46 24L-40-14L22-30L46-6L44 28Z", mix(crumb, 0x8a4a1c, 0.25))
            sheet.cut("M-46 24L-40-14L24-2L22 34Z", mix(crumb, 0xfdf0c8, 0.45))
            sheet.spots([(-28, 4), (-12, 12), (4, 8), (-20, 18), (10, 22), (-6, -2)], 0xd9cf7a, 7)
            sheet.cut("M-40-14L22-30L46-6L24-2Z", 0x9a5a24)
            sheet.line("M-20-16q20-8 40-6", 0xfdf3da, 3)
        }
    }

    private static func pudding(_ sheet: inout Sheet, _ piece: Int) {
        if piece == 0 {
            sheet.cut(
                "M-40 36C-36 8-30-16-24-24Q0-32 24-24C30-16 36 8 40 36Q0 48-40 36Z",
                sheet.near(0xf3cf6a)
            )
            sheet.cut(
                "M-24-24Q0-34 24-24C28-18 30-8 28-4C22 4 20-8 14-4C10 6 4-8-2-4C-8 10-12-8-18-4C-24 4-30-4-28-8Z",
                0x6b3214
            )
            sheet.shine("M-30 24C-28 8-24-4-20-8C-22 8-22 18-23 32Z")
        } else {
            sheet.cut("M-34-24H34L26 42Q0 48-26 42Z", 0xdfeae6)
            sheet.cut("M-32-8H32L25 39Q0 45-25 39Z", sheet.near(0xe2e08a))
            sheet.box(-18, 4, 14, 13, 0xf6f2cf, round: 3)
            sheet.box(4, 14, 14, 13, 0xf6f2cf, round: 3)
            sheet.oval(0, -24, 34, 8, 0xfaf6e6)
            FruitMotifs.leaf(&sheet, -4, -22)
            sheet.shine("M-27-4H-21L-18 36L-22 35Z")
        }
    }

    private static func gift(_ sheet: inout Sheet, _ piece: Int) {
        let paper = sheet.chance.pick([0xf3e6cf, 0xdfe6d0, 0xe6d0c4, 0xcfdbe2] as [UInt32])
        let cord = sheet.chance.pick([0xb5432f, 0x3f5f86, 0xc9a24a] as [UInt32])
        sheet.cut("M-62-22L-30-44H66L58-22Z", mix(paper, 0xffffff, 0.4))
        sheet.cut("M58-22L66-44V18L58 44Z", mix(paper, 0x5a3a20, 0.25))
        sheet.cut("M-62-22H58V44H-62Z", paper)
        sheet.spots(
            [(-46, -4), (-30, 24), (-44, 32), (34, 0), (48, 26), (30, 34), (-28, -8), (44, -10)],
            mix(paper, piece == 0 ? 0xb5432f : 0x6f8a3a, 0.35),
            7
        )
        sheet.box(-12, -22, 22, 66, 0xfdfaf2, round: 0)
        sheet.line("M-62 10H58M-62 14H58", cord, 2.6)
        sheet.line(
            "M-2 12C-24-8-40 6-24 16C-14 22-6 16-2 12C22-8 38 6 22 16C12 22 4 16-2 12M-2 12L-16 34M-2 12L14 34",
            cord,
            3
        )
        sheet.cut("M22-18h16l-4 12h-8Z", cord)
    }
}
