import Testing

@testable import WebAuthn

@Suite("Canonical CBOR")
struct CBORTests {
    private func fault(_ bytes: [UInt8]) -> CBORFault.Cause? {
        do {
            _ = try CBORReader.value(of: bytes)
            return nil
        } catch {
            return error.cause
        }
    }

    @Test("what a ceremony says is read")
    func read() throws {
        #expect(try CBORReader.value(of: [0x18, 0x18]) == .integer(24))
        #expect(try CBORReader.value(of: [0x39, 0x01, 0x00]) == .integer(-257))
        #expect(try CBORReader.value(of: [0x42, 1, 2]) == .bytes([1, 2]))
        #expect(try CBORReader.value(of: [0x82, 0xF5, 0xF6]) == .array([.bool(true), .null]))
        let map = try CBORReader.value(of: [0xA2, 0x01, 0x61, 0x61, 0x61, 0x62, 0x20])
        #expect(map == .map([.integer(1): .text("a"), .text("b"): .integer(-1)]))
    }

    @Test(
        "what is no canonical CBOR is told for what it is",
        arguments: [
            ([], .truncated), ([0x42, 1], .truncated), ([0x18], .truncated),
            ([0x82, 0x01], .truncated), ([0x5B, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0], .truncated),
            ([0x9A, 0xFF, 0xFF, 0xFF, 0xFF], .truncated), ([0x01, 0x01], .trailing),
            ([0x18, 0x17], .notCanonical), ([0x19, 0x00, 0xFF], .notCanonical),
            ([0x1A, 0x00, 0x00, 0xFF, 0xFF], .notCanonical),
            ([0x5F, 0x41, 0x00, 0xFF], .notCanonical), ([0xBF, 0xFF], .notCanonical),
            ([0xFF], .notCanonical), ([0xA2, 0x01, 0x01, 0x01, 0x02], .duplicateKey),
            ([0xC0, 0x60], .unsupported), ([0xF9, 0x3C, 0x00], .unsupported),
            ([0xF7], .unsupported), ([0x61, 0xFF], .unsupported),
            ([0x1B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .unsupported),
            ([0xA1, 0x80, 0x01], .unsupported), ([0x81, 0x81, 0x81, 0x81, 0x81, 0x01], .tooMuch),
        ] as [([UInt8], CBORFault.Cause)]
    )
    func faults(_ bytes: [UInt8], _ cause: CBORFault.Cause) {
        #expect(fault(bytes) == cause)
    }

    @Test("an array of more values than any ceremony has is not gone through")
    func many() {
        #expect(fault([0x99, 0x01, 0x2C] + Array(repeating: 0x01, count: 300)) == .tooMuch)
    }

    @Test("bytes of chance are read or refused, and nothing else")
    func chance() {
        var generator = SeededGenerator(state: 20_261_130)
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...40, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = try? CBORReader.value(of: bytes)
        }
    }
}

/// The same numbers at every run (splitmix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
