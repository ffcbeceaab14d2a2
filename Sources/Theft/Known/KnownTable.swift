import Foundation

/// An old shop's export: the columns that say who somebody is, by their headings.
struct KnownTable {
    private let text: String
    private let name: String

    init(_ text: String, named name: String) {
        self.text = text
        self.name = name
    }

    /// Every value with its kind and the number of its row, the headings' being 1.
    ///
    /// - Throws: ``DrillFault`` where no heading is a person's.
    func each(_ body: (ValueKind, String, _ row: Int) -> Void) throws {
        var columns: [Column] = []
        var number = 0
        for row in CSVRows(text) {
            number += 1
            if number == 1 {
                columns = KnownTable.columns(row)
                guard !columns.isEmpty else { throw DrillFault.badKnown("\(name):1") }
            } else {
                for column in columns { body(column.kind, column.value(in: row), number) }
            }
        }
    }

    /// One value; its text may be in pieces, as telephones are in three.
    private struct Column {
        var kind: ValueKind
        var places: [Int]

        func value(in row: [String]) -> String {
            places.map { $0 < row.count ? row[$0] : "" }.joined()
        }
    }

    private static func columns(_ headings: [String]) -> [Column] {
        var columns: [Column] = []
        var whole: [String: Column] = [:]
        for (place, heading) in headings.enumerated() {
            guard let (kind, group) = kind(of: heading) else { continue }
            columns.append(Column(kind: kind, places: [place]))
            let owner = heading.hasPrefix("配送先") ? "recipient" : "customer"
            guard let group else { continue }
            whole[owner + group.rawValue, default: Column(kind: group, places: [])].places
                .append(place)
        }
        return columns.filter { $0.kind != .phone } + whole.values
    }

    /// What a heading names, and what its pieces make together.
    private static func kind(of heading: String) -> (ValueKind, whole: ValueKind?)? {
        let name = heading.replacing("（", with: "(").replacing("）", with: ")")
        return rules.first { name.contains($0.words) }.map { ($0.kind, $0.whole) }
    }

    private static let rules: [(words: String, kind: ValueKind, whole: ValueKind?)] = [
        ("お名前(姓)", .familyName, .name), ("お名前(名)", .givenName, .name),
        ("(セイ)", .familyKana, .kana), ("(メイ)", .givenKana, .kana),
        ("フリガナ・姓", .familyKana, .kana), ("フリガナ・名", .givenKana, .kana),
        ("フリガナ名", .givenKana, .kana), ("会社名", .company, nil),
        ("郵便番号", .postcode, nil), ("都道府県(名称)", .prefecture, nil),
        ("住所1", .street, nil), ("住所2", .building, nil), ("メールアドレス", .email, nil),
        ("E-MAIL", .email, nil), ("TEL", .phone, .phone), ("電話番号", .phone, .phone),
        ("誕生日", .birthDate, nil), ("生年月日", .birthDate, nil), ("要望", .message, nil),
        ("備考", .message, nil), ("メモ", .message, nil),
    ]
}

/// The rows of a CSV text (RFC 4180): fields in quotes may hold commas, line ends and doubled quotes.
struct CSVRows: Sequence, IteratorProtocol {
    private var bytes: [UInt8]
    private var place: Int

    init(_ text: String) {
        bytes = Array(text.utf8)
        place = text.hasPrefix("\u{FEFF}") ? 3 : 0
    }

    mutating func next() -> [String]? {
        guard place < bytes.count else { return nil }
        var row: [String] = []
        while true {
            row.append(field())
            guard place < bytes.count, bytes[place] == UInt8(ascii: ",") else { break }
            place += 1
        }
        while place < bytes.count, bytes[place] == 0x0D || bytes[place] == 0x0A { place += 1 }
        return row
    }

    private mutating func field() -> String {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
            return String(decoding: plain(), as: UTF8.self)
        }
        place += 1
        var field: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte != UInt8(ascii: "\"") {
                field.append(byte)
            } else if place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
                field.append(byte)
                place += 1
            } else {
                break
            }
        }
        _ = plain()
        return String(decoding: field, as: UTF8.self)
    }

    private mutating func plain() -> ArraySlice<UInt8> {
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: ","), bytes[place] != 0x0D,
            bytes[place] != 0x0A
        {
            place += 1
        }
        return bytes[start..<place]
    }
}
