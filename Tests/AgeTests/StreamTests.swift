import Age
import Basics
import Testing

@Suite("The chunks of a file of age's")
struct StreamTests {
    static let first = [UInt8](repeating: 0, count: 65_536)
    static let second = [UInt8](repeating: 1, count: 65_536)
    static let third = [UInt8](repeating: 2, count: 65_536)
    let start = Vector().ended().nonce()
    let age = Array("age".utf8)

    private func expect(
        _ vector: Vector,
        _ plain: [UInt8],
        _ fault: AgeFault? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let opened = try Opened(vector.bytes)
        #expect(opened.fault == fault, sourceLocation: sourceLocation)
        #expect(opened.plain == plain, sourceLocation: sourceLocation)
    }

    @Test("open one after the other, whole or not")
    func good() throws {
        try expect(start.chunk([], last: true), [])
        try expect(start.chunk(Self.first, last: true), Self.first)
        try expect(start.chunk(Self.first).chunk(age, last: true), Self.first + age)
        try expect(
            start.chunk(Self.first).chunk(Self.second).chunk(Self.third, last: true),
            Self.first + Self.second + Self.third
        )
    }

    @Test("that are missing at the end are missed")
    func cut() throws {
        try expect(Vector().ended(), [], .cut)
        try expect(Vector().ended().followed(by: [1, 2, 3]), [], .cut)
        try expect(start, [], .cut)
        try expect(start.followed(by: [UInt8](repeating: 9, count: 12)), [], .cut)
        try expect(start.chunk(Self.first), Self.first, .cut)
        try expect(start.chunk(Self.first).chunk(Self.second), Self.first + Self.second, .cut)
        try expect(start.chunk(age), [], .damagedChunk(1))
        try expect(start.chunk(Self.first).chunk(age), Self.first, .damagedChunk(2))
    }

    @Test("that were altered give nothing out, and what came before them stays")
    func altered() throws {
        try expect(start.chunk(age, last: true, spoiled: true), [], .damagedChunk(1))
        try expect(
            start.chunk(Self.first).chunk(age, last: true, spoiled: true),
            Self.first,
            .damagedChunk(2)
        )
        try expect(
            start.chunk(Self.first).chunk(Self.second, last: true, spoiled: true),
            Self.first,
            .damagedChunk(2)
        )
    }

    @Test("do not end with an empty one, unless there is nothing else")
    func emptyEnd() throws {
        try expect(start.chunk(Self.first).chunk([], last: true), Self.first, .damagedChunk(2))
    }

    @Test("end where their maker ended them: another file behind is told")
    func behind() throws {
        let whole = try start.chunk(Self.first, last: true)
        try expect(
            whole.followed(by: [UInt8](repeating: 9, count: 20)),
            Self.first,
            .somethingBehind
        )
        try expect(whole.followed(by: [9]), Self.first, .somethingBehind)
        try expect(whole.followed(by: whole.bytes), Self.first, .somethingBehind)
        try expect(whole.chunk(age, last: true), Self.first, .somethingBehind)
        // Less than a whole chunk and what is behind it are one, which does not fit.
        try expect(start.chunk(age, last: true).followed(by: [9]), [], .damagedChunk(1))
        try expect(
            start.chunk(age, last: true).chunk(age, last: true),
            [],
            .damagedChunk(1)
        )
    }

    @Test("in another order, twice, or one left out: the first that is not in its place is told")
    func order() throws {
        let file = try sealed(Self.first + Self.second + age, to: [OfOurs.secret.receiver])
        let head = file.count - age.count - 16 - 2 * (65_536 + 16)
        let chunks = [0, 1, 2].map { place in
            let start = head + place * (65_536 + 16)
            return Array(file[start..<min(start + 65_536 + 16, file.count)])
        }
        func opened(_ order: [Int]) throws -> Opened {
            let bytes = Array(file[..<head]) + order.flatMap { chunks[$0] }
            return try Opened(bytes, with: [OfOurs.secret])
        }
        #expect(try opened([0, 1, 2]) == Opened(plain: Self.first + Self.second + age, fault: nil))
        #expect(try opened([1, 0, 2]) == Opened(plain: [], fault: .damagedChunk(1)))
        #expect(try opened([0, 0, 1, 2]) == Opened(plain: Self.first, fault: .damagedChunk(2)))
        #expect(try opened([0, 2]) == Opened(plain: Self.first, fault: .damagedChunk(2)))
        #expect(try opened([0, 1]) == Opened(plain: Self.first + Self.second, fault: .cut))
    }
}

/// A key of the tests' own.
enum OfOurs {
    static let secret = ReceiverSecret()
}
