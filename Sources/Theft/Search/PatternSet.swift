/// The texts that are searched for, each once, and an index that finds them in a run of symbols.
///
/// Each text is known by its window: the three or eight symbols of it that the fewest other texts
/// hold. The windows of a run are looked up in a bitmap, those that are there in a table.
struct PatternSet: Sendable {
    /// Where a text came from, and how it may stand.
    struct Origin: Sendable {
        var kind: ValueKind
        var isWhole: Bool
        /// Which known value, by its place in the list.
        var value: Int
    }

    private(set) var origins: [Origin] = []
    private(set) var symbols: [UInt16] = []
    private(set) var starts: [Int] = [0]
    private(set) var rarities: [Rarity] = []
    private var known: [UInt64: Int] = [:]

    var count: Int { origins.count }
    func range(_ pattern: Int) -> Range<Int> { starts[pattern]..<starts[pattern + 1] }

    /// Adds a text unless it is there, or so short that chance could make it.
    ///
    /// - Returns: Its number; nil where it is too short.
    mutating func add(_ text: [UInt16], _ origin: Origin) -> Int? {
        let rarity = Rarity(of: text)
        guard rarity.isEnough else { return nil }
        let key = PatternSet.digest(text, as: origin.kind)
        if let number = known[key] { return number }
        known[key] = count
        origins.append(origin)
        symbols += text
        starts.append(symbols.count)
        rarities.append(rarity)
        return count - 1
    }

    /// The same without some.
    func without(_ dropped: Set<Int>) -> PatternSet {
        var set = PatternSet()
        for pattern in 0..<count where !dropped.contains(pattern) {
            _ = set.add(Array(symbols[range(pattern)]), origins[pattern])
        }
        return set
    }

    // A number that is a phone's may stand where a message's may not.
    private static func digest(_ text: [UInt16], as kind: ValueKind) -> UInt64 {
        var digest: UInt64 = kind == .phone ? 1 : kind == .email ? 2 : 3
        for symbol in text { digest = Window.mix(digest ^ UInt64(symbol)) }
        return digest
    }
}
