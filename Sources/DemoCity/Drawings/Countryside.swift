/// Hills, fields and woods.
enum Countryside {
    @Sendable static func orchard(_ sheet: inout Sheet) {
        Scene.sky(&sheet, 0xd9e9ea)
        Scene.land(&sheet, (150, 108, 140), 0xa9c4a0)
        Scene.land(&sheet, (190, 158, 172), 0x8fb074)
        Scene.land(&sheet, (226, 208, 222), 0xb9c97a)
        for (x, y, size) in [
            (60.0, 196.0, 0.8), (150, 186, 0.7), (330, 190, 0.8), (240, 214, 1.1), (100, 244, 1.3),
            (340, 250, 1.25),
        ] {
            sheet.raw(
                "<g transform=\"translate(\(n(x)) \(n(y))) scale(\(n(size)))\" filter=\"url(#s)\">"
            )
            sheet.line("M0 20C-2 6 0 0 0-10M0 0L-16-14M0-2L16-14", 0x6b4a2c, 5)
            sheet.cut(
                "M-36-10C-44-30-20-44-6-38C6-48 38-40 36-18C40-4 20 2 8-4C-6 4-30 4-36-10Z",
                sheet.near(0x5f8a48)
            )
            sheet.spots([(-20, -18), (-4, -10), (12, -22), (24, -12), (-8, -28)], 0xe6da7a, 8)
            sheet.raw("</g>")
        }
    }

    @Sendable static func dunes(_ sheet: inout Sheet) {
        Scene.sky(&sheet, 0xcfe2ea)
        sheet.cut("M0 128H400V200H0Z", 0x6fa3b8)
        sheet.line("M30 142h40M120 150h30M210 140h50M300 152h44", 0xdfeff2, 2)
        Scene.land(&sheet, (176, 138, 166), 0xe9cf96)
        Scene.land(&sheet, (222, 182, 204), 0xdfbd7c)
        sheet.cut("M200 182C250 186 300 214 400 204V300H240C250 250 190 220 200 182Z", 0xc99f60)
        for row in 0..<6 {
            let y = 226 + Double(row) * 13
            sheet.line("M0 \(n(y))q24-8 48 0t48 0t48 0t48 0t24-2", 0xc29a5c, 1.6)
        }
        let x = sheet.chance.between(230, 330)
        sheet.raw("<g transform=\"translate(\(n(x)) 186)\">")
        sheet.cut(
            "M-22 4C-22-6-16-8-12-6C-10-16-2-16 0-7C4-16 12-14 13-4L18-16L24-17L24-12L20 2L14 6L14 22H10L9 8L-10 8L-12 22H-16L-16 8Z",
            0x8a5a34
        )
        sheet.raw("</g>")
    }

    @Sendable static func field(_ sheet: inout Sheet) {
        Scene.sky(&sheet, 0xe3ead2)
        Scene.land(&sheet, (146, 112, 134), 0xa3b98a)
        Scene.land(&sheet, (176, 164, 170), 0xc9a871)
        let leaf = sheet.chance.pick([0x6f9a4a, 0x8fae4f, 0x5d8a52] as [UInt32])
        for row in -4...4 {
            let top = 200 + Double(row) * 11
            let bottom = 200 + Double(row) * 62
            sheet.line("M\(n(top)) 176L\(n(bottom)) 300", 0xa98350, 3)
            for step in 0..<5 {
                let part = Double(step * step + 2) / 30
                sheet.oval(
                    top + (bottom - top) * part + 4,
                    176 + 124 * part,
                    3 + 12 * part,
                    2 + 7 * part,
                    leaf
                )
            }
        }
    }

    @Sendable static func mountain(_ sheet: inout Sheet) {
        Scene.sky(&sheet, 0xcfe0ee)
        let peak = sheet.chance.between(160, 250)
        sheet.raw("<g filter=\"url(#s)\">")
        sheet.cut(
            "M0 210C60 190 110 130 \(n(peak - 22)) 66L\(n(peak - 6)) 58L\(n(peak + 8)) 64L\(n(peak + 22)) 60C\(n(peak + 60)) 120 330 180 400 196V260H0Z",
            0x7a92a8
        )
        sheet.cut(
            "M\(n(peak - 62)) 114L\(n(peak - 22)) 66L\(n(peak - 6)) 58L\(n(peak + 8)) 64L\(n(peak + 22)) 60L\(n(peak + 50)) 108L\(n(peak + 34)) 100L\(n(peak + 24)) 118L\(n(peak + 8)) 96L\(n(peak - 6)) 124L\(n(peak - 22)) 100L\(n(peak - 40)) 122Z",
            0xfbfaf4
        )
        sheet.raw("</g>")
        Scene.land(&sheet, (206, 196, 200), 0x7f9f70)
        Scene.land(&sheet, (244, 220, 236), 0xa9c46a)
        for _ in 0..<5 {
            cow(&sheet, sheet.chance.between(30, 370), sheet.chance.between(238, 278))
        }
    }

