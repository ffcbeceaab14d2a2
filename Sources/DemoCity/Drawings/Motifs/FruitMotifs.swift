/// Fruit from tree, vine and field.
enum FruitMotifs {
    static let all: [String: Motif] = [
        "pear": Motif(ground: .leaf, layout: .heap, prop: .basket) { pear(&$0, 0xdcd672, $1) },
        "pear-red": Motif(ground: .blossom, layout: .heap, prop: .plate) {
            pear(&$0, 0xcf9a4e, $1)
        },
        "pear-mix": Motif(ground: .leaf, layout: .heap, prop: .cloth) { sheet, piece in
            pear(&sheet, piece == 0 ? 0xdcd672 : 0xcf9a4e, 0)
        },
        "watermelon": Motif(ground: .leaf, layout: .heap, prop: .board, draw: watermelon),
        "melon": Motif(ground: .dairy, layout: .heap, prop: .cloth, draw: melon),
        "grapes": Motif(ground: .blossom, layout: .heap, prop: .plate, isMirrored: true) {
            grapes(&$0, 0x5a3d74, $1)
        },
        "grapes-green": Motif(ground: .leaf, layout: .heap, prop: .plate, isMirrored: true) {
            grapes(&$0, 0xb5c957, $1)
        },
        "strawberry": Motif(ground: .blossom, layout: .heap, prop: .plate, draw: strawberry),
        "blueberry": Motif(
            ground: .dairy,
            layout: .heap,
            prop: .plate,
            isMirrored: true,
            draw: blueberry
        ),
        "persimmon": Motif(ground: .field, layout: .heap, prop: .basket, draw: persimmon),
        "persimmon-dry": Motif(ground: .table, layout: .heap, prop: .plate, draw: driedPersimmon),
        "apple": Motif(ground: .leaf, layout: .heap, prop: .basket, draw: apple),
        "fig": Motif(ground: .blossom, layout: .heap, prop: .plate, draw: fig),
    ]

    static func leaf(_ sheet: inout Sheet, _ x: Double, _ y: Double, _ colour: UInt32 = 0x6f9a4a) {
        sheet.cut("M\(n(x)) \(n(y))q12-16 32-12q-8 18-32 12Z", colour)
        sheet.line("M\(n(x)) \(n(y))q14-4 24-9", mix(colour, 0xffffff, 0.35), 1)
    }

    private static func pear(_ sheet: inout Sheet, _ colour: UInt32, _ piece: Int) {
        let skin = sheet.near(colour)
        sheet.line("M0-34C1-44 5-52 12-58", 0x6b4a2c, 4)
        if piece == 0 { leaf(&sheet, 9, -50) }
        sheet.cut(
            "M0-37C14-45 44-38 48-4C51 28 28 46 0 45C-28 46-51 28-48-4C-44-38-14-45 0-37Z",
            skin
        )
        sheet.cut("M-14-36Q0-26 14-36Q6-30 0-30T-14-36Z", mix(skin, 0x5a3a10, 0.35))
        sheet.shine("M-34-12C-34-24-24-30-16-30C-24-22-28-12-28 2C-32 0-34-6-34-12Z")
        sheet.spots(
            [
                (-20, 8), (-8, 20), (6, 4), (18, 18), (28, -6), (10, 32), (-24, 26), (20, -20),
                (34, 10),
                (-2, -12),
            ],
            mix(skin, 0x7a5220, 0.35),
            2
        )
    }

    private static func watermelon(_ sheet: inout Sheet, _ piece: Int) {
        let rind = sheet.near(0x4f8a45)
        if piece == 0 {
            sheet.oval(0, 0, 50, 47, rind)
            for (x, bend) in [(-34.0, -18.0), (-17, -9), (0, 2), (18, 10), (34, 18)] {
                sheet.line(
                    "M\(n(x * 0.35)) -45C\(n(x + bend)) -26 \(n(x - 4 + bend)) -8 \(n(x + bend))"
                        + " 4S\(n(x)) 30 \(n(x * 0.35)) 44",
                    0x24502c,
                    5
                )
            }
            sheet.line("M0-46C4-54 12-52 14-58", 0x6f7a3a, 3)
            sheet.shine("M-36-10C-36-24-26-34-14-36C-26-26-30-10-30 2Z")
        } else {
            sheet.cut("M-50-14A50 50 0 0 0 50-14Z", rind)
            sheet.cut("M-45-14A45 45 0 0 0 45-14Z", 0xf1efcf)
            sheet.cut("M-40-14A40 40 0 0 0 40-14Z", 0xe2534a)
            sheet.spots(
                [(-22, -4), (-8, 0), (8, -2), (22, -4), (-14, 10), (2, 12), (15, 9)],
                0x3a2018,
                4
            )
        }
    }

