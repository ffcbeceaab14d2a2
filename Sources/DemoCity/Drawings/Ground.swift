/// The background of a picture: its colours and what is cut out behind the goods.
enum Ground: Sendable {
    case leaf, blossom, field, sea, meat, dairy, grain, night, drink, sweet, table, craft, indigo

    /// Wall, what is cut out of it, table.
    private var colours: (wall: UInt32, cut: UInt32, table: UInt32) {
        switch self {
        case .leaf: (0xdfe6bd, 0xc3d49a, 0xe9d2a6)
        case .blossom: (0xf6dfd2, 0xeec4b6, 0xeed9b4)
        case .field: (0xe9e3bb, 0xcdd39b, 0xd9b98a)
        case .sea: (0xcfe3e4, 0x9fc8cf, 0xe6d5b0)
        case .meat: (0xf0d9c0, 0xe2bd9a, 0xc79a6b)
        case .dairy: (0xd5e6ee, 0xb4d3c0, 0xf0e2c4)
        case .grain: (0xf4e6bf, 0xe6cd8d, 0xcfa873)
        case .night: (0x53627f, 0x6c7b94, 0xb48b61)
        case .drink: (0xf3e0bb, 0xe7c588, 0xd3ab79)
        case .sweet: (0xf5e1d6, 0xe9c9bd, 0xe2c49b)
        case .table: (0xefe0c2, 0xdcc294, 0xbd9061)
        case .craft: (0xe9e1d1, 0xd2c4aa, 0xb99b78)
        case .indigo: (0xdce2e6, 0xb5c3cf, 0xcdb48e)
        }
    }

    func paint(on sheet: inout Sheet, plain: Bool = false) {
        let (wall, cut, table) = colours
        sheet.raw("<rect width=\"400\" height=\"300\" fill=\"\(sheet.fill(sheet.near(wall)))\"/>")
        if plain {
            let shade = sheet.fill(sheet.near(mix(table, wall, 0.4)))
            sheet.raw("<rect width=\"400\" height=\"300\" fill=\"\(shade)\"/>")
            return
        }
        behind(cut, on: &sheet)
        let rise = sheet.chance.between(-8, 8)
        let edge = sheet.fill(sheet.near(table))
        sheet.raw(
            "<path d=\"M0 \(n(206 + rise))Q110 \(n(198 - rise)) 210 \(n(204 + rise))"
                + "T400 \(n(200 - rise))V300H0Z\" fill=\"\(edge)\" filter=\"url(#s)\"/>"
        )
    }

    private func behind(_ colour: UInt32, on sheet: inout Sheet) {
        switch self {
        case .sea: waves(colour, on: &sheet)
        case .leaf, .field, .dairy: hills(colour, on: &sheet)
        case .craft, .table, .meat: sun(colour, on: &sheet)
        case .indigo: lattice(colour, on: &sheet)
        default: rounds(colour, on: &sheet)
        }
    }

    private func hills(_ colour: UInt32, on sheet: inout Sheet) {
        let peak = sheet.chance.between(70, 130)
        let place = sheet.chance.between(70, 330)
        sheet.oval(sheet.chance.between(60, 340), 66, 30, 30, 0xf9edc8)
        sheet.cut(
            "M0 180C\(n(place - 80)) 170 \(n(place - 50)) \(n(peak)) \(n(place)) \(n(peak))"
                + "S\(n(place + 90)) 175 400 160V240H0Z",
            colour
        )
        sheet.cut(
            "M0 196C90 150 170 200 250 178S360 160 400 186V240H0Z",
            mix(colour, 0x5e8a4a, 0.2)
        )
    }

    private func waves(_ colour: UInt32, on sheet: inout Sheet) {
        let shift = sheet.chance.between(0, 60)
        for row in 0..<4 {
            let y = 116 + Double(row) * 26
            let start = -60 + (row % 2 == 0 ? shift : shift - 30)
            let path =
                "M\(n(start)) \(n(y))"
                + String(repeating: "q30-34 60 0", count: 9) + "V240H-60Z"
            sheet.cut(path, mix(colour, 0x2f7f95, Double(row) * 0.1))
        }
    }

    private func sun(_ colour: UInt32, on sheet: inout Sheet) {
        let x = sheet.chance.between(120, 280)
        sheet.oval(x, 150, 138, 138, mix(colour, 0xfff4dc, 0.35))
        sheet.oval(x, 150, 104, 104, mix(colour, 0xfff4dc, 0.1))
    }

    private func rounds(_ colour: UInt32, on sheet: inout Sheet) {
        for _ in 0..<5 {
            let size = sheet.chance.between(22, 62)
            sheet.oval(
                sheet.chance.between(0, 400),
                sheet.chance.between(10, 190),
                size,
                size,
                mix(colour, 0xfff4dc, sheet.chance.between(0.1, 0.6))
            )
        }
    }

    private func lattice(_ colour: UInt32, on sheet: inout Sheet) {
        for column in 0..<9 {
            for row in 0..<5 where (column + row) % 2 == 0 {
                let x = Double(column) * 50
                let y = Double(row) * 46
                sheet.cut("M\(n(x)) \(n(y - 20))l24 20l-24 20l-24-20Z", mix(colour, 0xffffff, 0.35))
            }
        }
    }
}

extension Prop {
    func paint(on sheet: inout Sheet) {
        switch self {
        case .none: break
        case .plate: plate(on: &sheet)
        case .basket: basket(on: &sheet)
        case .cloth: cloth(on: &sheet)
        case .board: board(on: &sheet)
        }
    }

    private func plate(on sheet: inout Sheet) {
        let colour = sheet.chance.pick([0xf7f2e4, 0xdfe6e4, 0x5c6f7d, 0xf3e6cf] as [UInt32])
        sheet.raw("<g filter=\"url(#s)\">")
        sheet.oval(200, 222, 168, 56, colour)
        sheet.raw("</g>")
        sheet.oval(200, 218, 128, 40, mix(colour, 0x6b5a48, 0.1))
    }

    private func basket(on sheet: inout Sheet) {
        let colour = sheet.near(0xc6924f)
        sheet.raw("<g filter=\"url(#s)\">")
        sheet.oval(200, 226, 164, 52, colour)
        sheet.raw("</g>")
        sheet.oval(200, 220, 146, 42, mix(colour, 0x5a3416, 0.25))
        sheet.line(
            "M56 216C90 276 310 276 344 216M64 232C110 292 290 292 336 232",
            mix(colour, 0x5a3416, 0.3),
            3
        )
    }

    private func cloth(on sheet: inout Sheet) {
        let colour = sheet.chance.pick([0x3f5f86, 0xb5543f, 0x7d8f5a, 0xd9a441] as [UInt32])
        sheet.raw("<g filter=\"url(#s)\">")
        sheet.cut("M38 232L196 176L362 222L210 290Z", colour)
        sheet.raw("</g>")
        sheet.line("M58 232L197 184L340 223M78 239L208 282L324 229", mix(colour, 0xffffff, 0.5), 2)
    }

    private func board(on sheet: inout Sheet) {
        let colour = sheet.near(0xc9955c)
        sheet.raw("<g filter=\"url(#s)\">")
        sheet.cut("M44 190L356 186L378 264L24 268Z", colour)
        sheet.raw("</g>")
        sheet.line(
            "M40 208C140 200 240 214 362 204M34 240C150 230 260 248 370 236",
            mix(colour, 0x6a3c18, 0.25),
            1.5
        )
    }
}