    private static func cow(_ sheet: inout Sheet, _ x: Double, _ y: Double) {
        sheet.raw(
            "<g transform=\"translate(\(n(x)) \(n(y))) scale(\(sheet.chance.happens(50) ? "1" : "-1") 1)\">"
        )
        sheet.cut("M-14-8H10L16-13L20-9L16-3L12 0V9H8V2H-8V9H-12V0Z", 0xfaf6ea)
        sheet.oval(-4, -4, 5, 3.6, 0x4a3c38)
        sheet.raw("</g>")
    }

    @Sendable static func paddy(_ sheet: inout Sheet) {
        Scene.sky(&sheet, 0xf0dcb4, sun: 0xf6c27a)
        Scene.land(&sheet, (130, 96, 124), 0x8fa98a)
        Scene.land(&sheet, (164, 132, 156), 0x6f9462)
        for row in 0..<5 {
            let y = 172 + Double(row) * 27
            Scene.land(&sheet, (y, y - 8, y + 6), row % 2 == 0 ? 0xd9bf5a : 0xb9c06a)
            sheet.line(
                "M20 \(n(y + 14))h26M90 \(n(y + 10))h30M180 \(n(y + 10))h34M270 \(n(y + 12))h28M340 \(n(y + 15))h30",
                0xf3e2a0,
                2
            )
        }
    }

    @Sendable static func teaField(_ sheet: inout Sheet) {
        Scene.sky(&sheet, 0xe3ebdf)
        Scene.land(&sheet, (140, 96, 150), 0x9db8a2)
        Scene.land(&sheet, (168, 150, 150), 0x7fa38a)
        sheet.raw(
            "<path d=\"M0 176q60-20 130-6t140-8t130 6v22H0Z\" fill=\"#fff\" opacity=\".55\"/>"
        )
        for row in 0..<6 {
            let y = 196 + Double(row) * 19
            sheet.raw("<g filter=\"url(#s)\">")
            sheet.cut(
                "M-10 \(n(y + 14))" + String(repeating: "q14-24 34-12t34 2", count: 6)
                    + "V330H-10Z",
                sheet.near(row % 2 == 0 ? 0x5f8a48 : 0x76a052)
            )
            sheet.raw("</g>")
        }
    }

    @Sendable static func river(_ sheet: inout Sheet) {
        Scene.sky(&sheet, 0xdceaea)
        Scene.land(&sheet, (120, 150, 96), 0x8fb09a)
        Scene.land(&sheet, (170, 190, 150), 0x6f9a6a)
        Scene.land(&sheet, (206, 204, 200), 0xcfc3a0)
        sheet.cut(
            "M190 198C230 214 150 226 120 246C90 266 120 286 90 300H330C320 280 350 262 300 244C262 230 250 214 214 198Z",
            0x7fb3c0
        )
        sheet.line(
            "M180 232q20-6 40 0M150 256q30-8 60 0t60 0M150 282q30-8 60 0t70 0",
            0xe6f2f2,
            2.2
        )
        for (x, y) in [(110.0, 240.0), (318, 250), (92, 282), (344, 284), (270, 222)] {
            sheet.oval(x, y, sheet.chance.between(9, 17), 8, sheet.near(0x9a958a))
        }
    }

    @Sendable static func forest(_ sheet: inout Sheet) {
        Scene.sky(&sheet, 0xe3eadb)
        for (row, colour) in [(0, 0x9ab89a), (1, 0x6f9a78), (2, 0x47755a)] as [(Int, UInt32)] {
            let base = 190 + Double(row) * 44
            for column in 0..<(7 - row) {
                let x = Double(column) * (66 + Double(row) * 12) + sheet.chance.between(-12, 12)
                let tall = sheet.chance.between(80, 110) + Double(row) * 18
                sheet.cut(
                    "M\(n(x)) \(n(base - tall))l\(n(14)) \(n(tall * 0.4))h-6l12 \(n(tall * 0.3))h-7l13 \(n(tall * 0.3))h-52l13-\(n(tall * 0.3))h-7l12-\(n(tall * 0.3))h-6Z",
                    sheet.near(colour)
                )
                sheet.line("M\(n(x)) \(n(base))v14", 0x6b4a2c, 6)
            }
            Scene.land(&sheet, (base + 12, base + 6, base + 12), mix(colour, 0xc9d08a, 0.4))
        }
    }
}
