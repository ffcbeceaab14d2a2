/// Rice, noodles and mochi in their bowls.
enum BowlMotifs {
    static let all: [String: Motif] = [
        "rice-bowl": Motif(ground: .grain, layout: .single, prop: .cloth, draw: rice),
        "soba": Motif(ground: .table, layout: .single, isMirrored: true, draw: soba),
        "noodles": Motif(
            ground: .table,
            layout: .single,
            prop: .cloth,
            isMirrored: true,
            draw: noodles
        ),
        "mochi": Motif(ground: .grain, layout: .heap, prop: .plate, draw: mochi),
    ]

    static func bowl(_ sheet: inout Sheet, _ colour: UInt32) {
        sheet.box(-18, 38, 36, 10, mix(colour, 0x2a1810, 0.25), round: 3)
        sheet.cut("M-54-8C-52 26-32 42 0 42C32 42 52 26 54-8Z", colour)
        sheet.shine("M-44 2C-40 18-30 28-20 33C-30 22-34 12-36 2Z")
    }

    private static func rice(_ sheet: inout Sheet, _ piece: Int) {
        sheet.cut("M-48-8C-46-40-14-52 0-50C14-52 46-40 48-8Z", 0xfdfaf0)
        let topping: UInt32 = piece == 0 ? 0xe07a4a : 0xd0402a
        sheet.spots(
            [
                (-24, -26), (-6, -38), (14, -34), (28, -20), (0, -22), (-34, -14), (-14, -14),
                (16, -14),
            ],
            0xe9e0c8,
            3
        )
        sheet.cut("M-14-38q14-14 28 0q-14 12-28 0Z", topping)
        sheet.cut("M6-42q10-10 20-2q-10 8-20 2Z", 0x6f9a4a)
        bowl(&sheet, sheet.chance.pick([0x3f5f86, 0xb5432f, 0x4f6f52, 0xf3ead6] as [UInt32]))
        sheet.line("M-46 12Q0 26 46 12", 0xf7efdc, 2.4)
        sheet.line("M-18-58q-6-8 0-15M4-62q-6-8 0-15", 0xfdf6e6, 2.4)
    }

    private static func soba(_ sheet: inout Sheet, _ piece: Int) {
        sheet.cut("M-66 10H50L58 38H-74Z", 0x7a3a24)
        sheet.cut("M-60 12H44L50 32H-66Z", 0xd9b36a)
        for (x, y) in [(-38.0, 8.0), (-8, 6), (22, 8), (-24, -6), (6, -8)] {
            let buckwheat = sheet.near(piece == 0 ? 0x9a7f62 : 0xe6d3a4)
            for ring in [20.0, 15, 10, 5] {
                sheet.line(
                    "M\(n(x - ring)) \(n(y + 4))a\(n(ring)) \(n(ring * 0.62)) 0 1 1 \(n(ring * 2)) 0",
                    mix(buckwheat, 0x4a3420, ring / 80),
                    3
                )
            }
        }
        sheet.cut("M52-10H82C82 10 78 20 67 20C56 20 52 10 52-10Z", 0x3f5f86)
        sheet.oval(67, -10, 15, 4.6, 0x4a2418)
        sheet.spots([(-12, -16), (-4, -20), (2, -14), (10, -18)], 0x35503a, 4)
        sheet.line("M-70-34L60-22M-70-28L60-16", 0xa9462f, 3)
    }

    private static func noodles(_ sheet: inout Sheet, _ piece: Int) {
        let broth: UInt32 = piece == 0 ? 0xd9a04a : 0xe6c98a
        bowl(&sheet, sheet.chance.pick([0xb5432f, 0xf3ead6, 0x34566b] as [UInt32]))
        sheet.oval(0, -8, 54, 18, 0xf3ead6)
        sheet.oval(0, -7, 48, 15, broth)
        for y in stride(from: -10.0, through: 2, by: 4) {
            sheet.line("M-40 \(n(y))q10-7 20 0t20 0t20 0t18 0", 0xf6e2a8, 3)
        }
        sheet.oval(-18, -12, 14, 8, 0x9a5a34)
        sheet.oval(16, -12, 11, 7, 0xfdf8ec)
        sheet.oval(16, -12, 6, 4, 0xf0a93a)
        sheet.spots([(0, -2), (6, 2), (-6, 2), (28, -2), (2, -18), (-34, -4)], 0x6f9a4a, 5)
        sheet.line("M30-16L62-58M36-14L70-54", 0x8a4a2a, 3.6)
    }

    private static func mochi(_ sheet: inout Sheet, _ piece: Int) {
        let rice = sheet.near(piece == 0 ? 0xb9906a : 0xfaf5e6)
        sheet.cut(
            "M-48 14C-50-16-24-30 0-30C24-30 50-16 48 14C46 32 22 36 0 36C-22 36-46 32-48 14Z",
            rice
        )
        sheet.shine("M-36 4C-34-12-20-22-8-22C-22-14-28-4-28 8Z")
        sheet.spots(
            [(10, 4), (24, 14), (-6, 18), (18, -10), (34, 2)],
            mix(rice, 0x6b3a1c, piece == 0 ? 0.5 : 0.12),
            3
        )
        if piece == 0 { sheet.spots([(-10, -2), (4, 24), (-24, 20)], 0x6b4426, 4) }
    }
}
