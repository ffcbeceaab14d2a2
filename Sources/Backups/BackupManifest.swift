import Foundation

/// Whose data a backup holds.
public enum BackupDomain: String, Codable, Sendable { case shop, vault, witness }

/// What stands in a backup's `manifest.json`.
struct BackupManifest: Codable, Sendable {
    struct File: Codable, Sendable, Equatable {
        /// Bytes.
        var size: Int
        /// In hex.
        var sha256: String
    }

    static let name = "manifest.json"

    /// Of this form.
    var version = 1
    var domain: BackupDomain
    /// When it was begun, in milliseconds since 1970: what was written later may be missing.
    var begun: Int64
    /// What the domain says of itself: the engine of a database, how many lines.
    var facts: [String: String]
    /// Every file by its path below the folder.
    var files: [String: File]

    var bytes: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(self) + Data("\n".utf8)
        }
    }
}
