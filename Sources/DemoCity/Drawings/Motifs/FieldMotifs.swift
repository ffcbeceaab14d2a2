/// What grows in sand, field and wood.
enum FieldMotifs {
    static let all: [String: Motif] = [
        "yam": Motif(ground: .field, layout: .flat, prop: .cloth, draw: yam),
        "shallot": Motif(
            ground: .field,
            layout: .heap,
            prop: .basket,
            isMirrored: true,
            draw: shallot
        ),
        "leek": Motif(ground: .leaf, layout: .flat, prop: .board, draw: leek),
        "broccoli": Motif(
            ground: .leaf,
            layout: .heap,
            prop: .board,
            isMirrored: true,
            draw: broccoli
        ),
        "tomato": Motif(ground: .leaf, layout: .heap, prop: .basket, draw: tomato),
        "vegetable-box": Motif(ground: .leaf, layout: .single, draw: vegetableBox),
        "shiitake": Motif(ground: .field, layout: .heap, prop: .basket) {
            shiitake(&$0, 0x8a5a34, $1)
        },
        "shiitake-dry": Motif(ground: .table, layout: .heap, prop: .plate) {
            shiitake(&$0, 0x5f4028, $1)
        },
        "rice": Motif(ground: .grain, layout: .single, prop: .cloth, draw: riceSack),
        "beans": Motif(ground: .grain, layout: .single, isMirrored: true, draw: beans),
    ]

    private static func yam(_ sheet: inout Sheet, _ piece: Int) {
        let skin = sheet.near(0xdcc08c)
        sheet.cut(
            "M-78-4C-74-16-50-15-20-14C20-14 58-18 74-10C84-4 82 10 72 13C40 20 0 14-40 16"
                + "C-64 17-82 10-78-4Z",
            skin
        )
        if piece == 0 { sheet.oval(75, 1, 9, 12, 0xfdf8ec) }
        sheet.line(
            "M-60-6h8M-40 6h10M-16-6h9M10 4h10M34-6h8M52 6h7",
            mix(skin, 0x7a5220, 0.45),
            1.6
        )
        sheet.line("M-50 14l-6 8M-20 14l-4 9M16 14l2 9M44 14l6 8", mix(skin, 0x7a5220, 0.3), 1.2)
        sheet.shine("M-66-8C-40-14 0-12 40-13C0-8-40-6-64-4Z")
    }

    private static func shallot(_ sheet: inout Sheet, _ piece: Int) {
        let turns: [(Double, Double, Double)] =
            piece == 0 ? [(-22, 6, -24), (20, 10, 18), (0, -6, 0)] : [(-16, 4, -8), (18, 2, 28)]
        for (x, y, turn) in turns {
            let skin = sheet.near(0xf3ead6)
            sheet.raw("<g transform=\"translate(\(n(x)) \(n(y))) rotate(\(n(turn)))\">")
            sheet.cut(
                "M-3-44C-2-20-20-8-19 14C-18 30-8 36 0 36C8 36 18 30 19 14C20-8 4-20 4-44Z",
                skin
            )
            sheet.cut("M-4-46L-8-62L0-50L7-64L5-44Z", 0x8fae5a)
            sheet.line("M-3-34C-6-12-10 10-5 34M4-34C6-12 10 10 6 34", 0xc9a3a8, 1.2)
            sheet.line("M-4 36l-3 8M0 36v9M4 36l4 8", 0xb9a27a, 1.3)
            sheet.shine("M-14 8C-14-2-8-10-6-16C-8-2-10 10-8 20Z")
            sheet.raw("</g>")
        }
    }

    private static func leek(_ sheet: inout Sheet, _ piece: Int) {
        for row in 0..<2 {
            let y = Double(row) * 15 - 8
            sheet.line("M-86 \(n(y))l-9-4M-86 \(n(y))l-11 1M-86 \(n(y))l-9 6", 0xcbb88a, 1.4)
            sheet.box(-88, y - 7, 104, 14, sheet.near(0xf7f4e4), round: 6)
            sheet.cut(
                "M14 \(n(y - 7))L40 \(n(y - 9))L94 \(n(y - 18))L58 \(n(y - 1))L96 \(n(y + 4))"
                    + "L56 \(n(y + 5))L84 \(n(y + 16))L34 \(n(y + 8))L14 \(n(y + 7))Z",
                sheet.near(0x6f9a52)
            )
            sheet.cut("M4 \(n(y - 7))L30 \(n(y - 8))L30 \(n(y + 7))L4 \(n(y + 7))Z", 0xc3d596)
            sheet.shine("M-80 \(n(y - 4))H0V\(n(y - 1))H-80Z")
        }
        if piece == 0 { sheet.box(-30, -17, 12, 34, 0xb5543f, round: 2) }
    }

    private static func broccoli(_ sheet: inout Sheet, _ piece: Int) {
        sheet.cut("M-14 4L-20 48Q0 56 20 48L14 4Z", sheet.near(0x9dbb6a))
        sheet.line("M-6 14L-24 0M6 14L24 0", 0x9dbb6a, 9)
        let crowns: [(Double, Double, Double)] = [
            (-30, -4, 18), (30, -4, 18), (-16, -22, 19), (17, -22, 19), (0, -8, 21), (0, -34, 16),
        ]
        for (x, y, size) in crowns {
            let green = sheet.near(0x4c7a3a)
            sheet.oval(x, y, size, size * 0.92, green)
            sheet.spots(
                [(x - 7, y - 5), (x + 2, y - 9), (x + 8, y - 1), (x - 2, y + 1), (x - 8, y + 5)],
                mix(green, 0xd5e89a, 0.4),
                3
            )
        }
        if piece == 1 { FruitMotifs.leaf(&sheet, 14, 32, 0x7da055) }
    }