    private static func melon(_ sheet: inout Sheet, _ piece: Int) {
        let skin = sheet.near(0xb9c98a)
        sheet.line("M-16-54H16M0-54V-40", 0x7f8f52, 5)
        sheet.oval(0, 2, 47, 46, skin)
        sheet.line(
            "M-40-18C-20-8 12-24 40-16M-46 6C-20 14 14-2 46 8M-38 28C-14 22 16 34 38 26M-24-36C-30-10"
                + "-16 16-26 40M0-42C-6-14 10 14 2 46M24-36C18-8 32 12 24 40M-12-40L12 46M14-40L-14 46",
            0xeef0d6,
            1.6
        )
        if piece == 1 { sheet.cut("M2 46A47 46 0 0 0 47 4C30 10 10 26 2 46Z", 0xe9b763) }
        sheet.shine("M-34-8C-34-22-26-32-14-34C-24-24-28-10-28 4Z")
    }

    private static func grapes(_ sheet: inout Sheet, _ colour: UInt32, _ piece: Int) {
        sheet.line("M0-34C0-44-6-50-16-52M0-34C6-44 12-46 14-56", 0x7a5a34, 4)
        if piece == 0 { leaf(&sheet, 6, -42, 0x7da055) }
        let rows: [(Double, [Double])] = [
            (-26, [-30, -10, 10, 30]), (-10, [-38, -19, 0, 19, 38]), (8, [-28, -9, 10, 28]),
            (24, [-18, 0, 18]), (39, [-8, 9]),
        ]
        for (y, columns) in rows {
            for x in columns {
                sheet.oval(x, y, 12, 12.5, sheet.near(colour))
            }
            sheet.spots(columns.map { ($0 - 4, y - 5) }, mix(colour, 0xffffff, 0.6), 4.5)
        }
    }

    private static func strawberry(_ sheet: inout Sheet, _ piece: Int) {
        let red = sheet.near(0xd8412f)
        sheet.cut(
            "M0 48C-20 40-44 8-40-16C-36-34-14-36 0-30C14-36 36-34 40-16C44 8 20 40 0 48Z",
            red
        )
        if piece == 1 {
            sheet.cut(
                "M0 34C-12 26-24 6-22-8C-18-18-8-18 0-14C8-18 18-18 22-8C24 6 12 26 0 34Z",
                0xf3a08c
            )
            sheet.line("M0-10V22M-8-6L-12 4M8-6L12 4", 0xfbe3d6, 2)
        } else {
            sheet.spots(
                [
                    (-24, -8), (-8, -12), (10, -12), (26, -8), (-18, 8), (0, 4), (18, 8), (-10, 22),
                    (9, 22), (0, 35),
                ],
                0xf6d98a,
                3
            )
        }
        sheet.cut(
            "M0-30C-12-48-30-44-38-34C-26-34-22-22-12-26C-6-20-2-24 0-28C2-24 6-20 12-26"
                + "C22-22 26-34 38-34C30-44 12-48 0-30Z",
            0x5f9144
        )
        sheet.line("M0-32C0-40 4-44 8-48", 0x5f9144, 3.5)
        sheet.shine("M-32-12C-32-22-24-26-18-26C-26-18-26-6-26 0Z")
    }

    private static func blueberry(_ sheet: inout Sheet, _ piece: Int) {
        let places: [(Double, Double)] = [
            (-24, -22), (8, -28), (32, -6), (-4, 0), (-36, 8), (20, 22), (-16, 28),
        ]
        if piece == 0 { leaf(&sheet, 16, -36) }
        for (x, y) in places {
            let blue = sheet.near(0x3f4a7d)
            sheet.oval(x, y, 17, 16.5, blue)
        }
        sheet.spots(places.map { ($0.0 - 6, $0.1 - 7) }, 0x9aa3c9, 6)
        sheet.spots(places.map { ($0.0 + 2, $0.1) }, 0x232b52, 9)
        sheet.spots(places.map { ($0.0 + 2, $0.1) }, 0x5a6699, 3)
    }

