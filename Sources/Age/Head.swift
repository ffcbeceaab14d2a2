import Crypto

/// A file's head: for whom it is, and a code over that.
struct Head {
    static let versionLine = "age-encryption.org/v1"
    /// A head of ours has 200 bytes for each receiver.
    static let mostBytes = 65_536

    var stanzas: [Stanza]
    /// Where each stanza begins, for words about it.
    var lines: [Int] = []
    /// HMAC-SHA-256 over all before it.
    var code: [UInt8] = []

    init(stanzas: [Stanza]) { self.stanzas = stanzas }

    /// All of it, its code made with the file's key.
    func bytes(sealedWith fileKey: SymmetricKey) -> [UInt8] {
        let code = RawBase64.encode(
            Array(HMAC<SHA256>.authenticationCode(for: signed, using: Head.codeKey(fileKey)))
        )
        return signed + Array(" \(code)\n".utf8)
    }

    /// - Throws: ``AgeFault/alteredHead``.
    func check(with fileKey: SymmetricKey) throws(AgeFault) {
        let key = Head.codeKey(fileKey)
        guard HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signed, using: key)
        else {
            throw .alteredHead
        }
    }

    // What was read can be written in one way only, so that this is what its maker wrote.
    private var signed: [UInt8] {
        Array((Head.versionLine + "\n" + stanzas.map(\.text).joined() + "---").utf8)
    }

    private static func codeKey(_ fileKey: SymmetricKey) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: fileKey,
            info: Array("header".utf8),
            outputByteCount: 32
        )
    }
}

extension Head {
    /// Reads a head, and nothing behind it.
    ///
    /// - Throws: ``AgeFault``, and what the source throws.
    init(reading source: inout ByteSource) throws {
        var reader = HeadReader(source: source)
        try reader.readVersion()
        self.init(stanzas: [])
        while true {
            let line = try reader.line()
            guard line.hasPrefix("-> ") else {
                guard !stanzas.isEmpty, line.hasPrefix("--- "),
                    let code = RawBase64.decode(String(line.dropFirst(4))), code.count == 32
                else { throw reader.damage }
                self.code = code
                source = reader.source
                return
            }
            lines.append(reader.count)
            stanzas.append(try reader.stanza(line))
        }
    }
}

/// Takes a head apart line by line.
private struct HeadReader {
    var source: ByteSource
    /// Lines so far.
    private(set) var count = 0
    private var left = Head.mostBytes

    init(source: ByteSource) { self.source = source }

    var damage: AgeFault { .damagedHead(line: count) }

    mutating func readVersion() throws {
        let line: String
        do { line = try self.line() } catch is AgeFault { throw AgeFault.otherFormat }
        guard line != Head.versionLine else { return }
        if line.hasPrefix("-----BEGIN AGE ENCRYPTED FILE-----") { throw AgeFault.armored }
        let start = "age-encryption.org/"
        let version = line.dropFirst(start.count)
        guard line.hasPrefix(start), !version.isEmpty, version.utf8.allSatisfy(\.isVisible) else {
            throw AgeFault.otherFormat
        }
        throw AgeFault.unknownVersion
    }

    /// The next line, of ASCII that can be seen and single spaces, without its end.
    mutating func line() throws -> String {
        count += 1
        guard let bytes = try source.line(most: left) else {
            throw source.isAtEnd ? damage : AgeFault.headTooLong
        }
        left -= bytes.count + 1
        guard bytes.allSatisfy({ $0.isVisible || $0 == UInt8(ascii: " ") }) else { throw damage }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The stanza that a line begins.
    mutating func stanza(_ line: String) throws -> Stanza {
        let arguments = line.dropFirst(3).split(separator: " ", omittingEmptySubsequences: false)
        guard arguments.allSatisfy({ !$0.isEmpty }) else { throw damage }
        var body = ""
        while true {
            let line = try self.line()
            guard line.utf8.count <= 64 else { throw damage }
            body += line
            if line.utf8.count < 64 { break }
        }
        guard let bytes = RawBase64.decode(body) else { throw damage }
        return Stanza(arguments: arguments.map(String.init), body: bytes)
    }
}

extension UInt8 {
    /// VCHAR of RFC 5234.
    fileprivate var isVisible: Bool { (0x21...0x7e).contains(self) }
}
