import Age
import Basics
import Crypto
import Foundation
import Testing

@Suite("The stanza of a receiver")
struct StanzaTests {
    private func fault(_ stanza: String) throws -> AgeFault? {
        try Opened(Vector(Vector.version + stanza).whole()).fault
    }

    private func base64(_ bytes: some DataProtocol) -> String {
        String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
    }

    private func bytes(_ base64: String) throws -> Data {
        try #require(Data(base64Encoded: base64 + "="))
    }

    @Test("of another key, or of another kind, is passed over")
    func notOurs() throws {
        let spoiled = base64(try bytes(Vector.wrapped).dropLast() + [0])
        #expect(try fault("-> X25519 \(Vector.share)\n\(spoiled)\n") == .notForThisKey)
        #expect(try fault("-> x25519 \(Vector.share)\n\(Vector.wrapped)\n") == .notForThisKey)
        #expect(try fault("-> scrypt \(Vector.share) 10\n\(Vector.wrapped)\n") == .notForThisKey)
        let others = "-> X25519 \(Vector.share)\n\(spoiled)\n-> grease\n\n"
        #expect(try fault(others + Vector.stanza) == nil)
    }

    @Test("that breaks its kind's rules is refused, though another one would open the file")
    func broken() throws {
        let share = try bytes(Vector.share)
        let body = try bytes(Vector.wrapped)
        let broken = [
            "-> X25519\n\(Vector.wrapped)\n",
            "-> X25519 \(Vector.share) 1234\n\(Vector.wrapped)\n",
            "-> X25519 \(Vector.share.dropLast())d\n\(Vector.wrapped)\n",
            "-> X25519 \(base64(share.dropLast()))\n\(Vector.wrapped)\n",
            "-> X25519 \(base64(share + [0]))\n\(Vector.wrapped)\n",
            "-> X25519 \(Vector.share)\n\(base64(body + [0]))\n",
            "-> X25519 \(Vector.share)\n\(base64(body.dropLast()))\n",
        ]
        for stanza in broken {
            #expect(try fault(stanza) == .damagedHead(line: 2), "\(stanza)")
            #expect(try fault(Vector.stanza + stanza) == .damagedHead(line: 4), "\(stanza)")
        }
    }

    @Test("with a share that agrees on nothing is refused")
    func lowOrder() throws {
        // Of order eight, as in C2SP's vector `x25519_low_order`.
        let share: [UInt8] = [
            0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83,
            0xef, 0x5b, 0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd,
            0xd0, 0x9f, 0x11, 0xd7,
        ]
        let stanza = "-> X25519 \(base64(share))\n\(Vector.wrapped)\n"
        #expect(try fault(stanza) == .damagedHead(line: 2))
    }
}
