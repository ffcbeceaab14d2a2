/// Pottery, paper, cloth, wood.
enum CraftMotifs {
    static let all: [String: Motif] = [
        "bowl": Motif(ground: .craft, layout: .single, prop: .none, draw: bowl),
        "cup": Motif(ground: .craft, layout: .heap, prop: .board, draw: cup),
        "vase": Motif(ground: .craft, layout: .tall, draw: vase),
        "washi": Motif(ground: .craft, layout: .single, isMirrored: true, draw: washi),
        "washi-lamp": Motif(ground: .night, layout: .tall, draw: lamp),
        "kasuri": Motif(ground: .indigo, layout: .single, draw: kasuri),
        "wood": Motif(ground: .craft, layout: .single, draw: wood),
        "soap": Motif(ground: .dairy, layout: .single, prop: .cloth, draw: soap),
        "wreath": Motif(ground: .craft, layout: .single, isMirrored: true, draw: wreath),
    ]

    private static func bowl(_ sheet: inout Sheet, _ piece: Int) {
        let green: UInt32 = 0x4d7a5c
        let black: UInt32 = 0x2f2a2c
        if piece == 0 {
            sheet.oval(0, 0, 60, 56, 0xe9dfc8)
            sheet.cut("M-4-55A58 54 0 0 0-4 55Z", sheet.near(green))
            sheet.cut("M4-55A58 54 0 0 1 4 55Z", sheet.near(black))
            sheet.line("M-4-38A40 38 0 0 0-4 38", mix(green, 0xffffff, 0.3), 1.6)
            sheet.line("M4-38A40 38 0 0 1 4 38", mix(black, 0xffffff, 0.3), 1.6)
            sheet.shine("M-48-8C-46-28-32-42-18-46C-34-34-40-16-40 2Z")
        } else {
            BowlMotifs.bowl(&sheet, green)
            sheet.cut("M4-8H54C52 26 34 42 4 42Z", black)
            sheet.line("M1-8V41", 0xe9dfc8, 5)
            sheet.oval(0, -8, 54, 14, 0xe9dfc8)
            sheet.oval(0, -7, 48, 11, mix(black, 0x4d7a5c, 0.4))
        }
    }

    private static func cup(_ sheet: inout Sheet, _ piece: Int) {
        let glaze = sheet.chance.pick(
            [0xf3efe6, 0xc9d3cf, 0x8fa5a0, 0xd9c4a0, 0x5f7890] as [UInt32]
        )
        if piece == 0 { sheet.line("M28-12C52-16 52 22 26 18", glaze, 8) }
        sheet.cut("M-34-30H34C36 4 32 36 26 42Q0 48-26 42C-32 36-36 4-34-30Z", glaze)
        sheet.cut(
            "M-35 6C-20 14-10 2 2 10C14 18 22 6 35 8C34 26 30 38 26 42Q0 48-26 42C-31 36-34 22-35 6Z",
            mix(glaze, 0x8a6a48, 0.35)
        )
        sheet.oval(0, -30, 34, 10, mix(glaze, 0xffffff, 0.4))
        sheet.oval(0, -29, 29, 7.5, mix(glaze, 0x4a3a2a, 0.35))
        sheet.shine("M-28-18C-28 2-26 18-22 30L-17 30C-20 14-21 0-21-17Z")
    }

    private static func vase(_ sheet: inout Sheet, _ piece: Int) {
        let clay = sheet.chance.pick([0xe2d6c0, 0x9ab0a8, 0xb5785a, 0x6f86a0] as [UInt32])
        sheet.line(
            "M-2-30C-6-44-2-56 4-62M2-30C10-42 18-46 22-54M0-30C-8-40-16-44-20-48",
            0x6f8a4a,
            2.2
        )
        sheet.spots([(4, -62), (22, -54), (-20, -49)], piece == 0 ? 0xd9848a : 0xf0c24a, 12)
        sheet.spots([(4, -62), (22, -54), (-20, -49)], 0xfdf3d2, 4)
        FruitMotifs.leaf(&sheet, 0, -40)
        sheet.cut(
            "M-9-30H9C8-16 32-8 32 16C32 36 18 46 0 46C-18 46-32 36-32 16C-32-8-8-16-9-30Z",
            clay
        )
        sheet.line(
            "M-30 8q10-8 20 0t20 0t20 0M-29 20q10-8 20 0t20 0t18 0",
            mix(clay, 0x5a4030, 0.4),
            2
        )
        sheet.shine("M-24 12C-24 0-16-6-12-10C-18 4-18 20-16 30Z")
    }

