/// The box in which goods travel: seen from above, with thin paper and a band.
enum Carton {
    static func paint(on sheet: inout Sheet) {
        let carton = sheet.chance.pick([0xc99b62, 0xe6d9bf, 0xa9bf8f, 0xd9b48a] as [UInt32])
        let paper = sheet.chance.pick([0xf8f0dd, 0xf1dfd6, 0xe3ebe0, 0xf5e8c6] as [UInt32])
        sheet.raw("<g filter=\"url(#s)\">")
        sheet.cut(
            "M40 44L10 14L34 8L62 36ZM360 44L390 14L366 8L338 36Z",
            mix(carton, 0x5a3416, 0.1)
        )
        sheet.cut("M38 40H362V262H38Z", carton)
        sheet.raw("</g>")
        sheet.cut("M52 54H348V248H52Z", mix(carton, 0x4a2a14, 0.45))
        sheet.cut(
            "M52 54L84 62L116 54L148 64L182 54L214 63L250 54L284 64L316 54L348 62V248L316 238"
                + "L284 248L250 238L214 248L182 239L148 248L116 238L84 248L52 240Z",
            paper
        )
        sheet.line(
            "M60 62L72 110M340 70L326 120M62 236L76 190M338 234L324 186",
            mix(paper, 0x8a6a48, 0.25),
            1.2
        )
    }

    static func paintFront(on sheet: inout Sheet) {
        let ribbon = sheet.chance.pick([0xb5432f, 0x3f6a6b, 0x8a5a2b, 0xc98a2b] as [UInt32])
        sheet.raw("<g filter=\"url(#s)\">")
        sheet.cut("M38 246H362V278H38Z", sheet.near(0xcfa56c))
        sheet.raw("</g>")
        sheet.cut("M38 256H362V266H38Z", ribbon)
        sheet.oval(200, 261, 15, 15, 0xf8f0dd)
        sheet.cut("M200 252C206 258 208 262 200 270C192 262 194 258 200 252Z", ribbon)
    }

    static func places(_ layout: Layout) -> [Stage.Place] {
        switch layout {
        case .heap:
            grid([110, 170, 230, 290], [104, 152, 200], 0.58)
        case .tall:
            grid([98, 150, 202, 254, 306], [152], 1.2)
        case .single:
            grid([126, 274], [150], 1.08)
        case .flat:
            grid([200], [90, 130, 170, 210], 1.3)
        }
    }

    private static func grid(
        _ columns: [Double],
        _ rows: [Double],
        _ scale: Double
    ) -> [Stage.Place] {
        rows.flatMap { y in columns.map { x in (x: x, y: y, scale: scale, turn: 0) } }
    }
}
