import Age
import Basics
import Testing

@Suite("A receiver's key")
struct KeyTests {
    // The pair that age's own text shows.
    private let secret =
        "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
    private let receiver = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

    @Test("has the public half that age's specification gives it")
    func specification() throws {
        let key = try ReceiverSecret(Secret(secret))
        #expect(key.receiver.description == receiver)
        #expect(key.text.revealed == secret)
        #expect(try ReceiverKey(receiver) == key.receiver)
        #expect(try ReceiverKey(" \(receiver.uppercased())\r\n") == key.receiver)
    }

    @Test("comes back from the file it is kept in")
    func file() throws {
        let key = ReceiverSecret()
        #expect(try ReceiverSecret(file: key.file).receiver == key.receiver)
        let windows = "# made today\r\n\r\n\(key.text.revealed)\r\n"
        #expect(try ReceiverSecret(file: Secret(windows)).receiver == key.receiver)
        #expect(throws: ReceiverKeyFault.notSecret) {
            try ReceiverSecret(file: Secret(key.file.revealed + key.text.revealed))
        }
        #expect(throws: ReceiverKeyFault.notSecret) { try ReceiverSecret(file: Secret("# none\n")) }
    }

    @Test("that was mistyped, cut, or is of another kind is told apart")
    func faults() {
        let cases: [(String, ReceiverKeyFault)] = [
            ("", .noKey), ("shop 12", .noKey), (String(receiver.dropLast()), .mistyped),
            (receiver.replacing("zvk", with: "zvl"), .mistyped),
            (receiver.replacing("zvk", with: "ZVK"), .mistyped), (receiver + "q", .mistyped),
            (secret, .secret), (secret.lowercased(), .secret),
            // BIP 173's own: Bech32, and no key of age's.
            ("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", .noKey), ("age1", .mistyped),
        ]
        for (text, fault) in cases {
            #expect(throws: fault, "\(text)") { try ReceiverKey(text) }
        }
        #expect(throws: ReceiverKeyFault.notSecret) { try ReceiverSecret(Secret(receiver)) }
        #expect(throws: ReceiverKeyFault.mistyped) {
            try ReceiverSecret(Secret(String(secret.dropLast()) + "Q"))
        }
    }

    @Test("to which nothing can be sealed is refused")
    func weak() throws {
        // The point zero, in Bech32 as BIP 173 makes it.
        let zero = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z"
        let fault = #expect(throws: ReceiverKeyFault.self) { try ReceiverKey(zero) }
        #expect(fault == .weak)
    }

    @Test("has a fingerprint of thirty digits, and another key another one")
    func fingerprint() throws {
        let key = try ReceiverKey(receiver)
        #expect(key.fingerprint.wholeMatch(of: /\d{5}( \d{5}){5}/) != nil)
        #expect(try key.fingerprint == ReceiverKey(receiver).fingerprint)
        #expect(key.fingerprint != ReceiverSecret().receiver.fingerprint)
    }

    @Test("does not print its secret half")
    func silent() {
        let key = ReceiverSecret()
        #expect("\(key.text) \(key.file)" == "‹secret› ‹secret›")
    }
}
