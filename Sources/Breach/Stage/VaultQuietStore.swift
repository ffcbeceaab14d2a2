import Storage

/// Whether the vault has anything left to carry.
enum VaultQuiet {
    static func isQuiet(_ vault: Database) async throws -> Bool {
        try await vault.read { tx in
            try tx.row("SELECT id FROM item WHERE state IN ('waiting', 'in-hand')") == nil
        }
    }
}
