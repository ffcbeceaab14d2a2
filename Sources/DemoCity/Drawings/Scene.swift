/// Landscapes of the city, in layers of cut paper from the sky down.
enum Scene {
    /// What each shows, for those who do not see it.
    static let words: [String: String] = [
        "orchard": "山あいの梨園", "dunes": "風紋のある砂丘と海", "field": "畝のつづく畑",
        "mountain": "雪をいただく山と高原", "paddy": "棚田と星の見える空", "sea": "港を出る漁船と日本海",
        "sea-night": "沖に漁火のともる夜の海", "town": "白壁の蔵の町なみ", "brewery": "雪の日の酒蔵",
        "tea-field": "川霧の茶畑", "kiln": "煙の上がる登り窯", "river": "清い谷川", "forest": "杉の森",
    ]

    static func draw(_ scene: String, number: Int) -> String? {
        guard let painter = painters[scene] else { return nil }
        var sheet = Sheet(seed: "scene-\(scene)-\(number)")
        painter(&sheet)
        return Stage.framed(sheet)
    }

    private static let painters: [String: @Sendable (inout Sheet) -> Void] = [
        "orchard": Countryside.orchard, "dunes": Countryside.dunes, "field": Countryside.field,
        "mountain": Countryside.mountain, "paddy": Countryside.paddy,
        "tea-field": Countryside.teaField, "river": Countryside.river, "forest": Countryside.forest,
        "sea": { Shore.sea(&$0, night: false) }, "sea-night": { Shore.sea(&$0, night: true) },
        "town": { Street.town(&$0, snow: false) }, "brewery": { Street.town(&$0, snow: true) },
        "kiln": Street.kiln,
    ]

    static func sky(_ sheet: inout Sheet, _ colour: UInt32, sun: UInt32 = 0xfbeec4) {
        sheet.raw("<rect width=\"400\" height=\"300\" fill=\"\(sheet.fill(sheet.near(colour)))\"/>")
        let x = sheet.chance.between(60, 340)
        let y = sheet.chance.between(48, 92)
        let size = sheet.chance.between(24, 38)
        sheet.oval(x, y, size, size, sun)
        for _ in 0..<sheet.chance.number(1...3) {
            cloud(&sheet, sheet.chance.between(10, 330), sheet.chance.between(24, 100))
        }
    }

    static func cloud(_ sheet: inout Sheet, _ x: Double, _ y: Double) {
        sheet.raw(
            "<path d=\"M\(n(x)) \(n(y))q4-14 18-10q8-14 24-4q14-4 18 10q8 10-8 10h-46q-14 0-6-6Z\""
                + " fill=\"#fffaf0\" opacity=\".7\"/>"
        )
    }

    /// A layer of land, its edge a curve that begins, peaks and ends at heights.
    static func land(_ sheet: inout Sheet, _ heights: (Double, Double, Double), _ colour: UInt32) {
        let (left, middle, right) = heights
        let bend = sheet.chance.between(-14, 14)
        sheet.raw("<g filter=\"url(#s)\">")
        sheet.cut(
            "M0 \(n(left))C70 \(n(left - 26 + bend)) 130 \(n(middle)) 200 \(n(middle))"
                + "S340 \(n(right + 22 - bend)) 400 \(n(right))V300H0Z",
            sheet.near(colour)
        )
        sheet.raw("</g>")
    }
}
