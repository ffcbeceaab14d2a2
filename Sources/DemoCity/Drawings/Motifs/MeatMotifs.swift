/// Meat, poultry, eggs, and the dishes made of them.
enum MeatMotifs {
    static let all: [String: Motif] = [
        "steak": Motif(ground: .meat, layout: .single, prop: .board, draw: steak),
        "beef-slice": Motif(
            ground: .meat,
            layout: .single,
            prop: .none,
            isMirrored: true,
            draw: beefSlices
        ),
        "hamburg": Motif(ground: .meat, layout: .single, prop: .plate, draw: hamburg),
        "curry": Motif(ground: .table, layout: .single, draw: curry),
        "chicken": Motif(ground: .meat, layout: .heap, prop: .board, draw: chicken),
        "chicken-roast": Motif(ground: .meat, layout: .heap, prop: .plate, draw: drumstick),
        "egg": Motif(ground: .field, layout: .heap, prop: .basket, draw: egg),
        "pork": Motif(ground: .meat, layout: .single, prop: .board, draw: pork),
        "ham": Motif(ground: .meat, layout: .single, prop: .board, draw: ham),
    ]

    private static func steak(_ sheet: inout Sheet, _ piece: Int) {
        let red = sheet.near(0xb8403c)
        sheet.cut(
            "M-58 4C-60-24-30-38 0-36C30-36 58-26 58 0C58 24 30 36 4 32C-20 30-56 34-58 4Z",
            0xf6e6d0
        )
        sheet.cut(
            "M-50 3C-52-18-26-30 0-28C26-29 50-20 50 0C50 18 28 28 4 25C-18 23-48 26-50 3Z",
            red
        )
        sheet.line(
            "M-40-4q8-8 14 0t14-4M-34 10q8 5 14-1t12 3M-6-18q6 7 12 1t12 3M2-4q7-5 11 2t11-3M6 12q6 5 12 0"
                + "M28-12q5 4 10-1M-20-18q6 4 8-1M30 8q5 3 10-3M-12 18q6-4 10 1",
            0xf6d9cc,
            2.4
        )
        sheet.shine("M-42-10C-34-22-14-26 4-25C-14-20-30-14-38-4Z")
        sheet.cut("M40 24C52 12 66 14 72 22C64 30 50 34 40 24Z", 0x5f9144)
        sheet.line("M40 25C50 22 60 21 70 22", 0xb5cf8a, 1.2)
        if piece == 1 { sheet.oval(-48, 28, 9, 8, 0xf2e9d8) }
    }

    private static func beefSlices(_ sheet: inout Sheet, _ piece: Int) {
        sheet.oval(0, 6, 66, 50, 0x3d4a52)
        sheet.oval(0, 4, 58, 43, 0x566670)
        for turn in stride(from: 0.0, to: 360, by: 51.4) {
            let red: UInt32 = turn > 200 ? 0xc65450 : 0xb94843
            sheet.raw(
                "<g transform=\"translate(0 4) rotate(\(n(turn + Double(piece) * 20))) scale(1 .96)\">"
            )
            sheet.cut("M-6 2C-20-12-18-38 2-42C22-38 22-10 10 4Z", red)
            sheet.line("M-10-14q6-6 10 0t10-4M-8-26q6-4 9 1", 0xf8dccf, 2.2)
            sheet.cut("M2-42C22-38 22-10 10 4C16-12 16-32 2-42Z", 0xf8e6d8)
            sheet.raw("</g>")
        }
        sheet.cut("M-10 2q10-14 20 0q-8 12-20 0Z", 0x6f9a4a)
    }

    private static func hamburg(_ sheet: inout Sheet, _ piece: Int) {
        let brown = sheet.near(0x7a4426)
        sheet.oval(40, 12, 18, 13, 0x5d8a42)
        sheet.oval(50, 2, 13, 11, 0x4c7a3a)
        sheet.cut("M-66 14L-42-4L-30 20Z", 0xe5883a)
        sheet.oval(-4, 8, 44, 29, brown)
        sheet.cut(
            "M-46 4C-40-20 28-24 38 4C30 22 20 10 12 20C2 30-8 14-18 22C-30 28-42 18-46 4Z",
            0x4f2413
        )
        sheet.shine("M-34-4C-24-14-4-16 8-15C-8-11-22-8-28 0Z")
        if piece == 0 {
            sheet.oval(-4, -8, 21, 12, 0xfdf8ec)
            sheet.oval(-4, -10, 9, 6.5, 0xf0a93a)
        }
    }

    private static func curry(_ sheet: inout Sheet, _ piece: Int) {
        sheet.oval(0, 12, 72, 40, sheet.near(0xf3eada))
        sheet.oval(0, 9, 58, 31, 0xe3d6bd)
        sheet.cut("M-56 6C-52-20-14-28 2-14C10 0 4 26-14 38C-40 36-58 24-56 6Z", 0xfdfaf0)
        sheet.cut("M2-16C30-26 58-10 57 10C54 30 22 42-10 38C4 24 12 2 2-16Z", sheet.near(0x9a5a22))
        sheet.box(14, -6, 15, 12, 0x6b3518, round: 4)
        sheet.box(30, 10, 15, 12, 0x6b3518, round: 4)
        sheet.cut("M10 18l12-4 4 10-12 4Z", 0xe08a3a)
        sheet.cut("M36-6l10 2-2 9-10-2Z", 0xefd58a)
        sheet.spots(
            [(-34, -2), (-24, 10), (-38, 14), (-16, -6), (-22, 22), (-30, 24)],
            0xe9dfc6,
            3
        )
        if piece == 0 { sheet.spots([(-44, 8), (-50, 4), (-46, 0)], 0xf3e2ae, 9) }
        sheet.line("M20-40q-6-8 0-16t0-14M36-36q-6-8 0-16t0-14", 0xfdf6e6, 2.4)
    }

