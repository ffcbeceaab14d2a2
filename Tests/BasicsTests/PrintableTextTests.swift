import Basics
import Testing

@Suite("Printable text")
struct PrintableTextTests {
    @Test("loses what turns the direction of writing or shows nothing")
    func invisible() {
        #expect("祥\u{202E}子\u{200B}\u{FEFF}\u{2066}様\u{2069}".printable == "祥子様")
    }

    @Test("has spaces for control characters")
    func controls() {
        #expect("a\u{0}b\tc\r\nd\u{85}e".printable == "a b c \nd e")
        #expect("a\r\nb\nc".singleLine == "a  b c")
    }

    @Test("keeps names and emoji as they are written", arguments: ["髙﨑 祥子", "葛󠄀城", "👨‍👩‍👧‍👦🍐", "𠮷野"])
    func kept(name: String) { #expect(name.printable == name) }

    @Test("is clipped by characters")
    func clipped() {
        #expect("梨梨梨".clipped(to: 3) == "梨梨梨")
        #expect("梨梨梨梨".clipped(to: 3) == "梨梨…")
    }
}
