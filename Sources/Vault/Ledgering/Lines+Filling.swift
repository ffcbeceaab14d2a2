package import Basics
import Storage
import VaultAPI

extension Lines {
    /// Writes lines and the persons they are about in one commit: for measurements, which cannot
    /// wait for so many visitors.
    package func fill(_ entries: [LedgerEntry], _ now: Moment) async throws {
        let sealed = try await seal(entries)
        try await database.write { tx in
            let store = VaultStore(tx)
            for (entry, bytes) in sealed {
                for name in entry.subjects where entry.action == .enrol {
                    let row = SubjectRow(handle: .mint(), kind: .orderer, ledgerName: name)
                    try store.keep(row, at: now)
                }
                _ = try store.append(bytes, about: entry.subjects)
            }
        }
    }

    private func seal(_ entries: [LedgerEntry]) async throws -> [(LedgerEntry, [UInt8])] {
        var sealed: [(LedgerEntry, [UInt8])] = []
        for entry in entries {
            let key = try await months.key(at: entry.at)
            sealed.append((entry, try SealedEntry.seal(entry, with: key)))
        }
        return sealed
    }
}
