/// Crabs, shells and what swims without being a fish; what is gathered from rocks.
enum SeaMotifs {
    static let all: [String: Motif] = [
        "crab": Motif(ground: .sea, layout: .single, prop: .plate, isMirrored: true) { sheet, _ in
            crab(&sheet, 0xd9532f, eggs: false)
        },
        "crab-small": Motif(ground: .sea, layout: .single, prop: .basket, isMirrored: true) {
            crab(&$0, 0xc2653a, eggs: $1 == 0)
        },
        "crab-leg": Motif(ground: .sea, layout: .flat, prop: .plate, draw: crabLeg),
        "oyster": Motif(ground: .sea, layout: .heap, prop: .basket, draw: oyster),
        "squid": Motif(ground: .night, layout: .flat, prop: .board, draw: squid),
        "shrimp": Motif(ground: .sea, layout: .heap, prop: .plate, draw: shrimp),
        "seaweed": Motif(ground: .sea, layout: .flat, prop: .basket, draw: seaweed),
        "dashi": Motif(ground: .sea, layout: .tall, draw: dashi),
    ]

    private static func crab(_ sheet: inout Sheet, _ colour: UInt32, eggs: Bool) {
        let red = sheet.near(colour)
        let pale = mix(red, 0xffe2b8, 0.5)
        for side in ["1", "-1"] {
            sheet.raw("<g transform=\"scale(\(side) 1)\">")
            for (path, width) in [
                ("M26-2L58-22L74-6", 6.5), ("M28 6L64-4L78 16", 6.5), ("M27 13L58 14L70 34", 6),
                ("M22 20L46 30L54 46", 5.5),
            ] {
                sheet.line(path, mix(red, 0x7a1c0c, 0.18), width + 1.6)
                sheet.line(path, red, width)
            }
            sheet.line("M22-12L40-32L34-46", red, 10)
            sheet.cut(
                "M26-42C20-56 30-70 44-70C38-62 40-58 42-54C46-60 50-62 52-66C58-54 50-40 38-38Z",
                red
            )
            sheet.raw("</g>")
        }
        sheet.cut(
            "M-34 4C-36-14-20-26 0-26C20-26 36-14 34 4C32 22 16 32 0 32C-16 32-32 22-34 4Z",
            red
        )
        if eggs {
            sheet.cut("M-18 12C-14 30 14 30 18 12C8 6-8 6-18 12Z", 0x6b3a2c)
            sheet.spots([(-8, 14), (0, 13), (8, 14), (-4, 20), (5, 20), (0, 25)], 0xe08a3c, 4)
        } else {
            sheet.line("M-16 2Q-8 10 0 4Q8 10 16 2M-10 18Q0 24 10 18", mix(red, 0x7a1c0c, 0.3), 2)
        }
        sheet.spots(
            [(-20, -6), (20, -6), (-14, -14), (14, -14), (0, -12), (-24, 6), (24, 6)],
            pale,
            3
        )
        sheet.line("M-7-25L-9-34M7-25L9-34", red, 3)
        sheet.spots([(-9, -35), (9, -35)], 0x2c1a18, 6)
        sheet.shine("M-28 0C-28-12-18-20-8-21C-18-14-22-6-23 4Z")
    }

    private static func crabLeg(_ sheet: inout Sheet, _ piece: Int) {
        for row in 0..<3 {
            let y = Double(row) * 17 - 18
            let bend = Double(row - 1) * 5
            sheet.line("M-76 \(n(y + bend))Q-20 \(n(y - 6)) 22 \(n(y))", sheet.near(0xd9532f), 13)
            sheet.line("M-70 \(n(y + bend - 2))Q-20 \(n(y - 8)) 16 \(n(y - 3))", 0xf0906a, 3)
            sheet.cut(
                "M20 \(n(y - 6))C44 \(n(y - 13)) 66 \(n(y - 10)) 82 \(n(y - 3 + bend))"
                    + "C66 \(n(y + 10)) 42 \(n(y + 11)) 20 \(n(y + 7))Z",
                0xfdf3e6
            )
            sheet.line(
                "M26 \(n(y - 3))Q52 \(n(y - 8)) 74 \(n(y - 3 + bend))M28 \(n(y + 3))Q50 \(n(y + 5))"
                    + " 68 \(n(y + 2))",
                0xf2a184,
                2.4
            )
        }
    }

    private static func oyster(_ sheet: inout Sheet, _ piece: Int) {
        let shell = sheet.near(0x8d8577)
        sheet.cut(
            "M-4-50C14-54 26-38 38-30C44-12 52 10 40 28C28 46 6 50-14 46C-38 44-50 26-48 6"
                + "C-52-12-36-24-28-36C-22-46-14-50-4-50Z",
            shell
        )
        sheet.line(
            "M-42 14C-44 30-22 42 0 42M-46 2C-50 20-30 44-6 47",
            mix(shell, 0x3a342c, 0.4),
            2
        )
        sheet.cut(
            "M-2-40C12-42 20-30 30-22C36-8 40 8 32 20C22 36 4 40-12 36C-32 34-40 20-38 4"
                + "C-40-8-28-18-22-28C-16-36-10-40-2-40Z",
            0xe9e4da
        )
        sheet.cut(
            "M-4-24C10-28 24-10 24 4C24 20 8 28-8 26C-24 24-30 10-24-4C-20-14-14-22-4-24Z",
            sheet.near(0xefdcb4)
        )
        sheet.cut("M-20 8C-16 20 0 24 12 18C20 14 22 6 20 0C14 12-4 14-20 8Z", 0x9a8f82)
        sheet.shine("M-14-6C-12-14-4-18 4-16C-4-12-8-6-8 2Z")
        if piece == 1 { sheet.cut("M22-34A20 20 0 0 1 46-8L30-14Z", 0xf2cf4a) }
    }

