import Basics
import Foundation

/// What people wrote in `Goods/`, as it is read.
struct Written: Sendable {
    var kinds: [String: Kind]
    var shops: [WrittenShop]
    var shelves: [WrittenShelf]
    var features: [WrittenFeature]
    var news: [WrittenNews]
    var notes: [WrittenNote]

    init() throws {
        let kindFiles = ["fruit", "field", "sea", "meat", "table", "craft"]
        let all: [Kind] = try kindFiles.flatMap { try Written.read("kinds-\($0)") as [Kind] }
        kinds = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
        shops = try Written.read("shops")
        shelves = try Written.read("categories")
        features = try Written.read("features")
        news = try Written.read("news")
        notes = try Written.read("notes")
    }

    static func read<Value: Decodable>(_ name: String) throws -> Value {
        guard let url = Bundle.module.url(forResource: "Goods/\(name)", withExtension: "json")
        else { throw DemoCityError.missingResource(name) }
        return try JSONDecoder().decode(Value.self, from: Data(contentsOf: url))
    }
}

/// What is wrong with the texts that the city is made of.
public enum DemoCityError: Error, Sendable {
    case missingResource(String)
}

struct WrittenShop: Decodable, Sendable {
    var slug: Slug
    var name: String
    var kana: String
    var area: String
    var owner: String
    var address: String
    /// Stands before some of its goods' names; empty where it has no brand.
    var brand: String
    var brandKana: String
    var kinds: [String]
    var story: String
    /// Sentences of its own, to be mixed into the texts of its goods.
    var voices: [String]
}

/// A category of the upper level with those below it, each a slug and a name.
struct WrittenShelf: Decodable, Sendable {
    var slug: Slug
    var name: String
    var kinds: [[String]]
}

struct WrittenFeature: Decodable, Sendable {
    var slug: Slug
    var title: String
    var motif: String
    var kinds: [String]
    var text: String
}

struct WrittenNews: Decodable, Sendable {
    var daysAgo: Int
    var title: String
    var body: String
}

/// What may be said of every pack whose label contains a word.
struct WrittenNote: Decodable, Sendable {
    var `in`: String
    var say: [String]
}
