import Foundation
import Testing

@testable import Theft

@Suite("A value in any encoding and spelling")
struct EncodingTests {
    static let typed: [(ValueKind, String)] = [
        (.name, "鹿野丸 志津乃"), (.kana, "しかのまる しづの"), (.phone, "0857-99-0118"),
        (.email, "shizuno.kano@example.jp"), (.street, "湖山ヶ丘一丁目118番地"),
        (.message, "いつもお世話になっております、花音より"),
    ]
    static let numbers: [(ValueKind, String)] = [
        (.phone, "0857-99-0118"), (.birthDate, "1961-01-31"),
    ]

    static let encodings: [(String, String.Encoding)] = [
        ("UTF-8", .utf8), ("UTF-16LE", .utf16LittleEndian), ("UTF-16BE", .utf16BigEndian),
    ]

    @Test("UTF-8 and UTF-16, at even and odd places", arguments: typed.indices, [0, 1, 2, 3, 8191])
    func unicode(_ value: Int, _ before: Int) throws {
        for (name, encoding) in Self.encodings {
            let text = try #require(Self.typed[value].1.data(using: encoding))
            let finds = try Sought().finds(in: noise(before) + text + noise(40))
            #expect(!finds.isEmpty, "\(name)")
            #expect(finds.allSatisfy { $0.encoding.name == name }, "\(name)")
            #expect(finds.allSatisfy { $0.place.overlaps(before..<before + text.count) })
        }
    }

    @Test("Shift_JIS and EUC-JP, after any byte", arguments: typed.indices)
    func doubleByte(_ value: Int) throws {
        for (name, code) in [("Shift_JIS", DoubleByteCode.shiftJIS), ("EUC-JP", .eucJP)] {
            let text = encode(Self.typed[value].1, code)
            for byte in UInt8.min...UInt8.max {
                let finds = try Sought().finds(in: [0, byte] + text + [0])
                #expect(!finds.isEmpty, "\(name) after \(byte)")
            }
        }
    }

    @Test(
        "base64 from any byte on, of both alphabets, in lines or in one",
        arguments: typed.indices
    )
    func base64(_ value: Int) throws {
        let text = Array(Self.typed[value].1.utf8)
        for before in 0..<4 {
            let plain = Data(noise(before) + text + noise(90))
            for options in [Data.Base64EncodingOptions(), .lineLength76Characters] {
                let standard = plain.base64EncodedString(options: options)
                let url = standard.replacing("+", with: "-").replacing("/", with: "_")
                for coded in [standard, url] {
                    for prefix in ["", "a", "ab", "abc"] {
                        let finds = try Sought().finds(in: Array((prefix + coded).utf8))
                        #expect(finds.contains { $0.wrappings == [.base64] }, "\(before) \(prefix)")
                    }
                }
            }
        }
    }

