import Basics

/// The terms by which a text is found: each letter of its folded words, and each two and three that
/// stand together.
///
/// Japanese is written without spaces, and words of one and two characters are common (梨, なし), so
/// no splitter of words is asked. Longer words are asked by threes: pairs stand in so many goods that
/// a search read a hundred goods' terms for each that it found. A term is one letter for where it lies and the code points of its
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

    /// The terms that goods must all have to hold a word: side by side, and the end of the word.
    ///
    /// Every letter lies in one of them. More would be read for nothing: the folded text decides.
    static func word(_ word: String, _ place: Place) -> [String] {
        let codes = word.unicodeScalars.map(code)
        guard let length = lengths.last(where: { $0 <= codes.count }) else { return [] }
        let end = codes.count - length
        let starts = Array(stride(from: 0, to: end, by: length)) + [end]
        return starts.map { place.rawValue + codes[$0..<$0 + length].joined() }
    }

    private static let lengths = 1...3

    private static func add(_ field: String, _ place: Place, to terms: inout Set<String>) {
        for word in field.split(separator: " ") {
            let codes = word.unicodeScalars.map(code)
            for length in lengths where length <= codes.count {
                for start in 0...codes.count - length {
                    terms.insert(place.rawValue + codes[start..<start + length].joined())
                }
            }
        }
    }

    // Four digits hold every code point, so that letters together are never read as others.
    private static func code(_ letter: Unicode.Scalar) -> String {
        let digits = String(letter.value, radix: 36)
        return String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}
