import Basics
import Foundation
import Testing
import VaultAPI
import Wire

@Suite("How messages are packed")
struct PackingTests {
    @Test("what was packed is read again, part by part", arguments: Sample.specimens)
    func roundTrip(specimen: Specimen) throws {
        #expect(try specimen.read(specimen.bytes) == specimen.told)
    }

    @Test("every message and its answer is among them")
    func complete() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/VaultAPI/Messages").standardizedFileURL
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).flatMap {
            try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
                .matches(of: /static let name = "(\w+)"/).map { String($0.1) }
        }
        let sampled = Set(Sample.specimens.map(\.name))
        #expect(names.count > 20)
        #expect(Set(names).subtracting(sampled).isEmpty)
    }

    @Test("a message lies as the README has it")
    func form() {
        let open = Open(
            token: Token("t"),
            handle: Sample.subject("h"),
            fields: [.familyName, .birthDate],
            purpose: .orderView
        )
        let expected =
            length(1) + Array("t".utf8) + length(26)
            + Array(repeating: UInt8(ascii: "h"), count: 26)
            + length(2) + [0, 27] + [1]
        #expect(Packer.pack(open) == expected)
        let answer = Status.Answer(frozen: true, tokenKey: [9, 8], treeSize: -2)
        let negative: [UInt8] = [255, 255, 255, 255, 255, 255, 255, 254]
        #expect(Packer.pack(answer) == [1] + length(2) + [9, 8] + negative)
        let enrolled = Enrol.Answer(handle: Sample.subject("e"), token: nil)
        #expect(Packer.pack(enrolled).suffix(1) == [0])
        let change = SetCredential.Kind.password(Secret("あ"))
        #expect(Packer.pack(change) == [0] + length(3) + [0xe3, 0x81, 0x82])
        #expect(Packer.pack(Done()).isEmpty)
    }

    private func length(_ count: UInt8) -> [UInt8] { [0, 0, 0, 0, 0, 0, 0, count] }

    @Test("the cases that letters and cookies hold have kept their numbers")
    func numbers() {
        #expect(CourierItem.PasswordChange.allCases == [.set, .replaced, .removed])
        #expect(CourierItem.PasskeyChange.allCases == [.added, .removed, .doubted])
        #expect(Caller.allCases == [.counter, .courier, .importer, .office])
        let uses: [TokenClaims.Use] = [.checkout, .orderView, .member, .remembered, .staff]
        #expect(TokenClaims.Use.allCases == uses)
        for (number, content) in Sample.contents.dropFirst(Sample.letters.count + 1).enumerated() {
            #expect(Packer.pack(content).first == [1, 2, 3, 4, 5, 7, 6, 6, 6, 8, 8, 8][number])
        }
        for (number, letter) in Sample.letters.enumerated() {
            #expect(Packer.pack(letter).first == UInt8(number))
        }
    }
}

@Suite("Bytes that nobody packed")
struct HostileBytesTests {
    @Test("cut off anywhere they are refused", arguments: Sample.specimens)
    func truncated(specimen: Specimen) {
        for count in 0..<specimen.bytes.count {
            let bytes = Array(specimen.bytes.prefix(count))
            #expect(throws: PackingFault.self) { try specimen.read(bytes) }
        }
    }

    @Test("something behind the end is refused", arguments: Sample.specimens)
    func trailing(specimen: Specimen) {
        for byte: UInt8 in [0, 1, 0xff] {
            #expect(throws: PackingFault.self) { try specimen.read(specimen.bytes + [byte]) }
        }
    }

    @Test(
        "with any byte changed they are refused, or are another value's whole form",
        arguments: Sample.specimens
    )
    func changed(specimen: Specimen) {
        for place in specimen.bytes.indices {
            for mask: UInt8 in [0x01, 0x80] {
                var bytes = specimen.bytes
                bytes[place] ^= mask
                expectRefusedOrWhole(specimen, bytes)
            }
        }
    }

