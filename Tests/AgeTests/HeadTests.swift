import Age
import Basics
import Testing

@Suite("The head of a file of age's")
struct HeadTests {
    @Test(
        "has the code that C2SP's vectors have",
        arguments: [
            ("", "Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0"),
            ("-> empty\n\n", "697zSC9pa/ZLNIaXGtuwcUobmxv+Dpx48Hv0papk5c0"),
            (
                "-> stanza\nQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\n\n",
                "+3PC416gxa7Mk7WxpX0kb6DVfSuCun0niGre+G4bZhE"
            ),
        ]
    )
    func published(stanza: String, code: String) throws {
        let vector = Vector(Vector.version + Vector.stanza + stanza)
        #expect(vector.code == code)
        #expect(try Opened(vector.whole()) == Opened(plain: Array("age".utf8), fault: nil))
    }

    @Test("may name receivers of every kind, in every character that can be seen")
    func otherStanzas() throws {
        let others = """
            -> !"#$%&' ()*+,-./ 01234567 89:;<=>? @ABCDEFG HIJKLMNO

            -> PQRSTUVW XYZ[\\]^_ `abcdefg hijklmno pqrstuvw xyz{|}~


            """
        let vector = Vector(Vector.version + others + Vector.stanza)
        #expect(vector.code == "x538z9xJq9XEK1aTTTv80aWDVvVdROvaXn2tpqXPC8g")
        #expect(try Opened(vector.whole()).plain == Array("age".utf8))
    }

    private static let damages: [(head: String, line: Int)] = [
        ("-- stanza\n\n", 4), ("-> stanza  argument\n\n", 4), ("->\n\n", 4), ("-> \n\n", 4),
        ("-> stanza è\n\n", 4), ("-> stanza\r\n\n", 4),
        ("-> stanza\nQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\nQUE=\n", 6),
        ("-> stanza\nQUF\n", 5), ("-> stanza\n" + String(repeating: "A", count: 68) + "\n\n", 5),
        ("-> empty\n", 5), ("-> stanza\n" + String(repeating: "A", count: 64) + "\n", 6),
        ("-> stanza\nAAAA\nAAAA\n", 6), ("-> stanza\nAAAA\r\n", 5),
    ]

    @Test("with a stanza that breaks the rules is refused, and the line told", arguments: damages)
    func stanzas(damage: (head: String, line: Int)) throws {
        let vector = Vector(Vector.version + Vector.stanza + damage.head)
        #expect(try Opened(vector.whole()).fault == .damagedHead(line: damage.line))
    }

    @Test(
        "with a line of its code that is none is refused",
        arguments: [
            "---", "--- ", "---\(Vector().code)", "---  \(Vector().code)", "--- \(Vector().code) ",
            "--- \(Vector().code)AAA", "--- \(Vector().code.dropLast())", "--- \(Vector().code)=",
            // The last character's spare bits.
            "--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI1",
        ]
    )
    func codes(line: String) throws {
        let file = try Vector().ended(with: line).nonce().chunk([1], last: true).bytes
        #expect(try Opened(file).fault == .damagedHead(line: 4))
    }

    @Test("that somebody has changed is told, even where all its rules hold")
    func altered() throws {
        let zero = "--- " + String(repeating: "A", count: 43)
        let file = try Vector().ended(with: zero).nonce().chunk([1], last: true).bytes
        #expect(try Opened(file).fault == .alteredHead)
        let added = Vector.version + Vector.stanza + "-> added\n\n"
        let taken = try Vector(added).ended(with: "--- \(Vector().code)").nonce()
            .chunk([1], last: true).bytes
        #expect(try Opened(taken).fault == .alteredHead)
    }

    @Test(
        "of another format or version is told apart",
        arguments: [
            ("age-encryption.org/v1234\n", AgeFault.unknownVersion),
            ("age-encryption.org/\n", .otherFormat), ("age-encryption.org/v1\r\n", .otherFormat),
            ("-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", .armored), ("", .otherFormat),
            ("%PDF-1.7\n", .otherFormat), ("age-encryption.org/v1", .otherFormat),
            ("age-encryption.org/v1\n", .damagedHead(line: 2)),
            ("age-encryption.org/v1\n--- \(Vector().code)\n", .damagedHead(line: 2)),
        ]
    )
    func formats(head: String, fault: AgeFault) throws {
        #expect(try Opened(Array(head.utf8)).fault == fault)
    }

    @Test("that never ends is not read for ever")
    func endless() throws {
        let stanzas = String(repeating: "-> more\n\n", count: 20_000)
        #expect(try Opened(Vector(Vector.version + stanzas).whole()).fault == .headTooLong)
        let line = Vector.version + "-> " + String(repeating: "a", count: 100_000)
        #expect(try Opened(Array(line.utf8)).fault == .headTooLong)
    }
}
