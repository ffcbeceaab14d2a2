import Basics
import Catalogue
import Merchants
import Storage
import TestKit
import Testing

@Suite("Search")
struct SearchTests {
    @Test("words are found however they are spelled", arguments: TestDatabase.engines)
    func found(_ engine: Engine) async throws {
        let cases: [(String, [GoodsID])] = [
            ("梨", [1, 4]), ("なし", [1, 3, 4]), ("ﾅｼ", [1, 3, 4]), ("ナシ", [1, 3, 4]), ("二十世紀", [1]),
            ("20世紀", [1]), ("２０世紀", [1]), ("20世紀 ５kg", [1]), ("30世紀", []),
            ("松葉がに", [2]), ("松葉ガニ", [2]), ("松葉ｶﾞﾆ", [2]), ("まつばがに", [2]),
            ("らっきょう", [3]), ("ラッキョウ", [3]), ("ﾗｯｷｮｳ", [3]), ("がに", [2, 5]),
            ("ズワイ", [5]), ("ずわいがに", [5]), ("５ｋｇ", [1]), ("5KG", [1]), ("和紙", [4]),
            ("らーめん", [3]), ("か゛に", [2, 5]), ("賀露", [2, 5]), ("賀露 松葉", [2]),
            ("松葉　梨", []), ("新甘泉", []), ("龍", []), ("鳥取の味", [1, 2, 5].filter { $0 != 1 }),
        ]
        try await Samples.market(engine) { database in
            for (words, expected) in cases {
                let list = try await database.read {
                    try CatalogueStore($0, engine).list(query(words))
                }
                #expect(list.cards.map(\.id).sorted() == expected, "\(words)")
            }
        }
    }

    @Test("PostgreSQL asks the index of terms when it has counted the goods, too")
    func planned() async throws {
        try await Samples.market(.postgres) { database in
            let plan = try await database.write { tx in
                try tx.run(
                    """
                    INSERT INTO goods_search (place, terms)
                    SELECT 1000 + goods, (
                        SELECT array_to_tsvector(array_agg(md5(goods % 50 || 'x' || part)))
                        FROM generate_series(1, 150) part
                    )
                    FROM generate_series(1, 1500) goods
                    """
                )
                try tx.run("ANALYZE goods_search")
                return try tx.rows(
                    """
                    EXPLAIN SELECT place FROM goods_search
                    WHERE terms @@ CAST('a & b & c & d | e & f & g & h' AS tsquery)
                    """
                ).map { try $0.get("QUERY PLAN", as: String.self) }
            }
            #expect(plan.contains { $0.contains("goods_search_terms") }, "\(plan)")
        }
    }

    @Test(
        "the name comes before the shop, the shop before the text",
        arguments: TestDatabase.engines
    )
    func ranked(_ engine: Engine) async throws {
        try await Samples.market(engine) { database in
            try await database.write { tx in
                let store = CatalogueStore(tx, engine)
                try store.put(
                    Samples.goods(10, "りんご", "りんご", "fruit") {
                        $0.description = "かにに合います。"
                        $0.recommendation = 999
                    }
                )
                try store.put(
                    Samples.goods(11, "さば", "さば", "sea") {
                        $0.shop = Samples.fishery.id
                        $0.recommendation = 500
                    }
                )
                try store.put(Samples.goods(12, "かに飯", "かにめし", "sea"))
            }
            let list = try await database.read {
                try CatalogueStore($0, engine).list(query("かに"))
            }
            // The crabs stand on the shelf of that name; the mackerel is a crab shop's.
            #expect(list.cards.map(\.id) == [2, 12, 5, 11, 10])
        }
    }

    @Test(
        "a word of any length is found within others, and not where its parts lie apart",
        arguments: TestDatabase.engines
    )
    func inAnyPlace(_ engine: Engine) async throws {
        let letters = "東西南北春夏秋冬"
        try await Samples.market(engine) { database in
            try await database.write { tx in
                let store = CatalogueStore(tx, engine)
                try store.put(Samples.goods(60, "朝\(letters)夜", "あさよる", "craft"))
                // All twos and threes of the word stand there, and not the word.
                let apart = "東西南北 西南北春夏 北春夏秋 夏秋冬"
                try store.put(Samples.goods(61, apart, "はなれ", "craft"))
            }
            for length in 1...letters.count {
                for start in 0...letters.count - length {
                    let word = String(letters.dropFirst(start).prefix(length))
                    let found = try await database.read {
                        try CatalogueStore($0, engine).list(query(word)).cards.map(\.id)
                    }
                    #expect(found.contains(60), "\(word)")
                    let lies = "東西南北 西南北春夏 北春夏秋 夏秋冬".contains(word)
                    #expect(found.contains(61) == lies, "\(word)")
                }
            }
        }
    }

    @Test("what nobody can search by is said to be so")
    func odd() {
        for text in ["", " ", "　\n"] { #expect(SearchQuery(text) == .empty) }
        for text in ["\"", "*", "🍐", "' OR 1=1 --".filter { !$0.isLetter && !$0.isNumber }, "{}()"]
        {
            #expect(SearchQuery(text) == .unreadable(text.trimmingSpaces))
        }
        #expect(SearchQuery(String(repeating: "梨", count: 100)).text.count == 100)
        #expect(SearchQuery(String(repeating: "梨", count: 101)) == .tooLong)
        #expect(SearchQuery(String(repeating: "a", count: 1_000_000)) == .tooLong)
        #expect(SearchQuery("a" + String(repeating: "\u{301}", count: 2000)) == .tooLong)
    }

    @Test("no query breaks out of its words", arguments: TestDatabase.engines)
    func hostile(_ engine: Engine) async throws {
        let texts = [
            "梨\" OR name:\"x", "梨*", "NEAR(梨 柿)", "梨 AND", "'; DROP TABLE goods; --", "梨:A | 柿:*",
            "\u{0}梨", "𠮷", "!梨", "(", "a\\b", "%_", "1 OR 1=1",
        ]
        try await Samples.market(engine) { database in
            for text in texts {
                _ = try await database.read { try CatalogueStore($0, engine).list(query(text)) }
            }
            let list = try await database.read { try CatalogueStore($0, engine).list(query("梨*")) }
            #expect(list.total == 2)
        }
    }
}

extension String {
    var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