    private static func washi(_ sheet: inout Sheet, _ piece: Int) {
        let tones: [UInt32] =
            piece == 0
            ? [0xd9848a, 0x8fae5a, 0xf3e6cf, 0x5f86a8, 0xfaf6ea]
            : [0xe0b04a, 0xb5543f, 0xdfe6d0, 0x7a6a94, 0xfaf6ea]
        for (index, tone) in tones.enumerated() {
            let turn = Double(index) * 9 - 22
            sheet.raw("<g transform=\"rotate(\(n(turn))) translate(0 \(n(-Double(index))))\">")
            sheet.cut(
                "M-50-34l8-2 8 2 10-1 10 1 10-2 10 2 12-1 10 1 12-2 10 2-1 12 2 12-2 14 1 12 1 18"
                    + "-10 2-12-2-12 1-14-1-12 2-12-2-12 1-17-1-1-14 2-14-2-14 1-12Z",
                sheet.near(tone)
            )
            sheet.raw("</g>")
        }
        sheet.line("M-30-4q8-6 14 2M-6 12q10-8 20-2M10-14q8 4 14-2M-24 16q6 4 10-2", 0xd9cbb0, 1.3)
        sheet.spots([(-14, -12), (20, 8), (0, 2), (28, -14)], 0xc9a24a, 2.6)
    }

    private static func lamp(_ sheet: inout Sheet, _ piece: Int) {
        sheet.raw("<circle r=\"62\" cy=\"-4\" fill=\"#ffe3a0\" opacity=\".28\" stroke=\"none\"/>")
        if piece == 0 {
            sheet.oval(0, -6, 42, 40, 0xfbe6b4)
            sheet.oval(0, 2, 26, 24, 0xfff3cf)
            sheet.line(
                "M-40-14Q0-4 40-14M-42 0Q0 10 42 0M-36 14Q0 24 36 14M-30-28Q0-20 30-28",
                0xe6c078,
                1.6
            )
        } else {
            sheet.box(-32, -46, 64, 82, 0xfbe6b4, round: 3)
            sheet.box(-20, -26, 40, 50, 0xfff3cf, round: 16)
            sheet.line("M-32-46V36M32-46V36M0-46V36M-32-6H32", 0x8a5a34, 3)
        }
        FruitMotifs.leaf(&sheet, -12, 10, 0xc9b06a)
        sheet.cut("M-24 36H24L30 48H-30Z", 0x6b4426)
    }

    private static func kasuri(_ sheet: inout Sheet, _ piece: Int) {
        let indigo = sheet.near(0x2c4470)
        sheet.cut("M-66-20L-50-40H66V34L50 44H-66Z", mix(indigo, 0x101830, 0.3))
        sheet.cut("M-66-26H54V40H-66Z", indigo)
        for column in 0..<4 {
            for row in 0..<2 {
                let x = -51 + Double(column) * 30
                let y = -10 + Double(row) * 33
                sheet.raw("<g transform=\"translate(\(n(x)) \(n(y)))\">")
                if (column + row + piece) % 2 == 0 {
                    sheet.line("M0-9V9M-9 0H9M-6-6L6 6M6-6L-6 6", 0xeef2f6, 2)
                } else {
                    sheet.line("M-10 6L-5-2L0 6L5-2L10 6M-10 0L-5-8L0 0L5-8L10 0", 0xc6d3e2, 1.8)
                }
                sheet.raw("</g>")
            }
        }
        sheet.line("M-66 7H54", 0xeef2f6, 1.2)
        sheet.line("M-66-20H54M-66 36H54", 0x6f8ab5, 1.4)
        sheet.cut("M54-26L66-40V34L54 40Z", 0x46608f)
    }

