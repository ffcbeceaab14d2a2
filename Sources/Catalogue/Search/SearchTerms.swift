import Basics

/// The terms by which a text is found: each letter of its folded words, and each pair of letters.
///
/// Japanese is written without spaces, and words of one and two characters are common (梨, なし), so
/// no splitter of words is asked. A term is one letter for where it lies and the code points of its
/// own letters in base 36, which the splitters of both databases leave whole.
enum SearchTerms {
    /// Where a term lies.
    enum Place: String {
        case anywhere = "x"
        /// In the name or its reading.
        case name = "n"
    }

    /// All terms of goods, each once, separated by spaces.
    static func index(_ text: GoodsText, shop: ShopID, shelves: [Slug]) -> String {
        var terms: Set<String> = [of(shop)]
        for shelf in shelves { terms.insert(of(shelf)) }
        add(text.name, .name, to: &terms)
        add(text.reading, .name, to: &terms)
        for field in text.fields { add(field, .anywhere, to: &terms) }
        return terms.sorted().joined(separator: " ")
    }

    /// What stands for a shop, so that its goods are found among however many others.
    static func of(_ shop: ShopID) -> String { "s\(shop.rawValue)" }

    /// What stands for a category.
    static func of(_ shelf: Slug) -> String { "c" + shelf.text.filter { $0 != "-" } }

    /// The terms that goods must all have to hold a word: pairs, or the letter of a word of one.
    static func word(_ word: String, _ place: Place) -> [String] {
        word.unicodeScalars.count == 1 ? letters(word, place) : pairs(word, place)
    }

    private static func add(_ field: String, _ place: Place, to terms: inout Set<String>) {
        for word in field.split(separator: " ").map(String.init) {
            terms.formUnion(letters(word, place))
            terms.formUnion(pairs(word, place))
        }
    }

    private static func letters(_ word: String, _ place: Place) -> [String] {
        word.unicodeScalars.map { place.rawValue + code($0) }
    }

    private static func pairs(_ word: String, _ place: Place) -> [String] {
        let codes = word.unicodeScalars.map(code)
        return zip(codes, codes.dropFirst()).map { place.rawValue + $0 + $1 }
    }

    // Four digits hold every code point, so that two letters are never read as other two.
    private static func code(_ letter: Unicode.Scalar) -> String {
        let digits = String(letter.value, radix: 36)
        return String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}
