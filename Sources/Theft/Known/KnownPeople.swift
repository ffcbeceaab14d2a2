import Basics
import Foundation

/// One person of a city, by what was typed of that person.
public struct KnownPerson: Sendable {
    /// Each of them is this person's alone.
    public var values: [KnownValue]

    public init(values: [KnownValue]) { self.values = values }
}

extension KnownFolder {
    /// Everybody by whom something of their own can be recognised: a mailbox, a telephone, a house.
    ///
    /// A line that names its person belongs to that one, a row of an export to who bears its mail address.
    /// What several persons share tells none of them, and is left out.
    ///
    /// - Throws: ``DrillFault`` where a file is not as it should be.
    public func people() throws -> [KnownPerson] {
        var grouped = GroupedPeople()
        for file in files() {
            let text = try KnownText.read(file)
            let name = file.lastPathComponent
            if file.pathExtension == "csv" {
                try rows(of: text, name).forEach { grouped.add($0) }
            } else {
                try lines(of: text, name).forEach { grouped.add($0) }
            }
        }
        return grouped.people
    }

    private struct Line: Decodable {
        var kind: String
        var value: String
        var person: String?
    }

    private func lines(of text: String, _ name: String) throws -> [[KnownValue]] {
        let decoder = JSONDecoder()
        var people: [String: [KnownValue]] = [:]
        for (number, line) in text.utf8.split(separator: 0x0A).enumerated() {
            guard let typed = try? decoder.decode(Line.self, from: Data(line)) else {
                throw DrillFault.badKnown("\(name):\(number + 1)")
            }
            guard let person = typed.person else { continue }
            let value = KnownValue(
                ValueKind(field: typed.kind),
                typed.value,
                source: "\(name):\(number + 1)"
            )
            people[person, default: []].append(value)
        }
        return people.sorted { $0.key < $1.key }.map(\.value)
    }

    private func rows(of text: String, _ name: String) throws -> [[KnownValue]] {
        var rows: [Int: [KnownValue]] = [:]
        try KnownTable(text, named: name).each { kind, value, row in
            rows[row, default: []].append(KnownValue(kind, value, source: "\(name):\(row)"))
        }
        return rows.sorted { $0.key < $1.key }.map(\.value)
    }
}

/// Persons as they are met: of two rows with one mailbox it is the same.
private struct GroupedPeople {
    private static let telling: Set<ValueKind> = [.email, .phone, .street]

    private var groups: [[KnownValue]] = []
    private var byMailbox: [String: Int] = [:]
    private var owners: [String: Set<Int>] = [:]

    mutating func add(_ values: [KnownValue]) {
        let telling = values.filter {
            GroupedPeople.telling.contains($0.kind) && !$0.text.revealed.isEmpty
        }
        guard !telling.isEmpty else { return }
        let mailbox = telling.first { $0.kind == .email }?.text.revealed
        let group = mailbox.flatMap { byMailbox[$0] } ?? groups.count
        if group == groups.count { groups.append([]) }
        if let mailbox { byMailbox[mailbox] = group }
        for value in telling {
            let key = GroupedPeople.key(value)
            guard owners[key]?.contains(group) != true else { continue }
            owners[key, default: []].insert(group)
            groups[group].append(value)
        }
    }

    var people: [KnownPerson] {
        groups.map { values in
            KnownPerson(values: values.filter { owners[GroupedPeople.key($0)]?.count == 1 })
        }.filter { !$0.values.isEmpty }
    }

    private static func key(_ value: KnownValue) -> String {
        let text = value.text.revealed
        return value.kind == .phone ? text.filter(\.isNumber) : "\(value.kind.rawValue) \(text)"
    }
}