    @Test("hex of either case, percent, JSON, mail and other escapes", arguments: typed.indices)
    func escapes(_ value: Int) throws {
        let text = Self.typed[value].1
        let bytes = Array(text.utf8)
        let hex = bytes.map { String(format: "%02x", $0) }.joined()
        let units = text.utf16.map { String(format: "\\u%04x", $0) }.joined()
        let coded = [
            "\\x" + hex, hex.uppercased(), "0" + hex, "X'\(hex)'",
            bytes.map { String(format: "%%%02X", $0) }.joined(),
            bytes.map { String(format: "=%02X", $0) }.joined(),
            bytes.map { String(format: "\\x%02x", $0) }.joined(),
            bytes.map { String(format: "\\%03o", $0) }.joined(), units, "\"a\":\"\(units)\"",
            text.unicodeScalars.map { "&#\($0.value);" }.joined(),
            text.unicodeScalars.map { "&#x" + String($0.value, radix: 16) + ";" }.joined(),
        ]
        for coded in coded {
            #expect(
                try !Sought().finds(in: Array("log: \(coded) ok".utf8)).isEmpty,
                "\(coded.prefix(3))"
            )
        }
    }

    @Test("one wrapping inside another")
    func nested() throws {
        let text = Data("0857-99-0118".utf8)
        let twice = Data("xx\(text.base64EncodedString())".utf8).base64EncodedString()
        let hex = text.base64EncodedString().utf8.map { String(format: "%02x", $0) }.joined()
        let inEscapes = text.base64EncodedString().utf8.map { String(format: "%%%02x", $0) }
            .joined()
        for coded in [twice, hex, inEscapes] {
            let finds = try Sought().finds(in: Array(coded.utf8))
            #expect(finds.contains { $0.wrappings.count == 2 })
        }
    }

    @Test(
        "spellings of kana, width, hyphens and kanji",
        arguments: [
            "シカノマルシヅノ", "ｼｶﾉﾏﾙ ｼﾂﾞﾉ", "しかのまる　しづの", "シカノマル・シズノ".replacing("・", with: " "),
            "０８５７９９０１１８", "0857ー99ー0118", "0857－99‐0118", "+81 857 99 0118", "+81-857-99-0118",
            "ＳＨＩＺＵＮＯ．ＫＡＮＯ＠ＥＸＡＭＰＬＥ．ＪＰ", "Shizuno.Kano@Example.JP", "湖山ケ丘一丁目１１８番地",
            "鹿野丸志津乃", "鹿野丸　　志津乃",
        ]
    )
    func spellings(_ text: String) throws {
        #expect(try !Sought().finds(in: Array("[\(text)]".utf8)).isEmpty)
    }

    @Test(
        "a part says it, too",
        arguments: [
            "shizuno.kano", "湖山ヶ丘一丁目", "になっております、花音より".replacing("、", with: ""),
            "いつもお世話になっており", "tel=0857990118;",
        ]
    )
    func parts(_ text: String) throws {
        #expect(try !Sought().finds(in: Array("[\(text)]".utf8)).isEmpty)
    }

    @Test(
        "a longer number or word is another one",
        arguments: [
            "12857990118", "8579901184", "208579901180", "xshizuno.kano", "shizuno.kanoto",
        ]
    )
    func others(_ text: String) throws {
        #expect(try Sought().finds(in: Array("[\(text)]".utf8)).isEmpty)
    }

    @Test(
        "a telephone without its zero, and a date, in a column or between spaces",
        arguments: [
            "a\t857990118\t", "\n857990118\t3", "a 857990118 b", "19610131", "1961-01-31",
            "1961/01/31",
        ]
    )
    func fields(_ text: String) throws {
        #expect(try !Sought(Self.numbers).finds(in: Array("[\(text)]".utf8)).isEmpty)
    }

    @Test(
        "prices, counts and the numbers of orders that adjoin are neither",
        arguments: [
            "\u{2}857990118\u{3}", "8579\t90118", "1961\t01\t31", "19\t610131", "19-610131",
        ]
    )
    func figures(_ text: String) throws {
        #expect(try Sought(Self.numbers).finds(in: Array("[\(text)]".utf8)).isEmpty)
    }

    @Test("columns of a record adjoin", arguments: ["68000010857990118", "08579901186800001"])
    func adjoining(_ text: String) throws {
        #expect(try !Sought().finds(in: Array(text.utf8)).isEmpty)
    }

    @Test("across the edge of what is read at once")
    func edges() throws {
        let sought = try Sought()
        let letters = String(repeating: "か", count: Run.capacity - 5)
        #expect(!sought.finds(in: Array((letters + "鹿野丸志津乃").utf8)).isEmpty)
    }

    @Test("chance says nothing")
    func chance() throws {
        #expect(try Sought().finds(in: noise(3_000_000)).isEmpty)
    }

    /// The bytes of a text, by the table the other way round.
    private func encode(_ text: String, _ code: DoubleByteCode) -> [UInt8] {
        text.utf16.flatMap { unit -> [UInt8] in
            let place = code.units.firstIndex(of: unit) ?? 0
            return place < 256 ? [UInt8(place)] : [UInt8(place >> 8), UInt8(place & 0xFF)]
        }
    }
}

/// Bytes as ciphertext has them, the same every time.
func noise(_ count: Int) -> [UInt8] {
    var state: UInt64 = 118
    return (0..<count).map { _ in
        state = Window.mix(state &+ 1)
        return UInt8(truncatingIfNeeded: state >> 32)
    }
}

/// A search for the values of these tests.
struct Sought {
    private let unwrapper: Unwrapper

    init(_ typed: [(ValueKind, String)] = EncodingTests.typed) throws {
        let values = typed.map { KnownValue($0.0, $0.1, source: "typed.jsonl:1") }
        unwrapper = Unwrapper(PatternIndex(Wanted(values).patterns))
    }

    func finds(in bytes: some Collection<UInt8>) -> [Find] {
        Scanner.places(Array(bytes).withUnsafeBufferPointer { unwrapper.search($0, from: 0) })
    }
}
