import Basics

/// Everything that is searched for, and what is not and why.
struct Wanted: Sendable {
    private(set) var patterns = PatternSet()
    private(set) var counts: ValueCounts
    /// Of each value, the texts that it is found by.
    private var byValue: [[Int]]
    private let kinds: [ValueKind]

    init(_ values: [KnownValue]) {
        counts = ValueCounts(known: values.count)
        kinds = values.map(\.kind)
        byValue = []
        for (number, value) in values.enumerated() {
            byValue.append(value.kind.isPublic ? [] : add(value, number))
        }
        counts.public = values.count { $0.kind.isPublic }
        counts.tooShort = zip(values, byValue).count { !$0.kind.isPublic && $1.isEmpty }
        for (kind, parts) in zip(kinds, byValue) where !parts.isEmpty { counts.search(kind) }
    }

    private mutating func add(_ value: KnownValue, _ number: Int) -> [Int] {
        Parts.of(value.text.revealed, value.kind).compactMap { part in
            let origin = PatternSet.Origin(
                kind: value.kind,
                isWhole: part.isWhole,
                value: number
            )
            return patterns.add(part.symbols, origin)
        }
    }

    /// The same without what everybody may read in the catalogue.
    func without(public found: Set<Int>) -> Wanted {
        var wanted = self
        wanted.counts.publicParts = found.count
        for (kind, parts) in zip(kinds, byValue) where !parts.isEmpty {
            if parts.allSatisfy(found.contains) { wanted.counts.leaveOut(kind) }
        }
        wanted.patterns = patterns.without(found)
        return wanted
    }
}

/// How many values there are, each told once.
public struct ValueCounts: Sendable, Encodable, Equatable {
    public var known: Int
    /// Searched for, whole or in part.
    public var searched = 0
    /// Not searched for: all of it stands in the public catalogue, or is a postcode, a prefecture
    /// or a town.
    public var `public` = 0
    /// Texts that were left out because they stand in the catalogue, parts among them.
    public var publicParts = 0
    /// Not searched for by themselves: chance might make them.
    public var tooShort = 0
    /// Of those searched for, how many of each kind.
    public var kinds: [String: Int] = [:]

    fileprivate mutating func search(_ kind: ValueKind) {
        searched += 1
        kinds[kind.rawValue, default: 0] += 1
    }

    /// All of it stands in the catalogue.
    fileprivate mutating func leaveOut(_ kind: ValueKind) {
        searched -= 1
        kinds[kind.rawValue, default: 0] -= 1
        self.public += 1
    }
}
