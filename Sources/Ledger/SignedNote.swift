import Foundation

/// Text under signatures (C2SP signed-note).
public struct SignedNote: Sendable, Equatable {
    /// A signature line: who, and what he signed.
    public struct Signature: Sendable, Equatable {
        public var name: String
        public var keyID: UInt32
        public var bytes: [UInt8]

        public init(name: String, keyID: UInt32, bytes: [UInt8]) {
            self.name = name
            self.keyID = keyID
            self.bytes = bytes
        }
    }

    /// The signed text with its last newline.
    public var text: String
    public var signatures: [Signature]

    init(text: String, signatures: [Signature]) {
        self.text = text
        self.signatures = signatures
    }

    /// Read a note; nil where it has not the form, or more than 64 signatures.
    public init?(_ bytes: [UInt8]) {
        // Bytes, not characters: the form is told in bytes, and a Character may join several.
        guard String(validating: bytes, as: UTF8.self) != nil,
            bytes.allSatisfy({ $0 >= 0x20 || $0 == newline }), bytes.last == newline,
            let gap = (0..<max(0, bytes.count - 1)).last(where: {
                bytes[$0] == newline && bytes[$0 + 1] == newline
            })
        else { return nil }
        let lines = bytes[(gap + 2)...].dropLast().split(
            separator: newline,
            omittingEmptySubsequences: false
        )
        let signatures = lines.compactMap(Signature.init(line:))
        guard (1...64).contains(lines.count), signatures.count == lines.count else { return nil }
        text = String(decoding: bytes[...gap], as: UTF8.self)
        self.signatures = signatures
        // Base64 has spellings that decode alike; only the one that we would write is taken.
        guard self.bytes == bytes else { return nil }
    }

    /// The note as it is written.
    public var bytes: [UInt8] {
        Array((text + "\n" + signatures.map(\.line).joined()).utf8)
    }
}

private let newline = UInt8(ascii: "\n")

extension SignedNote.Signature {
    private static let mark = Array("— ".utf8)

    /// A signature from its line without the line's end; nil where it has not the form.
    public init?(line: ArraySlice<UInt8>) {
        guard line.starts(with: SignedNote.Signature.mark) else { return nil }
        let words = line.dropFirst(SignedNote.Signature.mark.count).split(
            separator: UInt8(ascii: " "),
            omittingEmptySubsequences: false
        )
        guard words.count == 2, let name = NoteKey.name(Array(words[0])),
            let data = Data(base64Encoded: Data(words[1])), data.count > 4
        else { return nil }
        self.name = name
        keyID = data.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        bytes = Array(data.dropFirst(4))
    }

    /// The line as it stands on a note, with its end.
    public var line: String {
        let id = withUnsafeBytes(of: keyID.bigEndian, Array.init)
        return "— \(name) \(Data(id + bytes).base64EncodedString())\n"
    }
}
