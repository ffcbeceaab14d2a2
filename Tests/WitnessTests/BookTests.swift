import Basics
import Foundation
import Synchronization
import TestKit
import Testing
import WitnessAPI

@testable import Witness

@Suite("the book")
struct BookTests {
    private func lines(_ path: String, files: BookFiles = .system) throws -> (Book, [String]) {
        var lines: [String] = []
        let book = try Book(path: path, files: files) { lines.append($0) }
        return (book, lines)
    }

    private static let own = OwnKey(
        name: "a",
        party: "p",
        origins: ["https://p"],
        key: EnrolledKey(
            credential: [1],
            publicKey: [2],
            userHandle: [],
            isBackupEligible: true,
            model: [],
            attestation: []
        )
    )

    /// A book of some frames, and where each of them ends.
    private func make(_ path: String, frames: Int) throws -> [Int] {
        var (book, _) = try lines(path)
        defer { book.close() }
        return try (0..<frames).map { number in
            try book.write(Array("first \(number)\nsecond \(number)\n".utf8))
            return try Data(contentsOf: URL(filePath: path)).count
        }
    }

    private let three = (0..<3).flatMap { ["first \($0)", "second \($0)"] }

    @Test("a frame torn at any byte is cut off, and the next one stands in its place")
    func torn() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path + "/book"
            let ends = try make(path, frames: 4)
            let whole = try Data(contentsOf: URL(filePath: path))
            for count in ends[2]...ends[3] {
                for filler in [0, 200] {
                    var bytes = whole.prefix(count)
                    if count < ends[3] { bytes += Data(repeating: 0, count: filler) }
                    try bytes.write(to: URL(filePath: path))
                    var (book, read) = try lines(path)
                    #expect(read.count == (count == ends[3] ? 8 : 6))
                    #expect(read.starts(with: three))
                    #expect(book.torn == (count == ends[3] ? 0 : bytes.count - ends[2]))
                    try book.write(Array("later\n".utf8))
                    book.close()
                    let (again, more) = try lines(path)
                    #expect(more == read + ["later"])
                    again.close()
                }
            }
        }
    }

    @Test("a byte that was changed before the last frame stops the start, and nothing is cut off")
    func damaged() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path + "/book"
            let ends = try make(path, frames: 3)
            let whole = try Data(contentsOf: URL(filePath: path))
            for place in 0..<ends[1] {
                var bytes = whole
                bytes[place] ^= 0x41
                try bytes.write(to: URL(filePath: path))
                let at = place < ends[0] ? 0 : ends[0]
                #expect(throws: BookFault.damaged(at: at)) { try lines(path) }
                #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
            }
            #expect("\(BookFault.damaged(at: 40))".contains("byte 40"))
        }
    }

    @Test("a frame that was taken out of the middle, or stands twice, stops the start")
    func takenOut() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path + "/book"
            let ends = try make(path, frames: 3)
            let whole = try Data(contentsOf: URL(filePath: path))
            try (whole[..<ends[0]] + whole[ends[1]...]).write(to: URL(filePath: path))
            #expect(throws: BookFault.damaged(at: ends[0])) { try lines(path) }
            try (whole[..<ends[1]] + whole[ends[0]...]).write(to: URL(filePath: path))
            #expect(throws: BookFault.damaged(at: ends[1])) { try lines(path) }
        }
    }

    @Test("frames longer than a piece of reading are read whole")
    func long() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path + "/book"
            var (book, _) = try lines(path)
            let long = String(repeating: "a", count: 3 << 20)
            for line in ["short", long, "short"] { try book.write(Array(line.utf8)) }
            book.close()
            let (again, read) = try lines(path)
            #expect(read == ["short", long, "short"])
            again.close()
            let bytes = try Data(contentsOf: URL(filePath: path))
            try bytes.dropLast(20).write(to: URL(filePath: path))
            #expect(try lines(path).1 == ["short", long])
        }
    }

    @Test("what never was a book is not cut off, and random bytes after one are")
    func random() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path + "/book"
            try Data(repeating: 7, count: 5000).write(to: URL(filePath: path))
            #expect(throws: BookFault.damaged(at: 0)) { try lines(path) }
            try FileManager.default.removeItem(atPath: path)
            let end = try make(path, frames: 3)[2]
            let whole = try Data(contentsOf: URL(filePath: path))
            var generator = SystemRandomNumberGenerator()
            for _ in 0..<300 {
                var tail = (0..<Int.random(in: 1...200)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
                if Bool.random() { tail.replaceSubrange(0..<1, with: BookFrame.mark) }
                try (whole + tail).write(to: URL(filePath: path))
                let (book, read) = try lines(path)
                #expect(read == three && book.torn == tail.count)
                book.close()
                #expect(try Data(contentsOf: URL(filePath: path)).count == end)
            }
        }
    }

    @Test("a line of another version stops the start")
    func unknown() async throws {
        try await withBench { bench in
            let room = try await bench.start()
            await room.close()
            var (book, _) = try lines(bench.path + "/witness/book")
            try book.write(Array("renamed 1 2\n".utf8))
            book.close()
            await #expect(throws: BookFault.unknown(line: "renamed 1 2")) {
                try await bench.start()
            }
        }
    }

    @Test("every kind of line reads as it was written, and text of others makes no line of its own")
    func words() throws {
        let events: [BookEvent] = [
            .founded(NameBudget(aDay: 1, inThirtyDays: 2)),
            .opened(leaf: 3, .unproven, names: ["a", "b"]),
            .opened(leaf: 4, .job("Zm9v"), names: ["a"]),
            .opened(leaf: 5, .touch(key: "a-_b", touch: "Zm9v"), names: ["a"]),
            .keysEnded(["a-_b", "c"]), .proved("a", Day(number: 20_000)),
            .ownKey(BookTests.own), .erased(leaf: 3, names: ["a"]),
            .marks(.oldKey, count: 9), .rewrapped(epoch: 2, count: 4), .epoch(2),
            .destroyed(epoch: 1),
            .alarm(.setBack, "some words"), .shut, .reopened(size: 5),
        ]
        for event in events {
            let line = BookLine(time: Moment(milliseconds: 1_796_698_800_000), event: event)
            #expect(try BookLine("\(line)") == line)
        }
        var draft = BookDraft(at: Moment(milliseconds: 1))
        try draft.add(.alarm(.fork, "a\nerased 1 2 b\r市"), to: BookState())
        #expect(draft.lines.map(\.description) == ["alarm 1 fork a?erased 1 2 b????"])
        for text in [
            "", "opened", "opened 1", "opened 1 2 unproven", "opened x 2 unproven a", "shut 1 2",
        ] {
            #expect(throws: BookFault.unknown(line: text)) { try BookLine(text) }
        }
    }
}
