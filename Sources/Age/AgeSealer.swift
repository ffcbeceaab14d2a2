public import Basics
import Crypto

/// Seals a file to one or several receivers while it is being written.
///
/// Only ``finish()`` gives it an end: what was left before is a file that nobody opens whole.
public struct AgeSealer {
    private let sink: ([UInt8]) throws -> Void
    private var stream: Stream
    private var waiting: [UInt8] = []

    /// Writes the head.
    ///
    /// - Throws: what `sink` throws.
    public init(
        to receivers: [ReceiverKey],
        sink: @escaping (_ bytes: [UInt8]) throws -> Void
    ) throws {
        precondition(!receivers.isEmpty, "a file that is sealed to nobody")
        let fileKey = SymmetricKey(size: .init(bitCount: X25519Stanza.fileKeyCount * 8))
        let head = Head(stanzas: try receivers.map { try X25519Stanza.wrap(fileKey, for: $0) })
        let nonce = randomBytes(Stream.nonceCount)
        self.sink = sink
        stream = Stream(fileKey, nonce: nonce)
        try sink(head.bytes(sealedWith: fileKey) + nonce)
    }

    /// Seals what has come to whole chunks; the rest waits in memory, 64 KiB at most.
    ///
    /// - Throws: what `sink` throws; the file is then of no use.
    public mutating func write(_ bytes: Secret<[UInt8]>) throws {
        waiting += bytes.revealed
        // The last chunk is not empty unless all is, so a full one waits for what follows.
        while waiting.count > Stream.chunkCount {
            try sink(stream.seal(waiting.prefix(Stream.chunkCount), isLast: false))
            forget(Stream.chunkCount)
        }
    }

    /// Seals the rest, and with it the file's end.
    ///
    /// - Throws: what `sink` throws.
    public mutating func finish() throws {
        try sink(stream.seal(waiting, isLast: true))
        forget(waiting.count)
    }

    private mutating func forget(_ count: Int) {
        for place in 0..<count { waiting[place] = 0 }
        waiting.removeFirst(count)
    }
}
