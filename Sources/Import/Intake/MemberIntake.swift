import Basics
import Foundation
import VaultAPI

/// Takes one file of members in.
struct MemberIntake: Sendable {
    private static let batchRows = 256
    private static let batchBytes = 300_000

    let file: OldFile<MemberColumn>
    let ports: ImportPorts
    let wishes: ImportWishes

    func run(into summary: inout ImportSummary, _ counter: RowCounter) async throws {
        var reading = try MemberReading(file: file, wishes: wishes)
        var counts = ImportSummary.Members()
        var told = file.summary(.members, usual: [.givenName, .email, .points])
        try await Window.run(
            next: {
                try reading.next(rows: MemberIntake.batchRows, bytes: MemberIntake.batchBytes)
            },
            work: { [ports] batch in try await MemberIntake.take(batch, ports) },
            tell: { taken in
                counts.add(taken)
                told.taken += taken.taken
                told.known += taken.known + taken.erased
                counter.add(taken.taken + taken.known + taken.erased)
            }
        )
        try reading.finish(&told)
        counts.leftOut = told.leftOut
        counter.add(told.leftOut + told.setAside)
        summary.members.add(counts)
        summary.files.append(told)
    }

    private static func take(_ batch: [OldMember], _ ports: ImportPorts) async throws
        -> ImportSummary.Members
    {
        let answer = try await ports.persons(ImportPersons(batch.map(\.message)))
        killPoint("import.answered")
        var counts = ImportSummary.Members()
        var kept: [ImportedMember] = []
        for (member, known) in zip(batch, answer.persons) {
            counts.add(member, known.outcome)
            guard let handle = known.handle, known.outcome != .erased else { continue }
            kept.append(ImportedMember(handle: handle, points: member.points))
            counts.points += member.points
        }
        try await ports.keepMembers(kept)
        killPoint("import.kept")
        return counts
    }
}

/// Reads members in batches, and sets aside what cannot be read.
struct MemberReading {
    private let file: OldFile<MemberColumn>
    private let wishes: ImportWishes
    private let aside: SetAside
    private var reader: CSVReader
    private var leftOut = 0
    private var needsOriginal = false

    init(file: OldFile<MemberColumn>, wishes: ImportWishes) throws {
        self.file = file
        self.wishes = wishes
        aside = file.setAside()
        reader = try file.reader()
    }

    mutating func next(rows: Int, bytes: Int) throws -> [OldMember]? {
        var batch: [OldMember] = []
        var size = 0
        while batch.count < rows, size < bytes, let row = try reader.next() {
            if row.number % 100 == 0 { killPoint("import.members", "\(row.number)") }
            do {
                switch try Cells(row, file).member(wishes) {
                case .member(let member):
                    batch.append(member)
                    size += row.bytes.count * 2
                case .notAMember: leftOut += 1
                }
            } catch {
                needsOriginal = needsOriginal || error.needsOriginal
                try aside.add(row, file.form, error)
            }
        }
        return batch.isEmpty ? nil : batch
    }

    func finish(_ told: inout ImportSummary.File) throws {
        told.leftOut = leftOut
        told.setAside = aside.rows
        told.needsOriginal = needsOriginal
        told.setAsidePath = try aside.finish()
    }
}

extension OldMember {
    fileprivate var message: ImportPersons.Person {
        ImportPersons.Person(
            key: OldKey.member(number),
            // Who sends to its own address is no entry of its address book.
            aliases: [OldKey.contact(of: OldKey.member(number), person.identity)],
            kind: .member,
            fields: person.fields,
            memberNumber: Secret(number),
            lastUsed: lastUsed
        )
    }
}

/// The keys by which the vault knows the old shop's persons again.
enum OldKey {
    static func member(_ number: String) -> Secret<String> { Secret("member|\(number)") }

    static func guest(_ identity: String) -> Secret<String> { Secret("guest|\(identity)") }

    /// Somebody to whom a member or a guest has sent.
    static func contact(of orderer: Secret<String>, _ identity: String) -> Secret<String> {
        Secret("to|\(orderer.revealed)|\(identity)")
    }
}

extension ImportSummary.Members {
    fileprivate mutating func add(_ member: OldMember, _ outcome: ImportPersons.Outcome) {
        switch outcome {
        case .created: taken += 1
        case .createdWithoutMailbox:
            taken += 1
            sharingEmail += 1
        case .existed, .unknown: known += 1
        case .erased: erased += 1
        }
        guard outcome == .created || outcome == .createdWithoutMailbox else { return }
        let fields = member.person.fields
        if fields[.email] == nil { withoutEmail += 1 }
        if fields[.sex] != nil { sexTaken += 1 }
        if fields[.birthDate] != nil { birthDateTaken += 1 }
        if member.hasMemo { memosLeft += 1 }
    }

    mutating func add(_ other: ImportSummary.Members) {
        taken += other.taken
        known += other.known
        erased += other.erased
        leftOut += other.leftOut
        withoutEmail += other.withoutEmail
        sharingEmail += other.sharingEmail
        sexTaken += other.sexTaken
        birthDateTaken += other.birthDateTaken
        memosLeft += other.memosLeft
        points += other.points
    }
}
