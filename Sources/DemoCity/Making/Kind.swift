import Basics
import Catalogue

/// What kind of goods people wrote down once, to be sold by several shops in several packs.
struct Kind: Decodable, Sendable {
    var id: String
    var name: String
    /// What goes before a pack's label instead of the name, where the label is a name of its own
    /// (`智頭杉の` before `まな板`).
    var named: String?
    var kana: String
    /// The kana of words in labels that are names of their own; nil where ``kana`` says it all.
    var readings: [String: String]?
    var category: String
    var motif: String
    /// Other motifs, by a word in the pack's label.
    var motifs: [String: String]?
    /// Where the third picture was taken.
    var scene: String
    var tax: TaxRate?
    var temperature: TemperatureClass?
    /// First and last day of dispatch in a year; nil where it is sent all year.
    var season: Season?
    /// Best before, in days from dispatch; nil where it does not spoil.
    var days: Int?
    var lead: Int?
    var allergens: [String]?
    var noshi: Bool?
    /// No date of delivery can be chosen (the sea and the field decide).
    var noDate: Bool?
    var alcohol: Bool?
    var packs: [Pack]
    /// Three pools: what it is, how it tastes or feels, how to use it.
    var text: [[String]]

    func motif(of pack: Pack) -> String {
        motifs?.sorted { $0.key < $1.key }.first { pack.label.contains($0.key) }?.value ?? motif
    }

    func reading(of pack: Pack) -> String {
        let words = (readings ?? [:]).filter { pack.label.contains($0.key) }.map(\.value).sorted()
        return ([kana] + words).joined(separator: " ")
    }

    /// Food and drink are taxed at 8 % (軽減税率), alcohol and crafts at 10 %.
    var rate: TaxRate { tax ?? .reduced }

    var allergenSet: Set<Allergen> {
        let names = allergens ?? []
        return Set(Allergen.allCases.filter { names.contains($0.name) })
    }
}

/// One size or grade: in JSON `["赤秀 5kg（14玉）", 5400, 5600]`, with 内容量 as a fourth where it
/// differs from the label.
struct Pack: Decodable, Sendable {
    var label: String
    var yen: Int
    var grams: Int
    var content: String

    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        label = try list.decode(String.self)
        yen = try list.decode(Int.self)
        grams = try list.decode(Int.self)
        content = try list.isAtEnd ? label : list.decode(String.self)
    }
}

/// The days of a year between which something is dispatched, written `08-20/09-25`.
struct Season: Decodable, Sendable {
    private var first: (month: Int, day: Int)
    private var last: (month: Int, day: Int)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let parts = try container.decode(String.self).split(whereSeparator: { "-/".contains($0) })
            .compactMap { Int($0) }
        guard parts.count == 4 else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a season")
        }
        first = (parts[0], parts[1])
        last = (parts[2], parts[3])
    }

    /// The first day on which it can be sent, nil while it is in season.
    func earliestDispatch(after today: Day) -> Day? {
        for year in (today.year - 1)...(today.year + 1) {
            guard let begins = Day(year: year, month: first.month, day: first.day) else { continue }
            let endYear = (last.month, last.day) < (first.month, first.day) ? year + 1 : year
            guard let ends = Day(year: endYear, month: last.month, day: last.day) else { continue }
            // A week before the end there is too little left to promise.
            if ends.adding(days: -7) < today { continue }
            return begins <= today ? nil : begins
        }
        return nil
    }
}
