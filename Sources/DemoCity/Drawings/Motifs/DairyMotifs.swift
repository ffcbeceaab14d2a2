/// Milk and what is made of it.
enum DairyMotifs {
    static let all: [String: Motif] = [
        "milk": Motif(ground: .dairy, layout: .tall, draw: milk),
        "yogurt": Motif(ground: .dairy, layout: .tall, draw: yogurt),
        "cheese": Motif(ground: .dairy, layout: .single, prop: .board, draw: cheese),
        "butter": Motif(ground: .dairy, layout: .single, prop: .plate, draw: butter),
        "ice": Motif(ground: .sweet, layout: .tall, draw: ice),
    ]

    private static func milk(_ sheet: inout Sheet, _ piece: Int) {
        let band = sheet.chance.pick([0x4f86a8, 0x6f9a4a, 0xc9563c] as [UInt32])
        sheet.cut("M-14-46C-14-28-28-22-28-4V46Q0 54 28 46V-4C28-22 14-28 14-46Z", 0xf7fafa)
        sheet.cut("M-12-26C-14-20-26-16-26-2V44Q0 51 26 44V-2C26-16 14-20 12-26Z", 0xfdfbf2)
        sheet.box(-16, -54, 32, 11, band, round: 3)
        sheet.box(-28, 4, 56, 26, band, round: 1)
        sheet.cut("M-12 22C-16 12-6 8 0 12C6 8 16 12 12 22C6 28-6 28-12 22Z", 0xfdfbf2)
        sheet.spots([(-5, 17), (6, 19)], piece == 0 ? 0x3a3438 : 0x8a5a34, 5)
        sheet.shine("M-24 0C-24-8-20-12-18-14L-18 42L-24 40Z")
    }

    private static func yogurt(_ sheet: inout Sheet, _ piece: Int) {
        let label = sheet.chance.pick([0x6fa0b8, 0xd9848a, 0x8fae5a, 0xe0b04a] as [UInt32])
        if piece == 0 {
            sheet.cut("M-34-26L34-26L28 46Q0 52-28 46Z", 0xfaf8f0)
            sheet.cut("M-32-4L32-4L30 26Q0 32-30 26Z", label)
            sheet.oval(0, -27, 36, 8, mix(label, 0xffffff, 0.55))
            sheet.oval(0, 12, 13, 11, 0xfdfbf2)
            sheet.cut("M-6 12q6-10 12 0q-6 8-12 0Z", label)
        } else {
            sheet.cut("M-24-34C-24-26-28-22-28-12V42Q0 50 28 42V-12C28-22 24-26 24-34Z", 0xfdfbf4)
            sheet.box(-24, -48, 48, 15, label, round: 4)
            sheet.box(-28, -4, 56, 32, mix(label, 0xffffff, 0.25), round: 1)
            sheet.oval(0, 12, 12, 11, 0xfdfbf2)
        }
        sheet.shine("M-25-10L-20-10L-19 40L-24 38Z")
    }

    private static func cheese(_ sheet: inout Sheet, _ piece: Int) {
        let yellow = sheet.near(piece == 0 ? 0xefc45a : 0xf3d68a)
        sheet.cut("M-60 12L34-32C54-28 62-8 60 10L60 34L-60 38Z", mix(yellow, 0xb5742a, 0.18))
        sheet.cut("M-60 12L34-32C54-28 62-8 60 10Z", mix(yellow, 0xfff6d8, 0.35))
        for (x, y, size) in [
            (-30.0, 24.0, 7.0), (0, 30, 5), (26, 22, 9), (46, 28, 4), (12, -6, 6), (34, -12, 5),
        ] {
            sheet.oval(x, y, size, size * 0.8, mix(yellow, 0x9a5a1a, 0.35))
        }
        if piece == 1 {
            sheet.oval(-34, 34, 18, 15, 0xfdfaf0)
            sheet.shine("M-46 32C-44 24-36 21-32 22C-40 26-42 32-42 36Z")
        }
    }

    private static func butter(_ sheet: inout Sheet, _ piece: Int) {
        let yellow = sheet.near(0xf6dc7e)
        sheet.cut("M-62 30L62 30L54 42L-54 42Z", 0xb98a5a)
        sheet.cut("M-46 30L-46-2L-30-18L50-18L50 14L36 30Z", mix(yellow, 0xc9912a, 0.2))
        sheet.cut("M-46-2L-30-18L50-18L36-2Z", mix(yellow, 0xffffff, 0.4))
        sheet.cut("M-46-2H36V30H-46Z", yellow)
        sheet.line("M20-2V30M4-2V30", mix(yellow, 0xb5812a, 0.3), 1.4)
        if piece == 0 { sheet.cut("M-66 34q10-24 22-12q10 10-6 20Z", mix(yellow, 0xffffff, 0.3)) }
        FruitMotifs.leaf(&sheet, 26, -20)
    }

    private static func ice(_ sheet: inout Sheet, _ piece: Int) {
        let scoops: [UInt32] = [0xfdf3da, 0xf2b5b0, 0xcbd69a, 0xe6d48a, 0xc9a07a]
        if piece == 0 {
            sheet.cut("M-24-2L24-2L2 52Q0 55-2 52Z", sheet.near(0xd9a05a))
            sheet.line("M-18 4L8 38M-6 0L14 26M18 4L-8 38M6 0L-14 26", 0xb5782f, 1.6)
            sheet.oval(0, -34, 20, 19, sheet.chance.pick(scoops))
            sheet.cut(
                "M-28-6C-32-30 32-30 28-6C24 2 18-4 14 2C8 6 2-2-4 2C-10 8-14-2-18 2C-24 4-28 0-28-6Z",
                sheet.chance.pick(scoops)
            )
            sheet.shine("M-20-12C-18-20-10-22-6-22C-14-16-16-10-16-6Z")
        } else {
            let cup = sheet.chance.pick([0x6fa0b8, 0xd9848a, 0xe0b04a] as [UInt32])
            sheet.oval(-10, -18, 21, 20, sheet.chance.pick(scoops))
            sheet.oval(12, -22, 20, 20, sheet.chance.pick(scoops))
            sheet.cut("M-34-10L34-10L26 44Q0 50-26 44Z", cup)
            sheet.line("M-31 8Q0 16 31 8", mix(cup, 0xffffff, 0.6), 4)
            sheet.line("M20-30L38-56", 0xc9955c, 4)
        }
    }
}
