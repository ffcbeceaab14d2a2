import Basics
import Foundation
import Ledger
import Testing
import WitnessAPI

@testable import Witness

/// A vault's ledger, as its keeper shows it to the witness.
struct VaultLedger {
    var log: Log
    let key: LogKey

    init(_ path: String, seed: UInt8 = 7) throws {
        key = try #require(
            LogKey(name: "vault.example/ledger", seed: Secret([UInt8](repeating: seed, count: 32)))
        )
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        log = try Log.create(in: path, key: key)
    }

    static func entries(_ range: Range<Int>, of branch: String = "") -> [[UInt8]] {
        range.map { Array("line \($0) \(branch)".utf8) }
    }

    /// A stretch up to the newest checkpoint, with every signature that stands on it.
    func stretch(from: Int, branch: String = "") -> LedgerStretch {
        LedgerStretch(
            key: key.verifier.description,
            from: from,
            entries: Self.entries(from..<log.checkpoint.size, of: branch),
            checkpoint: log.note.bytes
        )
    }

    mutating func grow(to size: Int, branch: String = "") throws {
        try log.integrate(Self.entries(log.checkpoint.size..<size, of: branch))
    }

    /// Shows what is new and puts the cosignature on the checkpoint.
    mutating func show(_ room: WitnessRoom, branch: String = "") async throws {
        let from = try room.standing().ledgerSize
        let taken = try await room.extend(stretch(from: from, branch: branch))
        guard let line = taken.cosignature else { return }
        let signature = try #require(SignedNote.Signature(line: Array(line.utf8.dropLast())[...]))
        let cosigner = try #require(CosignerKey(room.standing().cosigner))
        try log.add(signature, by: cosigner)
    }
}
