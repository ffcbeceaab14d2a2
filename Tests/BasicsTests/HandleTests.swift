import Basics
import Testing

@Suite("Handles and secrets")
struct HandleTests {
    private enum Thing {}

    @Test("minted handles are all different and read back")
    func minted() {
        let handles = Set((0..<1000).map { _ in Handle<Thing>.mint() })
        #expect(handles.count == 1000)
        #expect(handles.allSatisfy { Handle<Thing>($0.text) == $0 })
    }

    @Test("a family's handles begin alike, are all different, and no two families are one")
    func family() {
        let families = [HandleFamily(), HandleFamily()]
        let handles = families.map { family in
            (0..<1000).map { _ in family.mint() as Handle<Thing> }
        }
        #expect(Set(handles.joined()).count == 2000)
        #expect(Set(handles.joined().map { $0.text.prefix(8) }).count == 2)
        #expect(Set(handles.joined().map { $0.text.dropFirst(8) }).count == 2000)
        #expect(handles.joined().allSatisfy { Handle<Thing>($0.text) == $0 })
    }

    @Test(
        "other text is no handle",
        arguments: [
            "", "abc", String(repeating: "A", count: 26), String(repeating: "a", count: 27),
            String(repeating: "1", count: 26),
        ]
    )
    func notAHandle(text: String) {
        #expect(Handle<Thing>(text) == nil)
    }

    @Test(
        "base32 as in RFC 4648, lower case and without padding",
        arguments: [
            ("", ""), ("f", "my"), ("fo", "mzxq"), ("foo", "mzxw6"), ("foobar", "mzxw6ytboi"),
        ]
    )
    func base32(plain: String, encoded: String) {
        #expect(Base32.encode(Array(plain.utf8)) == encoded)
    }

    @Test("a secret prints nothing of itself")
    func secret() {
        let secret = Secret("山田 花子")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped, "\([secret])"] {
            #expect(!text.contains("山田"))
        }
    }
}
