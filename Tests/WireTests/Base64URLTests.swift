import Basics
import Testing
import Wire

@Suite("Base64url, in which tokens are written")
struct Base64URLTests {
    @Test(
        "bytes are written as RFC 4648 section 10 has them, without padding, and read again",
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
        ]
    )
    func vectors(plain: String, text: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == text)
        #expect(Base64URL.decode(text) == Array(plain.utf8))
    }

    @Test("the two digits of the URL alphabet stand for 62 and 63")
    func alphabet() {
        #expect(Base64URL.encode([0xfb, 0xff]) == "-_8")
        #expect(Base64URL.decode("-_8") == [0xfb, 0xff])
    }

    @Test("whatever was written is read again", arguments: 0..<70)
    func roundTrip(count: Int) {
        let bytes = randomBytes(count)
        #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
    }

    @Test(
        "what is not base64url, or could be written otherwise, is refused",
        arguments: [
            "Zg==", "Zg=", "Z", "Zm9vY", "Zh", "Zm9", "+/8", "Zm 9", "Zm9v\n", "Zm9\u{0}", "ｚm9v",
        ]
    )
    func refused(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
