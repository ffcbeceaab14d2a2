/// Numbers written in kanji, as the digits that other people type for them: 二十世紀 is 20世紀.
enum KanjiNumerals {
    /// A word with its numbers in digits.
    ///
    /// A lone 百, 千 or 万 stays: it is part of a word (百合, 千代紙) more often than a number. So does
    /// what is longer than any number of people's, and would overflow.
    static func inDigits(_ word: String.UnicodeScalarView) -> String.UnicodeScalarView {
        var result = String.UnicodeScalarView()
        var rest = word[...]
        while !rest.isEmpty {
            let run = rest.prefix { digits[$0] != nil || units[$0] != nil }
            if run.isEmpty || !isNumber(run) {
                result.append(contentsOf: run.isEmpty ? rest.prefix(1) : run)
            } else {
                result.append(contentsOf: digits(of: run).unicodeScalars)
            }
            rest.removeFirst(max(run.count, 1))
        }
        return result
    }

    private static let digits = Dictionary(
        uniqueKeysWithValues: zip("〇一二三四五六七八九".unicodeScalars, 0...)
    )
    private static let units: [Unicode.Scalar: Int] = ["十": 10, "百": 100, "千": 1000, "万": 10_000]

    private static func isNumber(_ run: Substring.UnicodeScalarView) -> Bool {
        run.count == 1
            ? run.first.map { !"百千万".unicodeScalars.contains($0) } ?? false : run.count < 10
    }

    /// 二十四 by its units, 二〇二六 digit by digit.
    private static func digits(of run: Substring.UnicodeScalarView) -> String {
        guard run.contains(where: { units[$0] != nil }) else {
            return run.compactMap { digits[$0].map(String.init) }.joined()
        }
        return String(value(of: run))
    }

    private static func value(of run: Substring.UnicodeScalarView) -> Int {
        var (tenThousands, below, digit) = (0, 0, 0)
        for letter in run {
            switch (digits[letter], units[letter]) {
            case (let next?, _): digit = digit * 10 + next
            case (_, 10_000?): (tenThousands, below, digit) = (max(below + digit, 1), 0, 0)
            case (_, let unit?): (below, digit) = (below + max(digit, 1) * unit, 0)
            default: break
            }
        }
        return tenThousands * 10_000 + below + digit
    }
}
