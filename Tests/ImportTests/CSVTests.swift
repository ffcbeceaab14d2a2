import Testing

@testable import Import

@Suite("CSV")
struct CSVTests {
    private func rows(_ text: String, piece: Int = .max) throws -> [[String]] {
        try rows(Array(text.utf8), piece: piece)
    }

    private func rows(_ bytes: [UInt8], piece: Int = .max) throws -> [[String]] {
        var rest = bytes[...]
        var reader = CSVReader { () throws(CSVFault) in
            defer { rest = rest.dropFirst(piece) }
            return Array(rest.prefix(piece))
        }
        var rows: [[String]] = []
        while let row = try reader.next() {
            rows.append((0..<row.count).map { String(decoding: row[$0], as: UTF8.self) })
        }
        return rows
    }

    @Test("what is written is read, whatever stands in it and however the bytes come")
    func identity() throws {
        var generator = SeededGenerator(seed: 7)
        let alphabet = Array("a\",\r\n'=+- 　梨鳥\u{29E3D}ｱ;\t\\0")
        for _ in 0..<300 {
            let written = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                    String(
                        (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                            alphabet[Int.random(in: alphabet.indices, using: &generator)]
                        }
                    )
                }
            }
            let kept = written.filter { $0 != [""] }
            let bytes = written.flatMap { CSVWriter().row($0) }
            for piece in [1, 2, 7, Int.max] { #expect(try rows(bytes, piece: piece) == kept) }
        }
    }

    @Test("rows end with any of the three line ends, the last with none")
    func lineEnds() throws {
        #expect(
            try rows("a,b\r\nc,d\ne,f\rg,h") == [
                ["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"],
            ]
        )
        #expect(try rows("a\r\n\r\n\nb\r\n") == [["a"], ["b"]])
    }

    @Test("a quote inside a field, and what follows a closing one, are characters")
    func quirks() throws {
        #expect(try rows("a\"b,c\n") == [["a\"b", "c"]])
        #expect(try rows("\"a\"b,c\n") == [["ab", "c"]])
        #expect(try rows(",\n") == [["", ""]])
        #expect(try rows("\"\"\n") == [])
    }

    @Test("a row keeps the number that a spreadsheet shows")
    func numbers() throws {
        var reader = CSVReader(bytes: Array("a\n\"b\nb\"\nc\n".utf8))
        #expect(try reader.next()?.number == 1)
        #expect(try reader.next()?.number == 2)
        #expect(try reader.next()?.number == 3)
        #expect(try reader.next() == nil)
    }

    @Test("a file that ends inside quotes is refused with the row")
    func cutOff() {
        #expect(throws: CSVFault.unclosedQuote(row: 2)) { try rows("a\n\"b,c\n") }
    }

    @Test("a field of a hundred megabytes is refused after its first 64 KiB")
    func longField() {
        var given = 0
        var reader = CSVReader { () throws(CSVFault) in
            given += 1
            return given == 1 ? Array("\"".utf8) : [UInt8](repeating: 0x61, count: 1 << 20)
        }
        #expect(throws: CSVFault.fieldTooLong(row: 1)) { try reader.next() }
        #expect(given == 2)
    }

    @Test("too many fields are refused")
    func manyFields() {
        #expect(throws: CSVFault.tooManyFields(row: 1)) {
            try rows(String(repeating: ",", count: 2000))
        }
    }
}

@Suite("Shift_JIS as Windows writes it")
struct CP932Tests {
    @Test("the characters of names and addresses go there and back")
    func backAndForth() {
        let text = "髙﨑梨花子①㈱ｱﾊﾟｰﾄ～―ソ表能A1\\~"
        let bytes = TextForm.cp932.encode(text)
        #expect(TextForm.cp932.decode(bytes[...]) == text)
        #expect(TextForm.cp932.encode("梨") == [0x97, 0x9C])
        #expect(TextForm.cp932.encode("𠮷") == [UInt8(ascii: "?")])
    }

    @Test("half a character and what is none are not read, and shown as U+FFFD")
    func broken() {
        #expect(TextForm.cp932.decode([0x97]) == nil)
        #expect(TextForm.cp932.decode([0x41, 0xFF]) == nil)
        #expect(TextForm.cp932.decodeKindly([0x41, 0x97]) == "A\u{FFFD}")
        #expect(TextForm.utf8.decode([0x97, 0x9C]) == nil)
    }
}

/// Numbers that look random and are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