    private static func wood(_ sheet: inout Sheet, _ piece: Int) {
        let cedar = sheet.near(0xd9a46a)
        if piece == 0 {
            sheet.cut(
                "M-66-14C-66-22-62-26-54-26H54C62-26 66-22 66-14V22C66 30 62 34 54 34H-54C-62 34-66 30-66 22Z",
                cedar
            )
            sheet.line(
                "M-62-12C-20-18 20-8 62-14M-64 2C-20-6 24 8 64 0M-62 16C-16 8 20 22 62 16M-14 2q14-8 28 0q-14 8-28 0Z",
                mix(cedar, 0x7a3f18, 0.4),
                1.7
            )
            sheet.oval(54, -16, 5, 5, 0x9a6a3a)
        } else {
            sheet.cut("M-52-10H52V28C52 40-52 40-52 28Z", cedar)
            sheet.line("M-36-8V34M-18-8V37M0-8V38M18-8V37M36-8V34", mix(cedar, 0x7a3f18, 0.35), 1.4)
            sheet.line("M-52 2Q0 14 52 2M-50 24Q0 36 50 24", 0xc9a24a, 4)
            sheet.oval(0, -12, 55, 17, mix(cedar, 0xfff0cf, 0.3))
            sheet.line(
                "M-36-12a36 9 0 0 1 72 0M-22-11a22 5 0 0 1 44 0M-46-14a46 12 0 0 0 92 2",
                mix(cedar, 0x7a3f18, 0.3),
                1.5
            )
            sheet.box(-22, -24, 44, 9, cedar, round: 4)
        }
        sheet.line("M-56 48L52 42M-56 54L52 48", 0x8a4a2a, 4)
    }

    private static func soap(_ sheet: inout Sheet, _ piece: Int) {
        let bar = sheet.near(piece == 0 ? 0xe6e2b4 : 0xf3d9c4)
        sheet.cut(
            "M-48-6C-48-20-40-24-28-24H28C40-24 48-20 48-6V14C48 26 40 30 28 30H-28C-40 30-48 26-48 14Z",
            mix(bar, 0x6b5a30, 0.2)
        )
        sheet.cut(
            "M-48-8C-48-20-40-24-28-24H28C40-24 48-20 48-8C48 4 40 10 28 10H-28C-40 10-48 4-48-8Z",
            bar
        )
        sheet.line("M-24-8q12-10 24 0t24 0M-20 0q12-8 22 0t20-1", mix(bar, 0x8a7a3a, 0.4), 2)
        for (x, y, size) in [
            (46.0, -30.0, 9.0), (60, -16, 6), (34, -40, 6), (-54, 26, 8), (-44, 38, 5),
        ] {
            sheet.raw(
                "<circle cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(size))\" fill=\"#fff\" opacity=\".6\"/>"
            )
        }
        sheet.shine("M-40-10C-40-18-34-20-26-20H-6C-22-17-32-14-36-6Z")
    }

    private static func wreath(_ sheet: inout Sheet, _ piece: Int) {
        sheet.raw(
            "<circle r=\"40\" fill=\"none\" stroke=\"#9a7648\" stroke-width=\"11\"/>"
        )
        for turn in stride(from: 0.0, to: 360, by: 30) {
            sheet.raw("<g transform=\"rotate(\(n(turn))) translate(0 -40)\">")
            sheet.cut("M-14 4Q0-16 16 2Q2 12-14 4Z", turn > 180 ? 0x6f8a52 : 0x839a5a)
            sheet.raw("</g>")
        }
        for turn in stride(from: 10.0, to: 360, by: 72) {
            sheet.raw("<g transform=\"rotate(\(n(turn))) translate(0 -42)\">")
            sheet.oval(0, 0, 9, 10, 0x8a5a34)
            sheet.line("M-6-3q6 4 12 0M-7 2q7 4 14 0", 0x5a3416, 1.6)
            sheet.spots([(14, 4), (18, -2)], 0xb5342a, 6)
            sheet.raw("</g>")
        }
        sheet.cut("M0 36L-20 26L-18 48ZM0 36L20 26L18 48ZM-4 36L-12 62L0 54L10 62L5 36Z", 0xb5432f)
    }
}
