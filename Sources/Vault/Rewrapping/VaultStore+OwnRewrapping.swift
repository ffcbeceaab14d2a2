import Storage

extension VaultStore {
    /// Halves of the vault's own that are wrapped in another epoch than this, after one that was seen,
    /// in the order of their owners and versions.
    func ownHalves(not epoch: Int, after last: OwnHalf?, limit: Int) throws -> [OwnHalf] {
        let (owner, version) = (last?.owner ?? "", last?.version ?? 0)
        let rows = try tx.rows(
            """
            SELECT owner, version, vault_half, COALESCE(vault_rewrapped, vault_epoch) AS epoch
            FROM sheet
            WHERE (owner, version) > (\(owner), CAST(\(version) AS BIGINT))
                AND COALESCE(vault_rewrapped, vault_epoch) <> CAST(\(epoch) AS BIGINT)
            ORDER BY owner, version LIMIT \(limit)
            """
        )
        return try rows.map { row in
            OwnHalf(
                owner: try row.get("owner"),
                version: try row.get("version"),
                epoch: try row.get("epoch"),
                bytes: try row.get("vault_half")
            )
        }
    }

    /// How many are wrapped in another epoch than this.
    func countOwnHalves(not epoch: Int) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS halves FROM sheet
            WHERE COALESCE(vault_rewrapped, vault_epoch) <> CAST(\(epoch) AS BIGINT)
            """
        )?.get("halves") ?? 0
    }

    /// How many are wrapped in each epoch.
    func ownHalvesByEpoch() throws -> [Int: Int] {
        let rows = try tx.rows(
            """
            SELECT COALESCE(vault_rewrapped, vault_epoch) AS epoch, COUNT(*) AS halves
            FROM sheet GROUP BY COALESCE(vault_rewrapped, vault_epoch)
            """
        )
        var counts: [Int: Int] = [:]
        for row in rows { counts[try row.get("epoch")] = try row.get("halves") }
        return counts
    }

    /// Puts a half that was wrapped anew in the place of the one it was made of, if that one still
    /// lies there.
    func replace(_ old: OwnHalf, by new: OwnHalf) throws {
        try tx.run(
            """
            UPDATE sheet SET vault_half = \(new.bytes), vault_rewrapped = \(new.epoch)
            WHERE owner = \(old.owner) AND version = \(old.version)
                AND COALESCE(vault_rewrapped, vault_epoch) = CAST(\(old.epoch) AS BIGINT)
            """
        )
    }
}
