/// How far one word is from another.
enum Distance {
    /// Letters left out, put in, changed, or changed over with the next: the fewest of them.
    static func between(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        guard !a.isEmpty && !b.isEmpty else { return max(a.count, b.count) }
        var before: [Int] = []
        var last = Array(0...b.count)
        for i in 1...a.count {
            var next = [i] + Array(repeating: 0, count: b.count)
            for j in 1...b.count {
                let change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                next[j] = min(last[j] + 1, next[j - 1] + 1, change)
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    next[j] = min(next[j], before[j - 2] + 1)
                }
            }
            (before, last) = (last, next)
        }
        return last[b.count]
    }

    /// How many mistakes a word of so many letters is forgiven.
    static func forgiven(_ letters: Int) -> Int {
        switch letters {
        case ...2: 0
        case 3...4: 1
        default: 2
        }
    }
}
