import Basics
import Foundation
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Vault

@Suite("The ledger's index")
struct IndexTests {
    private static let root = [UInt8](repeating: 9, count: 32)
    private static let persons = (0..<40).map { _ in Handle<Subject>.mint().text }

    /// A stretch of lines over the turn of a month, of every kind, a minute apart.
    private func entries(from begin: Moment, count: Int = IndexSegment.width) -> [LedgerEntry] {
        let actions = LedgerEntry.Action.allCases
        let fields = PersonalField.allCases
        return (0..<count).map { number in
            let first = number * 7 % fields.count
            return LedgerEntry(
                // Two tasks may write their lines in another order than they began.
                at: begin.adding(minutes: number).adding(seconds: number % 3 * 100),
                caller: number % 11 == 0 ? nil : number % 5 == 0 ? .courier : .counter,
                action: actions[number % actions.count],
                subjects: (0..<number % 3).map { Self.persons[(number + $0 * 7) % 40] },
                fields: Array(fields[first..<min(fields.count, first + number % 4)])
            )
        }
    }

    private func sealed(_ entries: [LedgerEntry], in room: Strongroom) async throws -> [[UInt8]] {
        var sealed: [[UInt8]] = []
        for entry in entries {
            let key = try await room.vault.months.key(at: entry.at)
            sealed.append(try SealedEntry.seal(entry, with: key))
        }
        return sealed
    }

    private func segment(_ lines: [[UInt8]], in room: Strongroom) async throws -> IndexSegment {
        try #require(try await summed(lines, in: room))
    }

    /// Nil where it cannot be made.
    private func summed(_ lines: [[UInt8]], in room: Strongroom) async throws -> IndexSegment? {
        try await room.vault.lines.segment(3, root: Self.root, of: lines)
    }

    @Test("numbers and texts are read as they were written")
    func bytes() throws {
        let numbers = [0, 1, 127, 128, 300, 1 << 40, Int.max]
        let signed = [0, -1, 1, -64, 64, Int.min, Int.max, -1_796_691_600_000]
        var writer = IndexWriter()
        for number in numbers { writer.add(number) }
        for number in signed { writer.add(signed: number) }
        writer.add("因幡")
        var reader = IndexReader(writer.bytes)
        #expect(try numbers.map { _ in try reader.number() } == numbers)
        #expect(try signed.map { _ in try reader.signed() } == signed)
        #expect(try reader.text() == "因幡")
        #expect(throws: SheetFault.damaged) { try reader.number() }
        var endless = IndexReader([UInt8](repeating: 0xff, count: 20))
        #expect(throws: SheetFault.damaged) { try endless.number() }
        var long = IndexReader([200, 1, 65])
        #expect(throws: SheetFault.damaged) { try long.text() }
    }

    @Test("a name has one place, however many others there are, and however it begins")
    func names() throws {
        var table = NameTable()
        let names = (0..<3000).map { String(repeating: "a", count: $0 % 7) + "\($0)" }
        for turn in 0..<2 {
            for (place, name) in names.enumerated() {
                #expect(table.place(of: name) == place, "turn \(turn)")
            }
        }
        #expect(table.place(of: "") == 3000)
        #expect(table.place(of: "") == 3000)
        var reader = IndexReader(table.texts.bytes)
        for name in names + [""] { #expect(try reader.text() == name) }
        #expect(table.count == 3001)
    }

    @Test(
        "a segment tells of any time and process what its lines tell",
        arguments: TestDatabase.engines
    )
    func sameAsLines(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            // Two hours before the turn of the year, so that some of the lines are of January.
            let begin = Moment(milliseconds: 1_798_722_000_000)
            let lines = try await sealed(entries(from: begin), in: room)
            let made = try await segment(lines, in: room)
            #expect(made.parts.map(\.month) == ["2026-12", "2027-01"])
            let kept = try #require(IndexSegment(made.bytes))
            #expect(kept == made)
            for (from, to) in [(0, 300), (100, 101), (30, 200), (-9, 0), (250, 9000)] {
                for process in [nil, Caller.counter, .courier] {
                    let scope = Scope(
                        from: begin.adding(minutes: from),
                        to: begin.adding(minutes: to),
                        process: process
                    )
                    var byIndex = scope
                    try await room.vault.lines.take(kept, into: &byIndex)
                    var byLines = scope
                    await room.vault.lines.take(lines, into: &byLines)
                    #expect(byIndex.lines == byLines.lines)
                    #expect(byIndex.opened == byLines.opened)
                    #expect(byIndex.passed == byLines.passed)
                    #expect(byIndex.unreadable == 0)
                }
            }
        }
    }

