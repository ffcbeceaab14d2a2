import VaultAPI

/// A set of personal fields as bits: a scope joins them by the hundred thousand.
struct FieldSet: Sendable, Hashable {
    private static let all = PersonalField.allCases.sorted { $0.rawValue < $1.rawValue }
    private static let places = Dictionary(uniqueKeysWithValues: zip(all, 0...))

    private var bits: UInt64 = 0

    init() {}

    init(_ fields: [PersonalField]) {
        for field in fields { bits |= 1 << UInt64(FieldSet.places[field] ?? 63) }
    }

    var isEmpty: Bool { bits == 0 }

    /// In the order of their names.
    var fields: [PersonalField] {
        FieldSet.all.indices.filter { bits >> UInt64($0) & 1 == 1 }.map { FieldSet.all[$0] }
    }

    mutating func formUnion(_ other: FieldSet) { bits |= other.bits }
}
