/// Amounts as old shops write them: `1200`, `1200.00`, `1,200`, `¥1,200`, `１２００円`.
enum OldAmount {
    /// Whole yen; nil where the text is no amount, or has a part of a yen in it.
    static func yen(_ text: String) -> Int? {
        hundredths(text).flatMap { $0.isMultiple(of: 100) ? $0 / 100 : nil }
    }

    /// Hundredths of a yen, in which prices without tax are kept; nil where the text is no amount, or
    /// goes on behind them.
    static func hundredths(_ text: String) -> Int? {
        var digits = Cell.narrowed(text)[...]
        digits.removeAll { $0 == "," || $0 == " " }
        let isNegative = digits.hasPrefix("-") || digits.hasPrefix("△")
        if isNegative { digits.removeFirst() }
        if digits.hasPrefix("¥") || digits.hasPrefix("\\") || digits.hasPrefix("￥") {
            digits.removeFirst()
        }
        if digits.hasSuffix("円") { digits.removeLast() }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, (1...12).contains(parts[0].utf8.count),
            parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }),
            let yen = Int(parts[0]), let part = part(parts.count == 1 ? "" : parts[1])
        else { return nil }
        return isNegative ? -(yen * 100 + part) : yen * 100 + part
    }

    private static func part(_ decimals: Substring) -> Int? {
        guard decimals.utf8.dropFirst(2).allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
        return Int((decimals + "00").prefix(2))
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
