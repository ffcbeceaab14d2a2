import Foundation
import KeyFiles
import Ledger
import Logging
import WitnessAPI

/// What the keeper shows the witness of the ledger, and when.
struct LedgerShowing {
    /// Of entries in one message, in bytes; a frame has room for a mebibyte.
    static let longest = 900 << 10
    /// Entries that are read for one message.
    static let most = 4096
    /// Entries in one of the ledger's files.
    private static let bundle = 256

    let witness: Witness
    let cosigner: CosignerKey
    /// The entry that the witness wants next.
    var next: Int

    /// Asks the witness who it is and where it stands, and leaves its key beside the ledger.
    ///
    /// - Throws: `WitnessRefusal`, ``HostError``.
    init(_ witness: Witness, beside directory: String) async throws {
        let standing = try await witness.standing()
        guard let cosigner = CosignerKey(standing.cosigner) else {
            throw HostError.otherWitness("its key is none to cosign with")
        }
        self.witness = witness
        self.cosigner = cosigner
        next = standing.ledgerSize
        try LedgerShowing.keep(cosigner, directory + "/witness.pub")
    }

    private static func keep(_ key: CosignerKey, _ path: String) throws {
        let text = Data((key.description + "\n").utf8)
        guard FileManager.default.contents(atPath: path) != text else { return }
        try text.write(to: URL(filePath: path), options: .atomic)
        KeyFile.sync(URL(filePath: path).deletingLastPathComponent().path)
    }

    /// The stretch that the witness wants next of a ledger, and its checkpoint where it reaches so far.
    ///
    /// - Throws: ``HostError`` where the witness has more than the ledger; `Damage`.
    func stretch(of reader: LogReader, key: VerifierKey) throws -> LedgerStretch {
        let size = reader.checkpoint.size
        guard next <= size else { throw HostError.witnessAhead(witness: next, ledger: size) }
        let entries = try entries(of: reader)
        return LedgerStretch(
            key: key.description,
            from: next,
            entries: entries,
            checkpoint: next + entries.count == size ? reader.note.bytes : nil
        )
    }

    /// As many of the entries that the witness wants next as one message takes; one at least.
    private func entries(of reader: LogReader) throws -> [[UInt8]] {
        let end = min(reader.checkpoint.size, next + LedgerShowing.most)
        var entries: [[UInt8]] = []
        var bytes = 0
        while next + entries.count < end {
            let first = next + entries.count
            // No more is read than is wanted: a bundle of an import's lines fills a message by itself.
            let last = min(end, (first / LedgerShowing.bundle + 1) * LedgerShowing.bundle)
            for entry in try reader.entries(in: first..<last) {
                bytes += entry.count + 8
                guard entries.isEmpty || bytes <= LedgerShowing.longest else { return entries }
                entries.append(entry)
            }
        }
        return entries
    }

    /// Whether a checkpoint has this witness's word already.
    func stands(on note: SignedNote) -> Bool { (try? cosigner.cosignature(on: note)) != nil }
}
