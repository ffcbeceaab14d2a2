import Foundation
import Theft

/// Everybody of whom the drill knows, and who of them may be read where.
struct KnownCrowd: Sendable {
    let people: [KnownPerson]
    /// Who lives in the city.
    let residents: Range<Int>
    /// Who has begun to register.
    let half: Range<Int>
    /// Who came by while the attacker was there, and whom they entered.
    let passing: Range<Int>
    private let search: PeopleSearch

    init(_ stage: Stage, passing folder: URL?) throws {
        let residents = try stage.people()
        let half = try KnownFolder(stage.halfKnown).people()
        let passing = try folder.map { try KnownFolder($0).people() } ?? []
        people = residents + half + passing
        self.residents = 0..<residents.count
        self.half = residents.count..<residents.count + half.count
        self.passing = residents.count + half.count..<people.count
        search = PeopleSearch(people)
    }

    /// Of whom something can be read in some files.
    func found(in files: [URL]) async throws -> Set<Int> { try await search.people(in: files) }

    /// Counts what was found, against what is promised.
    func count(_ found: Set<Int>, namesADay: Int, into line: inout BreachReport.Line) {
        line.readable = found.count
        switch line.promise {
        case .nobody: line.promised = 0
        case .whoPassed: line.promised = passing.count
        case .witnessLimit: line.promised = min(namesADay, people.count)
        case .everybody: line.promised = people.count
        }
        line.beyond =
            switch line.promise {
            case .nobody: found.count
            case .whoPassed: found.filter { !passing.contains($0) }.count
            case .witnessLimit: max(0, found.count - namesADay)
            case .everybody: 0
            }
    }
}