    private static func chicken(_ sheet: inout Sheet, _ piece: Int) {
        let pink = sheet.near(piece == 0 ? 0xeeb3a0 : 0xf2c2b0)
        sheet.cut(
            "M-50 2C-52-26-24-38 2-36C32-36 54-22 50 6C46 32 18 40-8 37C-30 36-48 26-50 2Z",
            0xf7e3c2
        )
        sheet.cut(
            "M-42 2C-44-20-20-30 2-28C26-28 46-18 42 5C38 26 16 32-6 30C-26 29-40 20-42 2Z",
            pink
        )
        sheet.line(
            "M-30-4C-14-12 8-12 28-4M-30 8C-12 0 12 2 32 8M-20 20C-6 13 10 14 22 19",
            0xf9e4dc,
            2.4
        )
        sheet.shine("M-34-8C-28-18-12-24 2-23C-12-18-24-12-29-3Z")
        sheet.cut("M36 20C48 10 58 16 60 26C50 32 42 30 36 20Z", 0x6f9a4a)
    }

    private static func drumstick(_ sheet: inout Sheet, _ piece: Int) {
        let brown = sheet.near(piece == 0 ? 0xb5692c : 0xc27a38)
        sheet.line("M18 22L38 40", 0xf6ead2, 9)
        sheet.spots([(40, 37), (36, 43)], 0xf6ead2, 11)
        sheet.cut("M26 30C6 36-34 24-42-6C-44-32-18-46 6-36C30-26 34 6 26 30Z", brown)
        sheet.line(
            "M-28-14q8-8 16-4M-18 6q8-6 16-2M-4-20q8-4 14 2M0 14q6-4 12-1",
            mix(brown, 0x5a2408, 0.45),
            3
        )
        sheet.shine("M-34-10C-34-24-22-34-10-35C-22-26-28-16-29-4Z")
    }

    private static func egg(_ sheet: inout Sheet, _ piece: Int) {
        let shell = sheet.near(piece == 0 ? 0xe8bd92 : 0xf6e9d6)
        sheet.cut(
            "M0-46C20-46 38-12 37 10C36 32 20 44 0 44C-20 44-36 32-37 10C-38-12-20-46 0-46Z",
            shell
        )
        sheet.shine("M-26 2C-26-14-16-30-8-34C-16-20-20-4-20 8Z")
        sheet.spots([(8, 12), (16, 24), (-4, 26), (20, 2)], mix(shell, 0x8a5a34, 0.25), 2)
    }

    private static func pork(_ sheet: inout Sheet, _ piece: Int) {
        for row in 0..<3 {
            let x = Double(row) * 25 - 26
            let y = Double(row) * 5 - 6
            let pink = sheet.near(0xe59a94)
            sheet.raw(
                "<g transform=\"translate(\(n(x)) \(n(y))) rotate(\(piece == 0 ? -10 : 8))\">"
            )
            sheet.cut("M-30 6C-34-28-8-40 12-34C30-30 36 4 24 24C10 38-26 34-30 6Z", 0xfaeee0)
            sheet.cut("M-24 8C-26-20-6-28 10-24C24-20 27 4 18 19C8 28-20 27-24 8Z", pink)
            sheet.line("M-14-6q8-6 14 0t12-2M-12 8q8-4 13 1t11-2", 0xf9dcd4, 2.2)
            sheet.raw("</g>")
        }
        sheet.cut("M46 26C56 14 70 18 74 26C64 36 52 36 46 26Z", 0x5f9144)
    }

    private static func ham(_ sheet: inout Sheet, _ piece: Int) {
        sheet.cut("M-60-8C-58-36 20-38 30-20L30 20C10 40-60 32-60-8Z", sheet.near(0xa9502f))
        sheet.line(
            "M-50-24L30 12M-30-30L30-4M-56 2L14 30M-20-30L-56 10M8-32L-40 26M28-24L-14 30",
            0xf0dcb8,
            1.7
        )
        sheet.oval(30, 0, 24, 27, 0xf6e0d0)
        sheet.oval(30, 0, 20, 23, 0xe58f86)
        sheet.spots([(22, -8), (34, -10), (28, 2), (38, 6), (24, 12)], 0xf6d5cc, 4)
        for index in 0..<(piece == 0 ? 2 : 3) {
            let y = 34 + Double(index) * 3
            let x = -30 + Double(index) * 40
            sheet.line("M\(n(x - 20)) \(n(y))q20 12 40 0", sheet.near(0x9a4a2a), 13)
            sheet.line("M\(n(x - 14)) \(n(y - 1))q14 7 26 0", 0xd08a62, 2)
        }
    }
}
