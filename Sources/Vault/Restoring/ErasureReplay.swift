import Basics
import Storage
import WitnessAPI

/// Tells a witness that was set back all names again which it has to refuse.
///
/// It knows which of them are new to it, and opens nothing before it has heard them all.
struct ErasureReplay: Sendable {
    let database: Database
    let witness: Witness

    /// The number of lines whose erasures it has heard; nil where it had not to be told.
    ///
    /// - Throws: `StorageError`, and what the witness throws.
    func run() async throws -> Int? {
        let standing = try await witness.standing()
        guard standing.isShut, standing.replayed < standing.goal ?? 1 else { return nil }
        // Looked at first: who is erased by a later line is told as ever.
        let size = try await database.read { try VaultStore($0).lineCount() }
        var last = ""
        while true {
            let after = last
            let page = try await database.read { try VaultStore($0).erasures(after: after) }
            guard let end = page.last else { break }
            last = end.name
            try await witness.erase(page.map(\.name), page.map(\.leaf).max() ?? 0)
        }
        killPoint("vault.reminded")
        try await witness.erasuresTold(size)
        return size
    }
}
