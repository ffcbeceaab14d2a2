/// Jars, tubs and crocks: pickles, honey, jam, miso.
enum JarMotifs {
    static let all: [String: Motif] = [
        "pickle-jar": Motif(ground: .table, layout: .tall, draw: pickles),
        "pickle-shallot": Motif(ground: .field, layout: .tall, isMirrored: true, draw: shallots),
        "honey": Motif(ground: .grain, layout: .tall, draw: honey),
        "jam": Motif(ground: .blossom, layout: .tall, draw: jam),
        "miso": Motif(ground: .table, layout: .single, draw: miso),
    ]

    private static func jar(_ sheet: inout Sheet, _ filling: UInt32, _ lid: UInt32) {
        sheet.cut("M-34-26C-38-18-38 34-34 44Q0 52 34 44C38 34 38-18 34-26Z", 0xe6ece4)
        sheet.cut("M-31-18C-34-10-34 32-31 41Q0 48 31 41C34 32 34-10 31-18Z", filling)
        sheet.box(-33, -42, 66, 17, lid, round: 4)
        sheet.line("M-32-33H32", mix(lid, 0xffffff, 0.4), 1.5)
    }

    private static func pickles(_ sheet: inout Sheet, _ piece: Int) {
        let filling = sheet.chance.pick([0x6f7a3a, 0x8a3a34, 0x4a3a2a, 0xc99a3a] as [UInt32])
        jar(&sheet, filling, 0x6b4a2c)
        for (x, y) in [(-20.0, 34.0), (0, 36), (20, 33), (-22, -6), (18, -8), (0, -10)] {
            sheet.oval(x, y, 10, 6, mix(filling, 0xf3dca0, 0.3), turn: x)
        }
        sheet.box(-24, -2, 48, 28, 0xf9f1dc, round: 2)
        sheet.cut(piece == 0 ? "M-10 20q10-22 20 0Z" : "M-12 12q12-14 24 0q-12 14-24 0Z", filling)
        sheet.shine("M-30-12H-25L-24 38L-29 36Z")
    }

    private static func shallots(_ sheet: inout Sheet, _ piece: Int) {
        jar(&sheet, piece == 0 ? 0xf0dc9a : 0xe2b06a, 0xb5432f)
        for (x, y) in [
            (-20.0, 30.0), (-2, 34), (18, 30), (-14, 14), (8, 15), (24, 10), (-22, -3), (-2, -5),
            (17, -6),
        ] {
            sheet.cut(
                "M\(n(x - 1)) \(n(y - 12))c1 6-8 8-8 13c0 6 5 8 9 8s9-3 9-8c0-5-9-7-8-13Z",
                0xfbf5e2
            )
        }
        sheet.spots([(8, 26), (-12, -12)], 0xd0402a, 6)
        sheet.shine("M-30-12H-25L-24 38L-29 36Z")
    }

    private static func honey(_ sheet: inout Sheet, _ piece: Int) {
        let gold = sheet.chance.pick([0xe0962c, 0xf0bd4a, 0xb5651c] as [UInt32])
        jar(&sheet, gold, 0xf3e2b8)
        sheet.cut(
            "M-40-26L-34-46Q0-54 34-46L40-26Q0-34-40-26Z",
            sheet.chance.pick([0xe9c25a, 0xd9848a, 0x8fae5a] as [UInt32])
        )
        sheet.line("M-36-31Q0-39 36-31", 0xb5432f, 3)
        sheet.oval(0, 14, 20, 17, 0xfdf6e0)
        sheet.oval(-1, 15, 9, 7, 0xf0b93a, turn: -15)
        sheet.line("M-3 9L-5 21M3 8L2 22", 0x4a2a18, 2.4)
        sheet.oval(0, 7, 5, 4, 0xe6eef2)
        if piece == 0 {
            sheet.line("M44 44L60-10", 0xc9955c, 5); sheet.oval(43, 42, 8, 10, 0xb57a34)
        }
        sheet.shine("M-30-12H-25L-24 38L-29 36Z")
    }

    private static func jam(_ sheet: inout Sheet, _ piece: Int) {
        let fruit = sheet.chance.pick(
            [0xc2342f, 0x54406b, 0xe9cf7a, 0x8a4560, 0xe08a3a] as [UInt32]
        )
        jar(&sheet, fruit, 0xfaf2df)
        sheet.line(
            "M-26-42V-26M-12-42V-26M2-42V-26M16-42V-26M28-42V-26",
            mix(fruit, 0xffffff, 0.2),
            3
        )
        sheet.spots(
            [(-20, -6), (4, -8), (20, -2), (-8, 38), (14, 38), (-24, 34)],
            mix(fruit, 0xffe6c0, 0.3),
            7
        )
        sheet.box(-22, 0, 44, 28, 0xfdf8ea, round: 14)
        sheet.oval(-5, 14, 7, 7, fruit)
        sheet.oval(6, 16, 6, 6, mix(fruit, 0xffffff, 0.2))
        if piece == 0 { FruitMotifs.leaf(&sheet, 0, 10) }
        sheet.shine("M-30-12H-25L-24 38L-29 36Z")
    }

    private static func miso(_ sheet: inout Sheet, _ piece: Int) {
        let wood = sheet.near(0xc98f52)
        sheet.cut("M-50-18L50-18L43 46Q0 54-43 46Z", wood)
        sheet.line(
            "M-30-16L-26 48M-10-14L-9 50M12-14L10 50M32-16L27 48",
            mix(wood, 0x5a3416, 0.35),
            1.5
        )
        sheet.line("M-48 0Q0 10 48 0M-44 34Q0 44 44 34", 0x8a9a4a, 6)
        sheet.oval(0, -18, 50, 15, mix(wood, 0x5a3416, 0.3))
        let paste: UInt32 = piece == 0 ? 0xb5702f : 0xd9a45a
        sheet.oval(0, -19, 44, 12, paste)
        sheet.cut(
            "M-34-20C-28-42-6-46 4-34C14-44 34-36 36-20C20-10-20-10-34-20Z",
            mix(paste, 0xf3d49a, 0.18)
        )
        sheet.line("M-20-26q10-8 20-2M4-22q10-6 18 0", mix(paste, 0x5a2c10, 0.3), 2)
        sheet.line("M18-30L48-62", 0xdcb178, 6)
    }
}