    private static func tomato(_ sheet: inout Sheet, _ piece: Int) {
        let red = sheet.near(piece == 0 ? 0xd9452e : 0xe0603a)
        sheet.cut(
            "M0-32C26-40 48-22 48 4C48 30 26 42 0 42C-26 42-48 30-48 4C-48-22-26-40 0-32Z",
            red
        )
        sheet.line(
            "M-14-26C-20-8-20 16-14 34M15-26C21-8 21 16 15 34",
            mix(red, 0x7a1808, 0.15),
            1.5
        )
        sheet.cut(
            "M0-28L-10-40L-12-28L-32-32L-18-20L-26-8L-6-18L0-4L6-18L26-8L18-20L32-32L12-28"
                + "L10-40Z",
            0x5f9144
        )
        sheet.line("M0-26C0-36 4-42 8-46", 0x5f9144, 4)
        sheet.shine("M-38-2C-38-14-30-22-24-24C-32-14-32-2-32 8Z")
    }

    private static func vegetableBox(_ sheet: inout Sheet, _ piece: Int) {
        sheet.cut("M-18-20L-26-58L-14-40L-8-62L-2-38L8-58L6-20Z", sheet.near(0x6f9a52))
        sheet.oval(28, -22, 20, 20, sheet.near(0xd9452e))
        sheet.cut("M28-40l-6 8 6-3 6 3Z", 0x5f9144)
        sheet.cut("M-52-14C-56-34-42-44-34-36C-28-44-16-38-20-14Z", 0x5d8a42)
        sheet.cut("M-12-2L-2-44Q2-50 8-42L14-2Z", sheet.near(0xe5883a))
        sheet.cut("M2-44L-4-60L4-52L8-62L8-44Z", 0x7da055)
        if piece == 1 { sheet.oval(50, -12, 12, 16, 0x5f4a7a) }
        sheet.cut("M-60-10L60-10L54 44L-54 44Z", sheet.near(0xcfa064))
        sheet.line("M-58 8H58M-56 26H56M-30-10V44M30-10V44", 0xa9753e, 1.6)
    }

    private static func shiitake(_ sheet: inout Sheet, _ colour: UInt32, _ piece: Int) {
        let cap = sheet.near(colour)
        sheet.cut("M-12 4C-10 20-16 34-12 42Q0 48 12 42C16 34 10 20 12 4Z", 0xf0e2c6)
        sheet.cut("M-48 10C-52-26-24-42 0-42C24-42 52-26 48 10C30 20-30 20-48 10Z", cap)
        sheet.cut("M-48 10C-30 20 30 20 48 10C34 2-34 2-48 10Z", 0xe9d8b6)
        let crack = mix(cap, 0xf6e6c4, 0.75)
        if piece == 0 {
            sheet.line(
                "M-8-28L0-14L8-28M-24-18L-14-10L-20 0M24-18L14-10L20 0M0-14V-2M-14-10L0-14L14-10",
                crack,
                2.6
            )
        } else {
            sheet.spots(
                [(-26, -10), (-12, -24), (4, -30), (18, -20), (30, -8), (-2, -10), (14, -4)],
                crack,
                3.4
            )
        }
        sheet.shine("M-40-4C-40-22-26-32-14-34C-28-24-34-12-34-2Z")
    }

    private static func riceSack(_ sheet: inout Sheet, _ piece: Int) {
        let paper = sheet.near(piece == 0 ? 0xe9d6ac : 0xf1e6cc)
        sheet.cut("M-34-34C-42-10-44 30-38 46Q0 54 38 46C44 30 42-10 34-34Z", paper)
        sheet.cut(
            "M-34-34C-28-46-18-54-12-46L0-54L12-46C18-54 28-46 34-34Q0-26-34-34Z",
            mix(paper, 0x8a6434, 0.18)
        )
        sheet.line("M-32-34Q0-26 32-34M-14-30L-24-14M-10-29L-8-12", 0xa9462f, 3)
        sheet.oval(0, 12, 20, 20, 0xfaf4e2)
        sheet.line("M-2 26C-2 12 0 4 8-2", 0x8f9a3e, 2)
        sheet.spots([(8, -2), (3, 3), (9, 5), (0, 9), (6, 11), (-3, 15)], 0xd9a93a, 4.6)
        sheet.line(
            "M-34 6C-36 20-36 32-34 40M34 6C36 20 36 32 34 40",
            mix(paper, 0x8a6434, 0.3),
            1.2
        )
        sheet.shine("M-32-20C-36 0-38 20-36 36C-32 20-30 0-27-22Z")
    }

    private static func beans(_ sheet: inout Sheet, _ piece: Int) {
        sheet.cut("M-56-4C-54 34-30 46 0 46C30 46 54 34 56-4Z", sheet.near(0xb5543f))
        sheet.oval(0, -4, 56, 17, 0x8a3a2a)
        sheet.oval(0, -3, 50, 14, 0x2c2226)
        let rows: [(Double, [Double])] = [
            (-12, [-24, -8, 8, 24]), (-4, [-38, -22, -6, 10, 26, 40]), (5, [-28, -12, 4, 20]),
        ]
        for (y, columns) in rows {
            for x in columns {
                sheet.oval(x, y, 9, 7, sheet.near(0x3a2c32), turn: Double(piece) * 20)
                sheet.oval(x - 2, y - 2.4, 2.4, 1.4, 0x9a8a90)
            }
        }
        sheet.shine("M-46 8C-42 24-32 34-22 38C-32 28-36 18-38 8Z")
    }
}