    @Test("a line that cannot be opened is counted by the segment too")
    func unreadable() async throws {
        try await Strongroom.with(.sqlite) { room in
            var lines = try await sealed(entries(from: room.now), in: room)
            lines[5][lines[5].count - 1] ^= 1
            let made = try await segment(lines, in: room)
            var scope = Scope(from: room.now, to: room.now.adding(days: 9), process: nil)
            try await room.vault.lines.take(made, into: &scope)
            #expect(scope.unreadable == 1)
            #expect(scope.lines == IndexSegment.width - 1)
        }
    }

    @Test("a segment that was altered anywhere tells nothing")
    func altered() async throws {
        try await Strongroom.with(.sqlite) { room in
            let made = try await segment(sealed(entries(from: room.now), in: room), in: room)
            let bytes = made.bytes
            let empty = Scope(from: room.now, to: room.now.adding(days: 9), process: nil)
            // The magic word, the number, the root, the months, and places within the box.
            let head = [0, 13, 20, 48, 55, 60, 66]
            for place in head + stride(from: 70, to: bytes.count, by: 4001) + [bytes.count - 1] {
                var other = bytes
                other[place] ^= 1
                var scope = empty
                if let segment = IndexSegment(other) {
                    await #expect(throws: IndexFault.self, "\(place)") {
                        try await room.vault.lines.take(segment, into: &scope)
                    }
                }
                #expect(scope.lines == 0 && scope.opened.isEmpty && scope.unreadable == 0)
            }
            for count in [0, 11, 12, 47, 60, bytes.count - 1] {
                #expect(IndexSegment(Array(bytes.prefix(count))) == nil)
            }
            #expect(IndexSegment(bytes + [0]) == nil)
        }
    }

    @Test("another vault's segment tells nothing")
    func foreign() async throws {
        try await Strongroom.with(.sqlite) { room in
            try await Strongroom.with(.sqlite) { other in
                let made = try await segment(sealed(entries(from: room.now), in: other), in: other)
                _ = try await room.vault.months.key(at: room.now)
                var scope = Scope(from: room.now, to: room.now.adding(days: 9), process: nil)
                await #expect(throws: IndexFault.altered) {
                    try await room.vault.lines.take(made, into: &scope)
                }
            }
        }
    }

    @Test("a month that ends takes its part of the index along")
    func expired() async throws {
        try await Strongroom.with(.sqlite) { room in
            let lines = try await sealed(entries(from: room.now), in: room)
            let made = try await segment(lines, in: room)
            try await room.run("DELETE FROM register WHERE owner = 'month-2026-12'")
            try await room.run("DELETE FROM sheet WHERE owner = 'month-2026-12'")
            let later = try await room.restarted()
            var scope = Scope(from: room.now, to: room.now.adding(days: 9), process: nil)
            await #expect(throws: IndexFault.expired) {
                try await later.vault.lines.take(made, into: &scope)
            }
            #expect(try await summed(lines, in: later) == nil)
        }
    }

    @Test("nothing of a line stands in a segment's open part, and its size is of a few kinds")
    func nothingInTheOpen() async throws {
        try await Strongroom.with(.sqlite) { room in
            let made = try await segment(sealed(entries(from: room.now), in: room), in: room)
            let text = String(decoding: made.bytes, as: UTF8.self)
            #expect(!Self.persons.contains { text.contains($0) })
            #expect(!text.contains("familyName") && !text.contains("counter"))
            for part in made.parts { #expect((part.box.count - 28) % 4096 == 0) }
        }
    }
}
