/// Sake, wine, beer, juice, soy sauce: what stands in glass.
enum BottleMotifs {
    static let all: [String: Motif] = [
        "sake": Motif(ground: .night, layout: .tall, draw: sake),
        "sake-small": Motif(ground: .sweet, layout: .tall, draw: smallSake),
        "wine": Motif(ground: .drink, layout: .tall, draw: wine),
        "beer": Motif(ground: .drink, layout: .tall, draw: beer),
        "juice": Motif(ground: .leaf, layout: .tall) { juice(&$0, 0xe6d98a, $1) },
        "juice-red": Motif(ground: .leaf, layout: .tall) { juice(&$0, 0xd0492f, $1) },
        "soy": Motif(ground: .table, layout: .tall, draw: soy),
        "tea": Motif(ground: .leaf, layout: .single, prop: .cloth, draw: tea),
        "coffee": Motif(ground: .drink, layout: .single, draw: coffee),
    ]

    private static func sake(_ sheet: inout Sheet, _ piece: Int) {
        let glass = sheet.chance.pick([0x35604c, 0x6b4426, 0x3d5f86, 0xa9c4c0] as [UInt32])
        let band = sheet.chance.pick([0xb5432f, 0xc9a24a, 0x2f4a6b] as [UInt32])
        sheet.cut("M-7-56V-30C-7-20-20-16-20-4V48Q0 54 20 48V-4C20-16 7-20 7-30V-56Z", glass)
        sheet.box(-8, -60, 16, 15, band, round: 3)
        sheet.cut("M-20 0H20V38Q0 42-20 38Z", 0xf9f3e2)
        if piece == 0 {
            sheet.oval(0, 17, 11, 11, band)
            sheet.cut("M-7 20C-4 10 4 10 8 14C2 16 2 22-7 20Z", 0xf9f3e2)
        } else {
            sheet.cut("M-16 34L-4 12L4 24L9 17L17 34Z", band)
            sheet.oval(8, 9, 4, 4, 0xc9a24a)
        }
        sheet.shine("M-16-4C-16-10-11-14-9-16L-11 44L-16 42Z")
    }

    private static func smallSake(_ sheet: inout Sheet, _ piece: Int) {
        let drink = sheet.chance.pick([0xfaf3e2, 0xf0cf7a, 0xf0b9a8, 0xd9e0a0] as [UInt32])
        sheet.cut("M-9-52V-32C-9-24-27-20-27-4V46Q0 53 27 46V-4C27-20 9-24 9-32V-52Z", 0xdfe9e4)
        sheet.cut("M-24-6C-22-14-6-20 0-18C6-20 22-14 24-6V43Q0 49-24 43Z", drink)
        sheet.box(-11, -58, 22, 14, 0x9a5a34, round: 3)
        sheet.cut("M-18 4H18V34H-18Z", 0xfdf9ee)
        sheet.oval(0, 19, 9, 9, piece == 0 ? 0xd9848a : 0x8fae5a)
        sheet.spots([(0, 12), (6, 17), (4, 24), (-4, 24), (-6, 17)], 0xfdf9ee, 4)
        sheet.shine("M-22-4C-21-10-16-14-13-16L-16 42L-22 40Z")
    }

    private static func wine(_ sheet: inout Sheet, _ piece: Int) {
        let glass = sheet.chance.pick([0x2f4030, 0x54202c, 0x6f7a3a] as [UInt32])
        let drink = sheet.chance.pick([0x8a2438, 0xe9d98a, 0xe59a94] as [UInt32])
        sheet.cut("M-6-58V-30C-6-20-18-18-18-4V48Q0 53 18 48V-4C18-18 6-20 6-30V-58Z", glass)
        sheet.box(-7, -60, 14, 22, mix(drink, 0x3a1018, 0.3), round: 2)
        sheet.cut("M-18 4H18V36H-18Z", 0xf7efdc)
        sheet.line("M-14 28q7-8 14 0t14 0M-14 21q7-8 14 0t14 0", 0xc9a24a, 2)
        sheet.oval(5, 12, 4, 4, 0xb5432f)
        sheet.shine("M-14-2C-14-10-10-14-8-16L-10 44L-14 42Z")
        if piece == 0 {
            sheet.line("M38 12V46M26 48H50", 0xe6eef0, 3)
            sheet.cut("M24-18C22 4 28 14 38 14C48 14 54 4 52-18Z", 0xeaf2f2)
            sheet.cut("M25-6C25 6 30 12 38 12C46 12 51 6 51-6Z", drink)
        }
    }

