import Basics
import Storage
import VaultAPI

extension Vault {
    /// Keeps an old shop's persons; see ``ImportPersons``.
    ///
    /// Who is known is found before anything is sealed, and once more in the transaction: another
    /// message may have brought the same person meanwhile.
    func answer(_ message: ImportPersons, _ call: Call) async throws -> ImportPersons.Answer {
        try Importing.check(message.persons)
        let keys = try await importKeys(message.persons)
        let known = try await database.read { tx in
            let store = VaultStore(tx)
            guard !(try store.isFrozen([.process(call.caller), .site])) else {
                throw Halt.refused(.frozen)
            }
            return try store.imported(keys.flatMap(\.self))
        }
        let fresh = message.persons.indices.filter { index in
            message.persons[index].fields != nil && known[keys[index][0]] == nil
        }
        let tags = try await memberTags(fresh, of: message.persons)
        let arrivals = try await seal(fresh, of: message.persons, tags, at: call.now)
        // Nothing new: nothing to write, and no line.
        guard !arrivals.isEmpty else {
            let erased = try await database.read { tx in
                try VaultStore(tx).erased(known.values.map(\.self))
            }
            var roll = Importing.Roll(message.persons, keys, known: known, erased: erased)
            return ImportPersons.Answer(persons: roll.call { _, _ in nil })
        }
        return try await commit(call) { try $0.keep(arrivals, of: message.persons, keys) }
    }

    /// Tags of the keys by which each is known again, its own first: of numbers, names and addresses,
    /// so nobody may try them with the vault's key alone.
    private func importKeys(_ persons: [ImportPersons.Person]) async throws -> [[[UInt8]]] {
        let forms = persons.map { person in
            ([person.key] + person.aliases).map(TagForm.oldKey)
        }
        return try await tags(inTheirGroups: forms).map { $0.map(\.value) }
    }

    /// Tags of several forms of each person, all asked of the witness together.
    private func tags(inTheirGroups forms: [[TagForm]]) async throws -> [[PersonTag]] {
        var made = try await tags(forms.flatMap(\.self))[...]
        return forms.map { own in
            defer { made = made.dropFirst(own.count) }
            return Array(made.prefix(own.count))
        }
    }

    /// What those members are found by who are new here.
    private func memberTags(_ fresh: [Int], of persons: [ImportPersons.Person]) async throws
        -> [Int: [TagKind: PersonTag]]
    {
        let forms = fresh.map { index -> [TagForm] in
            let person = persons[index]
            guard person.kind == .member else { return [] }
            let fields = person.fields ?? [:]
            return [
                fields[.email].map(TagForm.email), .phone(fields[.phone]),
                person.memberNumber.map(TagForm.number),
            ].compactMap(\.self)
        }
        let tags = zip(forms, try await tags(inTheirGroups: forms)).map { own, tags in
            Dictionary(uniqueKeysWithValues: zip(own.map(\.kind), tags))
        }
        return Dictionary(uniqueKeysWithValues: zip(fresh, tags))
    }

    /// Seals in slices beside each other: of all that an import does this takes longest.
    private func seal(
        _ fresh: [Int],
        of persons: [ImportPersons.Person],
        _ tags: [Int: [TagKind: PersonTag]],
        at now: Moment
    ) async throws -> [Int: Arrival] {
        let slices = 4
        let families = SubjectNames.Families()
        return try await withThrowingTaskGroup(of: [(Int, Arrival)].self) { group in
            for slice in 0..<slices {
                let indices = fresh.enumerated().filter { $0.offset % slices == slice }
                    .map(\.element)
                guard !indices.isEmpty else { continue }
                group.addTask {
                    var sealed: [(Int, Arrival)] = []
                    for index in indices {
                        let (person, names) = (persons[index], families.names())
                        let arrival = try self.arrival(person, names, tags[index], at: now)
                        sealed.append((index, arrival))
                    }
                    return sealed
                }
            }
            var arrivals: [Int: Arrival] = [:]
            for try await some in group {
                for (index, arrival) in some { arrivals[index] = arrival }
            }
            return arrivals
        }
    }

    private func arrival(
        _ person: ImportPersons.Person,
        _ names: SubjectNames,
        _ tags: [TagKind: PersonTag]?,
        at now: Moment
    ) throws -> Arrival {
        let fresh = try newSubject(person.kind, person.fields ?? [:], names: names, at: now)
        var row = fresh.row
        // Nobody confirms within a day who does not know of it yet.
        row.provisionalUntil = nil
        return Arrival(
            subject: NewSubject(
                row: row,
                register: fresh.register,
                sheet: fresh.sheet,
                fields: fresh.fields
            ),
            email: tags?[.email],
            phone: tags?[.phone],
            number: tags?[.number]
        )
    }
}

/// A person of an old shop on the way in.
struct Arrival: Sendable {
    var subject: NewSubject
    var email: PersonTag?
    var phone: PersonTag?
    var number: PersonTag?
}

enum Importing {
    /// Throws ``Halt/refused(_:)`` with `malformed` for what no importer of ours sends.
    static func check(_ persons: [ImportPersons.Person]) throws {
        guard persons.count <= ImportPersons.most else { throw Halt.refused(.malformed) }
        for (index, person) in persons.enumerated() {
            guard person.aliases.count <= 4, (person.enteredBy ?? -1) < index,
                (person.enteredBy ?? 0) >= 0
            else { throw Halt.refused(.malformed) }
            if let fields = person.fields { try FieldRules.check(fields) }
        }
    }

    /// Calls persons one after the other: each is known, new, or nobody's.
    struct Roll {
        private let persons: [ImportPersons.Person]
        private let keys: [[[UInt8]]]
        private let erased: Set<Handle<Subject>>
        private(set) var known: [[UInt8]: Handle<Subject>]
        private var answers: [ImportPersons.Known] = []

        init(
            _ persons: [ImportPersons.Person],
            _ keys: [[[UInt8]]],
            known: [[UInt8]: Handle<Subject>],
            erased: Set<Handle<Subject>>
        ) {
            self.persons = persons
            self.keys = keys
            self.known = known
            self.erased = erased
        }

        /// `create` tells who came of a person that is not known: nil for nobody.
        mutating func call(
            _ create: (Int, Handle<Subject>?) throws -> ImportPersons.Known?
        ) rethrows -> [ImportPersons.Known] {
            for index in persons.indices { answers.append(try one(index, create)) }
            return answers
        }

        private mutating func one(
            _ index: Int,
            _ create: (Int, Handle<Subject>?) throws -> ImportPersons.Known?
        ) rethrows -> ImportPersons.Known {
            if let handle = known[keys[index][0]] {
                let isGone = erased.contains(handle)
                return ImportPersons.Known(handle: handle, outcome: isGone ? .erased : .existed)
            }
            let nobody = ImportPersons.Known(handle: nil, outcome: .unknown)
            let enterer = persons[index].enteredBy.map { answers[$0] }
            // Nobody is brought in for who is not there, or has left.
            if let enterer, enterer.handle == nil || enterer.outcome == .erased { return nobody }
            guard let made = try create(index, enterer?.handle), let handle = made.handle else {
                return nobody
            }
            for key in keys[index] where known[key] == nil { known[key] = handle }
            return made
        }
    }
}
