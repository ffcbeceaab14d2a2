import Basics
import Crypto
import Storage

extension VaultStore {
    /// The register of an owner; nil where there is none, for one.
    ///
    /// - Throws: ``SheetFault/register`` where its seal does not fit.
    func register(of owner: String, key: SymmetricKey) throws -> Register? {
        let row = try tx.row(
            """
            SELECT witness_name, version AS newest, fields, seal FROM register
            WHERE owner = \(owner)
            """
        )
        return try row.map { try VaultStore.register(of: owner, $0, key) }
    }

    /// An owner's register and all of its sheets, of which there are few: fields that were replaced
    /// lie in none.
    ///
    /// Nil where there is none; throws as ``register(of:key:)`` does.
    func folder(of owner: String, key: SymmetricKey) throws -> Folder? {
        let rows = try tx.rows(
            """
            SELECT witness_name, register.version AS newest, fields, seal, sheet.version AS version,
                vault_epoch, witness_epoch, vault_half, witness_half, rewrapped, boxes
            FROM register LEFT JOIN sheet ON sheet.owner = register.owner
            WHERE register.owner = \(owner)
            """
        )
        guard let first = rows.first else { return nil }
        let hasSheets = try first.get("version", as: Int?.self) != nil
        return Folder(
            register: try VaultStore.register(of: owner, first, key),
            sheets: hasSheets ? try rows.map { try VaultStore.sheet(of: owner, $0) } : []
        )
    }

    private static func register(of owner: String, _ row: Row, _ key: SymmetricKey) throws
        -> Register
    {
        let packed: [UInt8] = try row.get("fields")
        let register = Register(
            owner: owner,
            witnessName: try row.get("witness_name"),
            version: try row.get("newest"),
            fields: try Register.unpackFields(packed)
        )
        guard register.fits(try row.get("seal"), over: packed, with: key) else {
            throw SheetFault.register
        }
        return register
    }

    func keep(_ register: Register, key: SymmetricKey) throws {
        try tx.run(
            """
            INSERT INTO register (owner, witness_name, version, fields, seal)
            VALUES (\(register.owner), \(register.witnessName), \(register.version),
                \(register.packedFields), \(register.seal(with: key)))
            ON CONFLICT (owner) DO UPDATE SET version = excluded.version,
                fields = excluded.fields, seal = excluded.seal
            """
        )
    }

    func keep(_ sheet: Sheet) throws {
        try tx.run(
            """
            INSERT INTO sheet
                (owner, version, vault_epoch, witness_epoch, vault_half, witness_half, boxes)
            VALUES (\(sheet.owner), \(sheet.version), \(sheet.epochs.vault),
                \(sheet.epochs.witness), \(sheet.vaultHalf), \(sheet.witnessHalf),
                \(sheet.packedBoxes))
            """
        )
    }

    func sheet(of owner: String, version: Int) throws -> Sheet {
        let row = try tx.row(
            """
            SELECT version, vault_epoch, witness_epoch, vault_half, witness_half, rewrapped, boxes
            FROM sheet
            WHERE owner = \(owner) AND version = \(version)
            """
        )
        guard let row else { throw SheetFault.missing }
        return try VaultStore.sheet(of: owner, row)
    }

    private static func sheet(of owner: String, _ row: Row) throws -> Sheet {
        Sheet(
            owner: owner,
            version: try row.get("version"),
            epochs: Epochs(
                vault: try row.get("vault_epoch"),
                witness: try row.get("witness_epoch")
            ),
            vaultHalf: try row.get("vault_half"),
            witnessHalf: try row.get("witness_half"),
            rewrapped: try row.get("rewrapped"),
            boxes: try Sheet.unpackBoxes(try row.get("boxes"))
        )
    }

    /// Takes fields out of an old sheet in which others are the newest still.
    func drop(_ fields: [String], from version: Int, of owner: String) throws {
        var sheet = try sheet(of: owner, version: version)
        for field in fields { sheet.boxes[field] = nil }
        try tx.run(
            """
            UPDATE sheet SET boxes = \(sheet.packedBoxes)
            WHERE owner = \(owner) AND version = \(version)
            """
        )
    }

    /// Deletes an old sheet in which nothing is the newest.
    func dropSheet(_ version: Int, of owner: String) throws {
        try tx.run("DELETE FROM sheet WHERE owner = \(owner) AND version = \(version)")
    }

    /// Deletes all of an owner's sheets, and leaves its name at the witness to be refused for ever.
    func dropSheets(of owner: String, leaf: Int) throws {
        try tx.run(
            """
            INSERT INTO erasure (witness_name, leaf)
            SELECT witness_name, CAST(\(leaf) AS BIGINT) FROM register WHERE owner = \(owner)
            ON CONFLICT (witness_name) DO NOTHING
            """
        )
        try tx.run("DELETE FROM sheet WHERE owner = \(owner)")
        try tx.run("DELETE FROM register WHERE owner = \(owner)")
    }

    /// Names the witness has yet to be told to refuse: `(name, leaf)`, at most 500.
    func pendingErasures() throws -> [(name: String, leaf: Int)] {
        try tx.rows(
            "SELECT witness_name, leaf FROM erasure WHERE told IS NULL ORDER BY leaf LIMIT 500"
        ).map { (try $0.get("witness_name"), try $0.get("leaf")) }
    }

    /// The witness refuses these; they stay for one that is brought back from a backup.
    func noteErasures(_ names: [String], toldAt now: Moment) throws {
        try tx.run(
            """
            UPDATE erasure SET told = \(now)
            WHERE told IS NULL AND witness_name IN \(list: names)
            """
        )
    }

    /// Names to be refused, told or not, in the order of the names; at most 500 after one of them.
    func erasures(after name: String) throws -> [(name: String, leaf: Int)] {
        try tx.rows(
            """
            SELECT witness_name, leaf FROM erasure WHERE witness_name > \(name)
            ORDER BY witness_name LIMIT 500
            """
        ).map { (try $0.get("witness_name"), try $0.get("leaf")) }
    }

    func sweepErasures(toldBefore limit: Moment) throws {
        try tx.run("DELETE FROM erasure WHERE told < \(limit)")
    }
}