    private static func persimmon(_ sheet: inout Sheet, _ piece: Int) {
        let skin = sheet.near(0xe48632)
        sheet.cut(
            "M0-30C24-40 52-26 50 4C48 32 24 40 0 39C-24 40-48 32-50 4C-52-26-24-40 0-30Z",
            skin
        )
        sheet.line(
            "M-12-22C-16 0-14 20-8 34M14-22C18 0 16 20 10 34",
            mix(skin, 0x8a3a10, 0.18),
            1.6
        )
        sheet.cut(
            "M0-26C-10-36-24-36-32-26C-24-26-22-20-12-20C-8-14-2-16 0-20C2-16 8-14 12-20"
                + "C22-20 24-26 32-26C24-36 10-36 0-26Z",
            0x7d8a4c
        )
        sheet.line("M0-28V-38", 0x6b4a2c, 5)
        sheet.shine("M-40-4C-40-16-32-22-26-22C-34-14-34-2-34 8Z")
        if piece == 1 { leaf(&sheet, 2, -36, 0xb5663a) }
    }

    private static func driedPersimmon(_ sheet: inout Sheet, _ piece: Int) {
        let skin = sheet.near(0xb8591f)
        sheet.line("M-8-58C0-50 4-46 0-36", 0xc9a36a, 3)
        sheet.cut(
            "M0-34C20-38 36-18 34 8C32 32 14 44 0 46C-14 44-32 32-34 8C-36-18-20-38 0-34Z",
            skin
        )
        sheet.cut("M-14-30L0-38L14-30L0-24Z", 0x7a5a34)
        sheet.line(
            "M-14-14C-18 4-12 24-6 36M4-18C8 2 4 22 6 38M18-14C22 2 18 18 14 30",
            mix(skin, 0x5a2408, 0.35),
            2
        )
        sheet.shine("M-24-6C-24-18-18-22-12-24C-18-14-18-2-18 8Z")
        if piece == 0 { sheet.spots([(8, -4), (-4, 14), (16, 8), (2, 28)], 0xf7e6d0, 4) }
    }

    private static func apple(_ sheet: inout Sheet, _ piece: Int) {
        let skin = sheet.near(piece == 0 ? 0xc93a2e : 0xd45a3a)
        sheet.line("M0-28C0-40 4-48 10-54", 0x6b4a2c, 4)
        leaf(&sheet, 6, -44)
        sheet.cut(
            "M0-28C12-42 46-38 47-2C48 28 26 48 10 45C4 43-4 43-10 45C-26 48-48 28-47-2"
                + "C-46-38-12-42 0-28Z",
            skin
        )
        sheet.cut("M-16-30Q0-16 16-30Q8-24 0-24T-16-30Z", mix(skin, 0xf3d27a, 0.6))
        sheet.spots(
            [(-18, 10), (4, 20), (18, -2), (-4, 0), (26, 16), (-12, 30), (14, 34)],
            0xf2c48c,
            1.8
        )
        sheet.shine("M-36-6C-36-20-28-28-20-28C-28-20-30-8-30 6Z")
    }

    private static func fig(_ sheet: inout Sheet, _ piece: Int) {
        let skin = sheet.near(0x7a4560)
        if piece == 0 {
            sheet.cut(
                "M-2-50C6-50 8-36 16-26C40-6 44 44 0 46C-44 44-40-6-16-26C-8-36-8-48-2-50Z",
                skin
            )
            sheet.line(
                "M-2-40C-16-14-24 10-18 36M2-40C14-14 22 10 18 36M0-40V44",
                mix(skin, 0xd9c27a, 0.35),
                1.6
            )
            sheet.shine("M-28 4C-28-8-20-18-16-20C-22-8-22 6-20 16Z")
        } else {
            sheet.cut(
                "M0-44C10-34 42-8 40 16C38 38 18 46 0 46C-18 46-38 38-40 16C-42-8-10-34 0-44Z",
                skin
            )
            sheet.cut(
                "M0-34C8-26 34-6 33 16C31 33 16 39 0 39C-16 39-31 33-33 16C-34-6-8-26 0-34Z",
                0xf5e6cf
            )
            sheet.cut(
                "M0-20C6-12 24 2 23 16C22 27 12 31 0 31C-12 31-22 27-23 16C-24 2-6-12 0-20Z",
                0xc95a62
            )
            sheet.spots(
                [(-10, 8), (0, 0), (9, 8), (-5, 20), (6, 20), (0, 12), (-14, 17), (14, 18)],
                0xf3cf9a,
                2.4
            )
        }
    }
}
