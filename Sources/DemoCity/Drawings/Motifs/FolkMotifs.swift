/// Dolls and toys of the country.
enum FolkMotifs {
    static let all: [String: Motif] = [
        "doll": Motif(ground: .blossom, layout: .single, isMirrored: true, draw: nagashibina),
        "rabbit": Motif(ground: .sweet, layout: .heap, prop: .cloth, draw: rabbit),
    ]

    private static func nagashibina(_ sheet: inout Sheet, _ piece: Int) {
        let straw = sheet.near(0xd9b565)
        sheet.oval(0, 20, 66, 28, straw)
        sheet.line(
            "M-60 16Q0 44 60 16M-62 24Q0 54 62 24M-40 2L-44 40M-20-4L-22 46M20-4L22 46M40 2L44 40",
            mix(straw, 0x7a5218, 0.4),
            1.8
        )
        for (x, robe, sash) in [(-22.0, 0xb5322a, 0xe0b04a), (22.0, 0xd9562f, 0x4f7a52)]
            as [(Double, UInt32, UInt32)]
        {
            sheet.raw("<g transform=\"translate(\(n(x)) 0)\">")
            sheet.cut("M0-22L20 6L24 30H-24L-20 6Z", robe)
            sheet.cut("M0-20L9 2L0 14L-9 2Z", 0xfdf6e6)
            sheet.cut("M-20 10H20L21 17H-21Z", sash)
            sheet.oval(0, -30, 13, 13, 0xfdf1e0)
            sheet.cut("M-13-30C-15-48 15-48 13-30C8-38-8-38-13-30Z", 0x2c2226)
            sheet.spots([(-4, -29), (4, -29)], 0x2c2226, 2)
            sheet.spots([(0, -23)], 0xc9342a, 2.6)
            if x < 0 {
                sheet.cut("M-5-44L0-60L5-44Z", 0x2c2226)
            } else {
                sheet.spots([(-9, -42), (9, -42)], 0xe0b04a, 5)
            }
            sheet.raw("</g>")
        }
        let blossom: UInt32 = piece == 0 ? 0xf0a0a8 : 0xf6c4b8
        sheet.line("M-64 34Q-50 44-30 44", 0x8a5a34, 2.4)
        sheet.spots([(-62, 32), (-50, 42), (-36, 42), (52, 36), (62, 30)], blossom, 10)
        sheet.spots([(-62, 32), (-50, 42), (-36, 42), (52, 36), (62, 30)], 0xf6dc7a, 3)
    }

    private static func rabbit(_ sheet: inout Sheet, _ piece: Int) {
        let white = sheet.near(0xfbf6ea)
        if piece == 0 {
            sheet.oval(-12, -40, 8, 22, white, turn: -10)
            sheet.oval(12, -40, 8, 22, white, turn: 10)
            sheet.oval(-12, -38, 3.4, 14, 0xe58f86, turn: -10)
            sheet.oval(12, -38, 3.4, 14, 0xe58f86, turn: 10)
        } else {
            sheet.cut("M-22-30C-24-46 24-46 22-30Z", 0x2c2226)
            sheet.spots([(-20, -34), (20, -34)], 0xb5322a, 8)
        }
        sheet.cut(
            "M-34 20C-36-2-20-4 0-4C20-4 36-2 34 20C34 40 20 46 0 46C-20 46-34 40-34 20Z",
            piece == 0 ? white : sheet.near(0xb5322a)
        )
        sheet.oval(0, -16, 28, 23, white)
        sheet.spots([(-10, -18), (10, -18)], 0x2c2226, 4.6)
        sheet.spots([(-16, -9), (16, -9)], 0xf2b0a4, 8)
        sheet.line("M-4-9Q0-5 4-9", 0xb5322a, 2)
        sheet.cut("M-28 6Q0 18 28 6L26 14Q0 26-26 14Z", piece == 0 ? 0xb5322a : 0xe0b04a)
        sheet.oval(0, 18, 6, 6, 0xe0b04a)
        sheet.spots([(-18, 30), (18, 30), (0, 36)], piece == 0 ? 0xe6c98a : 0xf6e2b0, 7)
    }
}
