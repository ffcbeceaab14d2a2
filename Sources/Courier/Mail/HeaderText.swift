import Basics
import Foundation

/// Text in a header: ASCII as it is, all else in encoded words (RFC 2047).
struct HeaderText {
    let text: String

    init(_ text: String) { self.text = text.singleLine }

    /// The value, folded; its first line leaves room for a header's name of up to 14 characters.
    var encoded: String {
        if isPlain { return text }
        return chunks.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }
            .joined(separator: "\r\n ")
    }

    private var isPlain: Bool {
        text.utf8.count <= 60 && !text.contains("=?")
            && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }

    // 36 bytes make 48 characters of base64 and a word of 60: with the header's name before it the
    // line stays within 76. A word holds whole characters (RFC 2047 5).
    private var chunks: [String] {
        var chunks: [String] = []
        var chunk = ""
        for piece in text.flatMap(HeaderText.pieces) {
            if chunk.utf8.count + piece.utf8.count > 36 {
                chunks.append(chunk)
                chunk = ""
            }
            chunk += piece
        }
        return chunks + [chunk]
    }

    /// A character, or its scalars where joined emoji are longer than a word.
    private static func pieces(of character: Character) -> [String] {
        let whole = String(character)
        return whole.utf8.count <= 36 ? [whole] : character.unicodeScalars.map { String($0) }
    }
}
