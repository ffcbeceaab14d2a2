/// Fish, fresh and dried, and what is made of fish.
enum FishMotifs {
    static let all: [String: Motif] = [
        "flatfish": Motif(ground: .sea, layout: .single, prop: .plate, draw: flatfish),
        "fish": Motif(ground: .sea, layout: .flat, prop: .board, draw: fish),
        "dried-fish": Motif(ground: .sea, layout: .single, prop: .basket, draw: driedFish),
        "chikuwa": Motif(ground: .table, layout: .flat, prop: .board) {
            chikuwa(&$0, 0xd9a45a, $1)
        },
        "chikuwa-white": Motif(ground: .sea, layout: .flat, prop: .plate) {
            chikuwa(&$0, 0xf7f0e0, $1)
        },
        "kamaboko": Motif(ground: .sweet, layout: .heap, prop: .board, draw: kamaboko),
    ]

    private static func flatfish(_ sheet: inout Sheet, _ piece: Int) {
        let skin = sheet.near(piece == 0 ? 0x94714e : 0xa9805a)
        sheet.cut("M-50-4C-30-46 20-46 46-6L48 8C20 46-30 44-50 4Z", mix(skin, 0xd9a07a, 0.5))
        sheet.line(
            "M-20-32l-4-6M-4-36l-2-6M12-34l2-6M28-25l4-5M-20 32l-4 6M-4 35l-2 6M12 34l2 6M28 26l4 5",
            0xb98a68,
            1.6
        )
        sheet.cut("M44-5L70-20L66 0L70 22L44 7Z", mix(skin, 0xd9a07a, 0.35))
        sheet.cut("M-58 0C-40-34 20-34 48 0C20 34-40 34-58 0Z", skin)
        sheet.line("M-34-16Q-26 0-34 16M-30 0Q0-8 44 0", mix(skin, 0x3a2410, 0.35), 1.8)
        sheet.spots(
            [(-8, -14), (10, -12), (24, -4), (-10, 12), (8, 14), (26, 8), (-20, 6), (0, 3)],
            mix(skin, 0x3a2410, 0.3),
            4
        )
        sheet.spots([(-43, -6), (-39, 5)], 0xfaf4e4, 7)
        sheet.spots([(-43, -6), (-39, 5)], 0x20181a, 3.6)
        sheet.shine("M-40-12C-20-26 10-24 28-14C8-20-20-18-38-8Z")
    }

    private static func fish(_ sheet: inout Sheet, _ piece: Int) {
        let back = sheet.near(piece == 0 ? 0x4f7088 : 0x5a7f93)
        sheet.cut("M58-1L90-22L82 0L90 22L58 3Z", mix(back, 0x22323c, 0.25))
        sheet.cut("M-20-22L0-36L26-20ZM-6 20L8 32L24 17Z", mix(back, 0x22323c, 0.15))
        sheet.cut("M-84 2C-60-30 10-34 64-2C20 30-50 32-84 2Z", 0xe6ebe8)
        sheet.cut("M-84 2C-60-30 10-34 64-2C20-4-40-8-84 2Z", back)
        sheet.line(
            "M-48-10q6-8 12 0M-26-14q6-8 12 0M-4-14q6-8 12 0M18-11q6-8 12 0",
            mix(back, 0x14242c, 0.5),
            2.6
        )
        sheet.line("M-54-14Q-46 4-54 18", mix(back, 0x22323c, 0.3), 2)
        sheet.spots([(-66, -3)], 0xfaf4e4, 8)
        sheet.spots([(-66, -3)], 0x1a1a20, 4)
        sheet.cut("M-38 2L-20 6L-32 12Z", mix(back, 0x22323c, 0.2))
        sheet.shine("M-62-10C-40-24 0-24 30-14C0-18-40-16-62-8Z")
    }

    private static func driedFish(_ sheet: inout Sheet, _ piece: Int) {
        let flesh = sheet.near(piece == 0 ? 0xedc79a : 0xe8b98a)
        sheet.cut(
            "M-6-58L6-58C34-44 46-8 30 26L10 42L18 62L0 52L-18 62L-10 42L-30 26C-46-8-34-44-6-58Z",
            0x7d8f95
        )
        sheet.cut("M-4-50L4-50C26-38 36-8 23 22L6 36L-6 36L-23 22C-36-8-26-38-4-50Z", flesh)
        sheet.line(
            "M0-48V38M-4-30L-20-20M4-30L20-20M-4-14L-24-4M4-14L24-4M-4 2L-20 12M4 2L20 12M-4 18L-12 26M4 18L12 26",
            mix(flesh, 0x8a4a20, 0.3),
            1.5
        )
        sheet.spots([(-13, -43), (13, -43)], 0x20242a, 4)
        sheet.shine("M-22-24C-26-10-24 6-18 18C-20 2-20-12-16-28Z")
    }

    private static func chikuwa(_ sheet: inout Sheet, _ colour: UInt32, _ piece: Int) {
        let skin = sheet.near(colour)
        let seared = colour == 0xd9a45a ? 0x9a5a24 : mix(skin, 0xd9a45a, 0.35)
        sheet.box(-76, -17, 146, 34, skin, round: 15)
        for x in [-52.0, -22, 8, 36] {
            sheet.oval(x, -1, 12, 17, seared)
        }
        sheet.line("M-66 9H60", mix(skin, 0x8a5a24, 0.25), 2)
        sheet.oval(70, 0, 10, 17, 0xfaf2df)
        sheet.oval(71, 0, 4.5, 8, 0x8a6238)
        sheet.shine("M-66-11H56V-7H-66Z")
        if piece == 1 { sheet.line("M-40 17V-17M-36 17V-17", 0xfaf2df, 1.5) }
    }

    private static func kamaboko(_ sheet: inout Sheet, _ piece: Int) {
        let skin = sheet.near(piece == 0 ? 0xe58f92 : 0xfaf4ea)
        sheet.cut("M-50 26L-40 18L54 18L46 28L46 36L-50 36Z", 0xc9955c)
        sheet.cut("M-40 24C-44-30 34-44 50-6L50 22Z", skin)
        sheet.cut("M-46 28C-50-22 26-26 26 28Z", piece == 0 ? 0xe58f92 : 0xf3ead9)
        sheet.cut("M-39 28C-42-12 19-16 19 28Z", 0xfdf9ef)
        if piece == 1 { sheet.line("M-22 16C-26 0-8-6-2 4C2 14-12 18-14 10", 0xe58f92, 4) }
        sheet.shine("M-26-12C-12-24 16-28 32-18C14-20-8-18-22-6Z")
    }
}