    @Test("lengths and counts that cannot be are refused", arguments: Sample.specimens)
    func lengths(specimen: Specimen) {
        let lies: [Int64] = [.min, -1, 1 << 20, 1 << 32, .max]
        for place in stride(from: 0, to: specimen.bytes.count - 7, by: 1) {
            for lie in lies {
                var bytes = specimen.bytes
                let number = withUnsafeBytes(of: lie.bigEndian) { Array($0) }
                bytes.replaceSubrange(place..<place + 8, with: number)
                expectRefusedOrWhole(specimen, bytes)
            }
        }
    }

    @Test("a mebibyte of one byte is refused", arguments: Sample.specimens)
    func mebibyte(specimen: Specimen) {
        for byte: UInt8 in [0x00, 0x01, 0x7f, 0xff] {
            let bytes = Array(repeating: byte, count: 1 << 20)
            #expect(throws: PackingFault.self) { try specimen.read(bytes) }
        }
    }

    @Test("bytes changed, put in, left out and doubled at random", arguments: Sample.specimens)
    func fuzz(specimen: Specimen) {
        var chance = Chance(seed: 118)
        for _ in 0..<400 {
            var bytes = specimen.bytes
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                let place = Int.random(in: 0...bytes.count, using: &chance)
                let end = min(bytes.count, place + Int.random(in: 0...9, using: &chance))
                switch Int.random(in: 0..<4, using: &chance) {
                case 0: bytes.removeSubrange(place..<end)
                case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
                case 2: bytes.insert(.random(in: 0...255, using: &chance), at: place)
                default:
                    if place < bytes.count { bytes[place] = .random(in: 0...255, using: &chance) }
                }
            }
            expectRefusedOrWhole(specimen, bytes)
        }
    }

    /// One value has one form, but for the order of a dictionary's keys.
    private func expectRefusedOrWhole(_ specimen: Specimen, _ bytes: [UInt8]) {
        guard let again = try? specimen.again(bytes) else { return }
        #expect(again == bytes || again.sorted() == bytes.sorted())
    }

    @Test(
        "text that is not UTF-8 is refused",
        arguments: [
            [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe3, 0x81], [0xf5, 0x80, 0x80, 0x80],
        ]
            as [[UInt8]]
    )
    func text(bytes: [UInt8]) {
        var packer = Packer()
        packer.add(bytes)
        #expect(throws: PackingFault.self) { try Unpacker.unpack(String.self, packer.bytes) }
        #expect(throws: PackingFault.self) { try Unpacker.unpack(End.self, packer.bytes) }
    }

    @Test("a key twice, a truth that is neither, a handle that is none, a day outside the calendar")
    func rules() throws {
        var twice = Packer()
        twice.add(2)
        for _ in 0..<2 { twice.add(PersonalField.note); twice.add("x") }
        #expect(throws: PackingFault.self) {
            try Unpacker.unpack(PersonalFields.self, twice.bytes)
        }
        #expect(throws: PackingFault.self) { try Unpacker.unpack(Bool.self, [2]) }
        #expect(throws: PackingFault.self) { try Unpacker.unpack(PersonalField.self, [28]) }
        #expect(throws: PackingFault.self) { try Unpacker.unpack(Int?.self, [2]) }
        #expect(throws: PackingFault.self) {
            try Unpacker.unpack(Abandon.self, Packer.pack("abcdefghijklmnopqrstuvwxy1"))
        }
        for number in [Int.min, -719_163, 2_932_897, .max] {
            #expect(throws: PackingFault.self) {
                try Unpacker.unpack(Day.self, Packer.pack(number))
            }
        }
        for text in ["0001-01-01", "9999-12-31"] {
            let day = Day(text)
            #expect(try Unpacker.unpack(Day?.self, Packer.pack(day))?.description == text)
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers each time.
private struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
