#if DEBUG
import Basics
import Storage
import VaultAPI
@testable import Vault

/// What a thief reads in the vault's database.
struct VaultLootStore {
    let tx: Transaction

    /// Sheets of people, each with its person's name at the witness.
    func sheets() throws -> [(name: String, sheet: Sheet)] {
        let rows = try tx.rows(
            """
            SELECT sheet.owner AS owner, sheet.version AS version, witness_name FROM sheet
            JOIN register ON register.owner = sheet.owner
            JOIN subject ON subject.handle = sheet.owner
            ORDER BY sheet.owner, sheet.version
            """
        )
        return try rows.map { row in
            let sheet = try VaultStore(tx).sheet(
                of: try row.get("owner"),
                version: try row.get("version")
            )
            return (try row.get("witness_name"), sheet)
        }
    }
}
#endif
