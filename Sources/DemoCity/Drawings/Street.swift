/// Roofs, walls and kilns.
enum Street {
    static func town(_ sheet: inout Sheet, snow: Bool) {
        Scene.sky(&sheet, snow ? 0xd3dce6 : 0xf3e3c6, sun: snow ? 0xf6f2e6 : 0xf6cf8a)
        Scene.land(&sheet, (140, 112, 146), snow ? 0xb5c3cc : 0xa3b58f)
        for column in 0..<3 {
            let x = Double(column) * 136 - 16 + sheet.chance.between(-8, 8)
            house(&sheet, x, 148 + sheet.chance.between(-14, 12), snow: snow)
        }
        let stream: UInt32 = snow ? 0x8fb0c0 : 0x7fb3b5
        sheet.cut("M0 252H400V262H0Z", 0xa9a08f)
        sheet.cut("M0 262H400V300H0Z", stream)
        sheet.line("M20 274h50M110 284h60M220 274h46M310 286h60", 0xe9f3f2, 2)
        if snow {
            for width in [3.0, 4.5, 6.5] {
                let flakes = (0..<12).map { _ in
                    (sheet.chance.between(0, 400), sheet.chance.between(0, 290))
                }
                sheet.spots(flakes, 0xffffff, width)
            }
        } else {
            sheet.line(
                "M372 252C366 226 376 206 370 186M370 200C360 210 356 222 356 236M371 196C382 206 386 220 386 234",
                0x7a9a52,
                3
            )
        }
    }

    private static func house(_ sheet: inout Sheet, _ x: Double, _ y: Double, snow: Bool) {
        sheet.raw("<g transform=\"translate(\(n(x)) \(n(y)))\" filter=\"url(#s)\">")
        sheet.cut("M10 20H138V106H10Z", sheet.near(0xfaf4e6))
        sheet.cut("M10 66H138V106H10Z", sheet.near(0x6b4a34))
        sheet.line("M22 66V106M36 66V106M50 66V106M98 66V106M112 66V106M126 66V106", 0x3f2a1e, 2.4)
        sheet.box(
            60,
            62,
            30,
            44,
            sheet.chance.pick([0x2f4a6b, 0xb5432f, 0x6f7a3a] as [UInt32]),
            round: 0
        )
        sheet.line("M70 64V92M80 64V92", 0xf7efdc, 1.4)
        sheet.box(28, 32, 22, 18, 0x46586b, round: 1)
        sheet.box(98, 32, 22, 18, 0x46586b, round: 1)
        sheet.cut("M-2 26L24-20H124L150 26Z", snow ? 0xfbfaf6 : sheet.near(0xb5553a))
        if !snow {
            sheet.line(
                "M20 24L38-18M44 24L56-18M70 24L74-18M98 24L92-18M124 24L110-18",
                0x8a3a26,
                1.8
            )
        }
        sheet.cut("M18-20H130V-27H18Z", snow ? 0xe9eef2 : 0x7a3a2a)
        sheet.raw("</g>")
    }

    @Sendable static func kiln(_ sheet: inout Sheet) {
        Scene.sky(&sheet, 0xf0dcc0, sun: 0xf3c48a)
        Scene.land(&sheet, (120, 90, 132), 0xa3b08a)
        Scene.land(&sheet, (176, 140, 120), 0x86a070)
        sheet.raw(
            "<path d=\"M300 120q-26-22 0-44t-6-60q38 26 18 58t0 46Z\" fill=\"#fff\" opacity=\".6\"/>"
        )
        for (x, y, size) in [(282.0, 168.0, 0.8), (220, 188, 0.9), (150, 212, 1.0), (74, 240, 1.1)]
        {
            sheet.raw(
                "<g transform=\"translate(\(n(x)) \(n(y))) scale(\(n(size)))\" filter=\"url(#s)\">"
            )
            sheet.cut("M-56 30C-58-20-26-42 0-42C30-42 58-18 56 30Z", sheet.near(0xc98a5a))
            sheet.cut("M-18 30C-18 6-8 0 0 0C8 0 18 6 18 30Z", 0x4a2418)
            sheet.cut("M-8 30C-10 18 0 16 0 6C8 16 10 20 8 30Z", 0xf0a03a)
            sheet.raw("</g>")
        }
        Scene.land(&sheet, (272, 266, 258), 0xc9a97c)
        for x in stride(from: 30.0, to: 390, by: 60) {
            sheet.cut(
                "M\(n(x)) 270h30l-4 16h-22Z",
                sheet.chance.pick([0x4d7a5c, 0xf3ead6, 0x5f7890] as [UInt32])
            )
        }
    }
}