    private static func beer(_ sheet: inout Sheet, _ piece: Int) {
        if piece == 0 {
            sheet.line("M26-8C46-10 46 26 26 26", 0xe9e2c6, 7)
            sheet.cut("M-30-24H30L26 46Q0 52-26 46Z", 0xf3e6bc)
            sheet.cut("M-27-14H27L24 43Q0 48-24 43Z", sheet.near(0xe0992c))
            sheet.cut(
                "M-34-20C-38-36-22-42-14-36C-8-48 10-46 14-36C26-42 38-32 32-20C30-10 22-18 18-12"
                    + "C12-4 4-14-4-12C-10-2-16-14-22-12C-28-10-32-14-34-20Z",
                0xfdf9ec
            )
            sheet.spots(
                [(-10, 10), (4, 22), (12, 4), (-4, 34), (14, 34), (-14, 24)],
                0xf9dc9a,
                2.6
            )
            sheet.shine("M-22-6H-16L-15 40L-20 38Z")
        } else {
            let label = sheet.chance.pick([0x2f5a6b, 0xb5432f, 0x6f8a3a] as [UInt32])
            sheet.cut("M-7-56V-32C-7-20-19-18-19-2V48Q0 53 19 48V-2C19-18 7-20 7-32V-56Z", 0x6b3f1c)
            sheet.box(-9, -60, 18, 8, 0xc9a24a, round: 2)
            sheet.oval(0, 18, 18, 19, label)
            sheet.cut("M-12 24L-3 8L3 17L7 12L13 24Z", 0xf7efdc)
            sheet.shine("M-15-2C-15-8-11-14-9-16L-11 44L-15 42Z")
        }
    }

    private static func juice(_ sheet: inout Sheet, _ colour: UInt32, _ piece: Int) {
        let drink = sheet.near(colour)
        sheet.cut("M-11-46V-34C-11-26-25-22-25-8V46Q0 53 25 46V-8C25-22 11-26 11-34V-46Z", 0xe9efe4)
        sheet.cut("M-9-30C-12-22-23-18-23-6V44Q0 50 23 44V-6C23-18 12-22 9-30Z", drink)
        sheet.box(-13, -56, 26, 13, piece == 0 ? 0xf3e9d2 : 0x6f9a4a, round: 3)
        sheet.cut("M-25 0H25V34Q0 38-25 34Z", 0xfdf8ea)
        sheet.oval(0, 19, 11, 11, drink)
        sheet.line("M0 9V3", 0x6b4a2c, 2)
        FruitMotifs.leaf(&sheet, 1, 7)
        sheet.shine("M-21-4C-20-12-15-16-12-19L-15 43L-21 41Z")
    }

    private static func soy(_ sheet: inout Sheet, _ piece: Int) {
        let cap = sheet.chance.pick([0xb5432f, 0x6f8a3a, 0xc9a24a] as [UInt32])
        sheet.cut(
            "M-8-48V-32C-8-22-22-18-22-4V46Q0 52 22 46V-4C22-18 8-22 8-32V-48Z",
            sheet.near(0x4a2418)
        )
        sheet.box(-10, -58, 20, 13, cap, round: 3)
        sheet.cut("M-22 2H22V36Q0 40-22 36Z", 0xf6ead0)
        sheet.line("M-15 12H15M-15 28H15", cap, 2.4)
        sheet.spots([(-7, 20), (0, 20), (7, 20)], 0x6b3a1c, 6)
        sheet.shine("M-18-2C-18-10-13-14-11-16L-13 42L-18 40Z")
        if piece == 0 { sheet.oval(36, 44, 16, 6, 0xf3ead6); sheet.oval(36, 43, 11, 3.6, 0x4a2418) }
    }

    private static func tea(_ sheet: inout Sheet, _ piece: Int) {
        let pot = sheet.near(piece == 0 ? 0x6f4a34 : 0x4f6f62)
        sheet.line("M30 2C44-2 48-14 54-18", pot, 8)
        sheet.line("M-24-14C-64-20-62 16-30 12", pot, 7)
        sheet.oval(0, 6, 36, 28, pot)
        sheet.oval(0, -19, 22, 7, mix(pot, 0xffffff, 0.2))
        sheet.oval(0, -27, 6, 5, pot)
        sheet.shine("M-26 0C-24-12-14-18-6-19C-16-12-20-4-20 6Z")
        sheet.cut("M40 18H72C72 36 66 42 56 42C46 42 40 36 40 18Z", 0xf3ead6)
        sheet.oval(56, 18, 16, 5, 0xa9a04a)
        sheet.line("M52 6q-5-6 0-12t0-10M62 6q-5-6 0-12t0-10", 0xfdf8ea, 2)
        FruitMotifs.leaf(&sheet, -46, 38)
    }

    private static func coffee(_ sheet: inout Sheet, _ piece: Int) {
        let cup = sheet.chance.pick([0xf7f0e2, 0x4f6f7d, 0xb5543f, 0x3d4a44] as [UInt32])
        sheet.oval(0, 38, 56, 13, mix(cup, 0x5a3a20, 0.12))
        sheet.line("M32-4C56-8 54 24 28 22", cup, 7)
        sheet.cut("M-38-14H38C38 20 26 38 0 38C-26 38-38 20-38-14Z", cup)
        sheet.oval(0, -14, 38, 11, mix(cup, 0xffffff, 0.3))
        sheet.oval(0, -13, 33, 8.5, 0x4a2818)
        if piece == 0 { sheet.line("M-12-13q12-7 24 0q-12 6-24 0Z", 0xe6cfa4, 2) }
        sheet.line("M-10-28q-7-9 0-18t0-16M10-28q-7-9 0-18t0-16", 0xfdf6e6, 2.6)
        for (x, y, turn) in [(-52.0, 46.0, 20.0), (-40, 52, -30), (54, 50, 40)] {
            sheet.oval(x, y, 7, 5, 0x5a3218, turn: turn)
        }
        sheet.shine("M-31-4C-30 10-26 20-20 27C-24 16-25 6-25-4Z")
    }
}
