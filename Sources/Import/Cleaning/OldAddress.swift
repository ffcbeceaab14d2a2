import Basics

/// An address as this shop keeps it, from the two lines of an old one.
struct OldAddress: Sendable, Equatable {
    var prefecture: Prefecture?
    var city = ""
    var street = ""
    var building = ""

    /// Takes the prefecture from its own columns or from the head of the address, cuts the
    /// municipality from what follows it, and the building from what stands behind a space.
    init(prefecture: Prefecture?, line1: String, line2: String) {
        var rest = line1[...]
        self.prefecture = prefecture
        if let stated = OldAddress.head(of: rest) {
            // The address goes by what is written in it.
            self.prefecture = stated
            rest = rest.dropFirst(stated.name.count).drop(while: \.isWhitespace)
        }
        let cut = Municipality.end(in: rest)
        city = String(rest[..<cut])
        let street = rest[cut...].drop(while: \.isWhitespace)
        if city.isEmpty {
            city = String(street)
            setStreet("", line2[...])
        } else {
            setStreet(street, line2[...])
        }
    }

    private mutating func setStreet(_ first: Substring, _ second: Substring) {
        let (number, building) = OldAddress.split(second)
        if second.isEmpty {
            let (own, house) = OldAddress.split(first)
            street = String(own)
            self.building = String(house)
        } else if number.first?.isNumberInAddress == true || first.isEmpty {
            street = String(first + number)
            self.building = String(building)
        } else {
            // The second line is no house number: it is the building, or the rest of the street.
            let holdsNumber = first.contains(where: \.isNumberInAddress)
            street = holdsNumber ? String(first) : String(first + number)
            self.building = holdsNumber ? String(second) : String(building)
        }
    }

    /// What stands before and after the first space that follows a number.
    private static func split(_ text: Substring) -> (Substring, Substring) {
        var sawNumber = false
        for index in text.indices {
            if text[index].isNumberInAddress { sawNumber = true }
            guard sawNumber, text[index].isWhitespace else { continue }
            return (text[..<index], text[index...].drop(while: \.isWhitespace))
        }
        return (text, "")
    }

    private static func head(of text: Substring) -> Prefecture? {
        guard let first = text.first, prefectureHeads.contains(first) else { return nil }
        return Prefecture.all.first { text.hasPrefix($0.name) }
    }

    private static let prefectureHeads = Set(Prefecture.all.compactMap(\.name.first))
}

extension Character {
    // Not isNumber, which holds for the 千 of 千代田区 and the 京 of 京都市 too.
    fileprivate var isDigitInAddress: Bool {
        isASCII ? ("0"..."9").contains(self) : ("０"..."９").contains(self)
    }

    fileprivate var isNumberInAddress: Bool {
        isASCII
            ? ("0"..."9").contains(self) : ("０"..."９").contains(self) || "一二三四五六七八九十".contains(self)
    }
}

/// Where 市区町村 end in an address.
enum Municipality {
    /// Names that hold 市, 区, 町 or 村 before their end.
    private static let odd = [
        "市川市", "市原市", "四日市市", "廿日市市", "八日市市", "野々市市", "余市町", "余市郡", "町田市", "大町市", "十日町市",
        "村上市", "村山市", "東村山市", "武蔵村山市", "田村市", "羽村市", "大村市", "中村市", "上市町", "下市町", "市川三郷町",
        "市貝町", "玉村町", "町田町", "本庄市", "郡山市", "大和郡山市", "郡上市", "蒲郡市", "小郡市", "都城市",
    ]

    /// The index behind the municipality's name; the beginning where none is recognised.
    static func end(in text: Substring) -> Substring.Index {
        let start = text.startIndex
        for name in odd where text.hasPrefix(name) {
            let end = text.index(start, offsetBy: name.count)
            return name.hasSuffix("市") ? ward(in: text, from: end) ?? end : end
        }
        if let county = first("郡", in: text, from: start, within: 5),
            let town = firstOf("町村", in: text, from: county, within: 7)
        {
            return town
        }
        if let city = first("市", in: text, from: start, within: 7) {
            return ward(in: text, from: city) ?? city
        }
        return firstOf("区町村", in: text, from: start, within: 7) ?? start
    }

    /// The end of a ward of a city that has wards.
    private static func ward(in text: Substring, from city: Substring.Index) -> Substring.Index? {
        let name = text[..<city]
        guard cityWithWards.contains(where: { name.hasSuffix($0) }) else { return nil }
        return first("区", in: text, from: city, within: 5)
    }

    /// 政令指定都市 (地方自治法 第252条の19).
    private static let cityWithWards = [
        "札幌市", "仙台市", "さいたま市", "千葉市", "横浜市", "川崎市", "相模原市", "新潟市", "静岡市", "浜松市", "名古屋市",
        "京都市", "大阪市", "堺市", "神戸市", "岡山市", "広島市", "北九州市", "福岡市", "熊本市",
    ]

    private static func first(
        _ sign: Character,
        in text: Substring,
        from start: Substring.Index,
        within most: Int
    ) -> Substring.Index? {
        firstOf(String(sign), in: text, from: start, within: most)
    }

    private static func firstOf(
        _ signs: String,
        in text: Substring,
        from start: Substring.Index,
        within most: Int
    ) -> Substring.Index? {
        var index = start
        var count = 0
        while index < text.endIndex, count <= most, !text[index].isDigitInAddress {
            if count > 0, signs.contains(text[index]) { return text.index(after: index) }
            index = text.index(after: index)
            count += 1
        }
        return nil
    }
}
