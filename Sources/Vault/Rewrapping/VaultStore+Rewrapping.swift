import Storage
import WitnessAPI

/// A sheet's half, and where it lies.
struct KeptHalf: Sendable, Equatable {
    var owner: String
    /// As it lies there: the name is the owner's at the witness.
    var half: Witness.SealedHalf
}

extension VaultStore {
    /// Halves that are sealed to another epoch of the witness than this, after one that was seen, in
    /// the order of their owners and versions.
    func halves(not epoch: Int, after last: KeptHalf?, limit: Int) throws -> [KeptHalf] {
        let (owner, version) = (last?.owner ?? "", last?.half.sheet ?? 0)
        let rows = try tx.rows(
            """
            SELECT sheet.owner AS owner, sheet.version AS version, witness_name, witness_half,
                COALESCE(rewrapped, witness_epoch) AS epoch
            FROM sheet JOIN register ON register.owner = sheet.owner
            WHERE (sheet.owner, sheet.version) > (\(owner), CAST(\(version) AS BIGINT))
                AND COALESCE(rewrapped, witness_epoch) <> CAST(\(epoch) AS BIGINT)
            ORDER BY sheet.owner, sheet.version LIMIT \(limit)
            """
        )
        return try rows.map { row in
            KeptHalf(
                owner: try row.get("owner"),
                half: Witness.SealedHalf(
                    name: try row.get("witness_name"),
                    sheet: try row.get("version"),
                    epoch: try row.get("epoch"),
                    bytes: try row.get("witness_half")
                )
            )
        }
    }

    /// How many halves are sealed to another epoch than this.
    func countHalves(not epoch: Int) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS halves FROM sheet
            WHERE COALESCE(rewrapped, witness_epoch) <> CAST(\(epoch) AS BIGINT)
            """
        )?.get("halves") ?? 0
    }

    /// Puts a half that was sealed anew in the place of the one it was made of, if that one still
    /// lies there: a sheet may have gone meanwhile.
    func replace(_ old: KeptHalf, by new: Witness.SealedHalf) throws {
        try tx.run(
            """
            UPDATE sheet SET witness_half = \(new.bytes), rewrapped = \(new.epoch)
            WHERE owner = \(old.owner) AND version = \(old.half.sheet)
                AND COALESCE(rewrapped, witness_epoch) = CAST(\(old.half.epoch) AS BIGINT)
            """
        )
    }
}
