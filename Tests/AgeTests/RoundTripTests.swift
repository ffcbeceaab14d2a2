import Age
import Basics
import Testing

@Suite("What is sealed")
struct RoundTripTests {
    private static let counts = [
        0, 1, 65_535, 65_536, 65_537, 131_072, 131_073, 3 * 65_536 - 1, 300_000,
    ]

    @Test("comes out as it went in, however it is cut on its way", arguments: counts)
    func roundTrip(count: Int) throws {
        let plain = randomBytes(count)
        for step in [7_919, 65_536, 1_000_000] {
            let file = try sealed(plain, to: [OfOurs.secret.receiver], step: step)
            let opened = try Opened(file, with: [OfOurs.secret], step: step)
            #expect(opened == Opened(plain: plain, fault: nil))
        }
    }

    @Test("opens with each of its receivers' keys and with no other")
    func receivers() throws {
        let secrets = (0..<3).map { _ in ReceiverSecret() }
        let plain = Array("お届け先".utf8)
        let file = try sealed(plain, to: secrets.dropLast().map(\.receiver))
        for secret in secrets.dropLast() {
            #expect(try Opened(file, with: [secret]) == Opened(plain: plain, fault: nil))
        }
        #expect(try Opened(file, with: [secrets[2]]).fault == .notForThisKey)
        #expect(try Opened(file, with: [secrets[2], secrets[0]]).plain == plain)
    }

    @Test("never gives out anything else, whichever byte of the file is another")
    func everyByte() throws {
        let plain = Array("〒680-0011 鳥取県いなば市".utf8)
        let file = try sealed(plain, to: [OfOurs.secret.receiver])
        for place in file.indices {
            var altered = file
            altered[place] ^= 1 << UInt8.random(in: 0..<8)
            let opened = try Opened(altered, with: [OfOurs.secret])
            #expect(opened.fault != nil && opened.plain.isEmpty, "byte \(place)")
        }
        for count in file.indices {
            let opened = try Opened(Array(file.prefix(count)), with: [OfOurs.secret])
            #expect(opened.fault != nil && opened.plain.isEmpty, "cut to \(count)")
        }
    }

    @Test("is sealed under keys of its own each time")
    func fresh() throws {
        let receiver = OfOurs.secret.receiver
        let plain = [UInt8](repeating: 0, count: 64)
        #expect(try sealed(plain, to: [receiver]) != sealed(plain, to: [receiver]))
        #expect(
            try sealed(plain, to: [receiver]).suffix(80) != sealed(plain, to: [receiver]).suffix(80)
        )
    }

    @Test("holds 64 KiB in memory, not the file")
    func streams() throws {
        var largest = 0
        var sealer = try AgeSealer(to: [OfOurs.secret.receiver]) {
            largest = max(largest, $0.count)
        }
        for _ in 0..<40 { try sealer.write(Secret(randomBytes(100_000))) }
        try sealer.finish()
        #expect(largest <= 65_536 + 16)
    }
}
