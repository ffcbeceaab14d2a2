/// The sea by day and by night.
enum Shore {
    static func sea(_ sheet: inout Sheet, night: Bool) {
        Scene.sky(&sheet, night ? 0x34456b : 0xd3e6ec, sun: night ? 0xf6ecc8 : 0xfbe3b0)
        Scene.land(&sheet, (138, 142, 112), night ? 0x2f4058 : 0x8fae9a)
        let waters: [UInt32] =
            night
            ? [0x2f4a6b, 0x294263, 0x233a58, 0x1d304b] : [0x8fc0cc, 0x6fa9bc, 0x5494ab, 0x3f7f98]
        for (row, water) in waters.enumerated() {
            let y = 152 + Double(row) * 34
            if row == 2 { boat(&sheet, night: night) }
            sheet.raw("<g filter=\"url(#s)\">")
            let start = sheet.chance.between(-60, 0)
            sheet.cut(
                "M\(n(start)) \(n(y))" + String(repeating: "q20-16 40 0", count: 13) + "V300H-60Z",
                water
            )
            sheet.raw("</g>")
        }
        if night {
            sheet.spots(
                [(40, 146), (110, 144), (180, 147), (260, 145), (330, 148), (370, 146)],
                0xffe9a8,
                7
            )
        } else {
            sheet.line("M70 60q8-8 14 0q6-8 14 0M130 84q6-6 11 0q5-6 11 0", 0x5f7f95, 2.4)
        }
    }

    private static func boat(_ sheet: inout Sheet, night: Bool) {
        let x = sheet.chance.between(120, 280)
        sheet.raw("<g transform=\"translate(\(n(x)) 200)\" filter=\"url(#s)\">")
        sheet.cut("M-58 0L62-12L46 24H-42Z", 0xfaf6ea)
        sheet.cut("M-54 8L56-1L50 12L-48 16Z", 0xb5432f)
        sheet.cut("M-24-2V-30H14V-6Z", 0xf3ead6)
        sheet.box(-18, -25, 12, 10, 0x6fa0b8)
        sheet.box(-2, -25, 12, 10, 0x6fa0b8)
        sheet.line("M30-9V-58M-36-1V-46M30-52L-36-42", 0x6b4a2c, 2.6)
        sheet.cut("M30-58l18 5l-18 6Z", 0xe0b04a)
        if night { sheet.spots([(20, -50), (4, -47), (-12, -45), (-28, -42)], 0xfff3c4, 10) }
        sheet.raw("</g>")
    }
}