    private static func squid(_ sheet: inout Sheet, _ piece: Int) {
        let white = sheet.near(0xf6e9e6)
        sheet.cut("M-66-22L-92 0L-66 22L-34 14L-34-14Z", mix(white, 0xc98a94, 0.25))
        for (path, width) in [
            ("M36-6Q66-16 92-12", 4.5), ("M36-2Q70-4 98 0", 4), ("M36 3Q66 8 94 12", 4.5),
            ("M34 7Q60 20 84 22", 4), ("M34-9Q58-24 82-24", 4),
        ] { sheet.line(path, mix(white, 0xc98a94, 0.3), width) }
        sheet.cut("M20-11C34-14 44-8 44 0C44 8 34 14 20 11Z", mix(white, 0xc98a94, 0.22))
        sheet.cut("M-88 0C-70-18-30-19 24-16Q30 0 24 16C-30 19-70 18-88 0Z", white)
        sheet.spots(
            [(-50, -6), (-34, 5), (-18, -8), (-4, 6), (8, -6), (-60, 4), (-26, -1)],
            0xd39aa4,
            2.6
        )
        sheet.spots([(32, -4)], 0x2c2430, 6)
        sheet.shine("M-74-4C-50-14-10-14 14-12C-10-8-50-7-74-2Z")
        if piece == 1 { sheet.line("M-88 0C-40 3 0 3 22 0", 0xe3c9cc, 1.4) }
    }

    private static func shrimp(_ sheet: inout Sheet, _ piece: Int) {
        let shell = sheet.near(piece == 0 ? 0xe08f6a : 0xd9806a)
        sheet.line("M-26-34C-46-44-50-20-60-10M-24-36C-30-52-48-50-58-40", 0xb5543f, 1.6)
        sheet.line("M-14-2L-20 12M-2 2L-8 18M10 4L6 22M20 4L20 22", mix(shell, 0x8a3018, 0.2), 2.4)
        sheet.cut(
            "M-40-28C-24-46 12-40 32-20C48-4 48 20 36 34L22 30C30 18 28 4 16-2C0-10-18-6-28-14Z",
            shell
        )
        sheet.line(
            "M-8-38Q-12-22-8-8M8-34Q2-20 6-6M22-26Q14-14 16-2M36-12Q26-4 26 8M42 4Q32 8 29 20",
            mix(shell, 0x8a3018, 0.3),
            1.8
        )
        sheet.cut("M36 34L22 30L14 50L26 44L34 54L38 42L52 46Z", mix(shell, 0xb5402a, 0.35))
        sheet.spots([(-28, -25)], 0x2c1a18, 5)
        sheet.shine("M-18-32C-4-38 12-32 24-20C10-28-4-32-18-28Z")
    }

    private static func seaweed(_ sheet: inout Sheet, _ piece: Int) {
        for row in 0..<2 {
            let shift = Double(row) * 12 - 8
            let green = sheet.near(row == piece ? 0x35503a : 0x44603f)
            sheet.cut(
                "M\(n(-72 + shift)) \(n(-22 + shift))q12-7 24 0t24-2 24 2 24-2 24 2 22 0l4 36"
                    + "q-12 6-24 0t-24 3-24-3-24 3-24-3-22 2Z",
                green
            )
            sheet.line(
                "M\(n(-60 + shift)) \(n(-14 + shift))q30 12 60 2t64 4M\(n(-62 + shift)) \(n(2 + shift))"
                    + "q40 10 70-2t56 4",
                mix(green, 0xb5c98a, 0.35),
                1.5
            )
        }
        sheet.spots([(-30, -2), (6, 8), (34, 0), (-8, -12), (50, 12)], 0xe9efdc, 1.6)
    }

    private static func dashi(_ sheet: inout Sheet, _ piece: Int) {
        let pack = sheet.near(piece == 0 ? 0xe2c48c : 0x46657d)
        sheet.cut(
            "M-32-46L-28-50L-20-46L-12-50L-4-46L4-50L12-46L20-50L28-46L32-50L34 50L-34 50Z",
            pack
        )
        sheet.box(-24, -28, 48, 52, 0xfaf4e4, round: 3)
        sheet.cut("M-18-2C-8-14 10-12 18-4L24-10L22 8L17 2C8 10-8 10-18-2Z", 0x5f7f95)
        sheet.cut("M-4-8L4-20L10-8ZM-2 4L2 14L8 4Z", 0x86a3b3)
        sheet.spots([(-11, -2)], 0x20262c, 3)
        sheet.line("M-34 36H34", 0xb5432f, 5)
        sheet.shine("M-30-40L-26-40L-26 46L-30 46Z")
    }
}
