public import Foundation

/// Whose data stands in some files: persons are looked for as the drill looks for values.
public struct PeopleSearch: Sendable {
    private let scanner: Scanner
    /// Of each text, whose it is; nil for parts, which others may share.
    private let owners: [Int?]

    /// For the persons in this order.
    public init(_ people: [KnownPerson]) {
        var (values, owner): ([KnownValue], [Int]) = ([], [])
        for (number, person) in people.enumerated() {
            values += person.values
            owner += Array(repeating: number, count: person.values.count)
        }
        let patterns = Wanted(values).patterns
        scanner = Scanner(patterns)
        owners = patterns.origins.map { $0.isWhole ? owner[$0.value] : nil }
    }

    /// The persons of whom anything can be read there, by their places; what is no file, or gone,
    /// holds nothing.
    ///
    /// - Throws: Where a file cannot be read.
    public func people(in files: [URL]) async throws -> Set<Int> {
        let sized = files.compactMap { file -> (path: String, size: Int)? in
            let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
            guard attributes?[.type] as? FileAttributeType == .typeRegular else { return nil }
            return (attributes?[.size] as? Int).map { (file.path, $0) }
        }
        return Set(try await scanner.patterns(in: sized).compactMap { owners[$0] })
    }
}
