public import Basics
import Crypto

/// Opens a file while it is being read.
///
/// What comes out has been checked chunk by chunk, but only a nil of ``next()`` says that it was all.
public struct AgeOpener {
    private var source: ByteSource
    private var stream: Stream
    private var isOver = false

    /// Reads the head, and finds the file's key with the first secret that opens one.
    ///
    /// `read` gives up to so many bytes, and none at the file's end.
    ///
    /// - Throws: ``AgeFault``, and what `read` throws.
    public init(
        with secrets: [ReceiverSecret],
        reading read: @escaping (_ most: Int) throws -> [UInt8]
    ) throws {
        source = ByteSource(read)
        let head = try Head(reading: &source)
        guard let fileKey = try AgeOpener.fileKey(head, secrets) else {
            throw AgeFault.notForThisKey
        }
        try head.check(with: fileKey)
        let nonce = try source.take(Stream.nonceCount)
        guard nonce.count == Stream.nonceCount else { throw AgeFault.cut }
        stream = Stream(fileKey, nonce: nonce)
    }

    /// The next 64 KiB at most; nil at the end that the file's maker wrote.
    ///
    /// - Throws: ``AgeFault``, and what the source throws. Nothing comes after that.
    public mutating func next() throws -> Secret<[UInt8]>? {
        guard !isOver else {
            guard try !source.hasMore() else { throw AgeFault.somethingBehind }
            return nil
        }
        let number = stream.count + 1
        let sealed = try source.take(Stream.chunkCount + Stream.tagCount)
        guard sealed.count >= Stream.tagCount else { throw AgeFault.cut }
        let isWhole = sealed.count == Stream.chunkCount + Stream.tagCount
        if isWhole, try source.hasMore(), let chunk = try stream.open(sealed, isLast: false) {
            return Secret(chunk)
        }
        if let chunk = try stream.open(sealed, isLast: true) {
            // Only a file of nothing ends with nothing.
            guard !chunk.isEmpty || number == 1 else { throw AgeFault.damagedChunk(number) }
            isOver = true
            return Secret(chunk)
        }
        // A whole chunk in its place, and the file ends: the rest is missing. It is given out, and
        // the next call finds nothing.
        guard isWhole, let chunk = try stream.open(sealed, isLast: false) else {
            throw AgeFault.damagedChunk(number)
        }
        return Secret(chunk)
    }

    private static func fileKey(_ head: Head, _ secrets: [ReceiverSecret]) throws -> SymmetricKey? {
        // Each stanza is looked at, so that a damaged one is told whichever of them fits.
        var found: SymmetricKey?
        for (stanza, line) in zip(head.stanzas, head.lines) {
            for secret in secrets {
                let key = try X25519Stanza.unwrap(stanza, with: secret, line: line)
                found = found ?? key
            }
        }
        return found
    }
}
