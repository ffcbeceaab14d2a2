import Foundation
import KeyFiles

/// What stands in the vault's folder while it is being brought back: nobody is served before it is gone.
struct RestoreMark {
    /// How far it is.
    enum Step: String {
        /// Files are being copied; what is there may be half.
        case copying
        /// All is there, and is older than the ledger that the witness has.
        case catchingUp = "catching-up"
    }

    let path: String

    init(_ layout: DataLayout) { path = layout.vault + "/restoring" }

    /// Nil where nothing is being brought back; a mark that cannot be read is of the first step.
    var step: Step? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let bytes = FileManager.default.contents(atPath: path) ?? Data()
        let text = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\n" }
        return Step(rawValue: String(text)) ?? .copying
    }

    func set(_ step: Step) throws {
        try Data((step.rawValue + "\n").utf8).write(to: URL(filePath: path), options: .atomic)
        sync()
    }

    func remove() throws {
        try FileManager.default.removeItem(atPath: path)
        sync()
    }

    private func sync() { KeyFile.sync(URL(filePath: path).deletingLastPathComponent().path) }
}
