import Foundation
import KeyFiles
import WitnessAPI

/// What the vault has learned of its witness: whom it knows again, and what it seals to while that one
/// is away.
struct WitnessPin: Codable, Equatable {
    /// The key that its cosignatures verify with, in note form.
    var cosigner: String
    /// The newest epoch seen, and its public key: P-256, uncompressed point, in base64.
    var epoch: Int
    var key: Data
    /// Whose lead it is; absent in pins of before, when nobody could follow.
    private var lead: Int?
    private var word: String?

    var term: WitnessTerm { WitnessTerm(number: lead ?? 0, word: word ?? "") }

    init(_ standing: WitnessStanding) {
        cosigner = standing.cosigner
        epoch = standing.epoch
        key = Data(standing.publicKey)
        (lead, word) = (standing.term.number, standing.term.word)
    }

    /// Why a witness is not the one that was seen before; nil where it is.
    func objection(to standing: WitnessStanding) -> String? {
        let other = WitnessPin(standing)
        if other.cosigner != cosigner { return "it cosigns with another key" }
        if other.epoch < epoch { return "epoch \(epoch) was known, it tells of \(other.epoch)" }
        if other.epoch == epoch, other.key != key { return "epoch \(epoch) has another key" }
        if other.term.number < term.number {
            return
                "term \(term.number) was known, it leads term \(other.term.number): it was replaced"
        }
        if other.term.number == term.number, other.term.word != term.word {
            return "another leads term \(term.number)"
        }
        return nil
    }

    func sealing() throws -> SealingEpoch { try SealingEpoch(number: epoch, point: Array(key)) }

    /// What stands in a file; nil where there is none.
    static func read(_ path: String) throws -> WitnessPin? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path),
            let pin = try? JSONDecoder().decode(WitnessPin.self, from: data)
        else { throw HostError.pinUnreadable(path) }
        return pin
    }

    /// Keeps it, whole or not at all.
    func keep(_ path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(self).write(to: URL(filePath: path), options: .atomic)
        KeyFile.sync(URL(filePath: path).deletingLastPathComponent().path)
    }
}
