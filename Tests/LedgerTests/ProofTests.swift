import Ledger
import Testing

@Suite("proofs")
struct ProofTests {
    static let most = 70

    private func readers() throws -> [LogReader] {
        try (0...Self.most).map { size in
            let disk = MemoryDisk()
            _ = try log(of: size, on: disk)
            return try LogReader(
                directory: "log",
                key: try testKey().verifier,
                files: disk.files
            )
        }
    }

    @Test("every entry is proved in every tree up to 70, and no other entry is")
    func inclusion() throws {
        let leaves = entries(0..<Self.most).map { TreeHash.leaf($0) }
        for reader in try readers().dropFirst() {
            let tree = (size: reader.checkpoint.size, root: reader.checkpoint.root)
            for index in 0..<tree.size {
                let path = try reader.inclusionProof(of: index)
                #expect(Proof.isIncluded(leaves[index], at: index, in: tree, by: path))
                let other = (index + 1) % Self.most
                #expect(!Proof.isIncluded(leaves[other], at: index, in: tree, by: path))
                #expect(!Proof.isIncluded(leaves[index], at: index + 1, in: tree, by: path))
                #expect(
                    !Proof.isIncluded(leaves[index], at: index, in: tree, by: path + [leaves[0]])
                )
                if !path.isEmpty {
                    let cut = Array(path.dropLast())
                    #expect(!Proof.isIncluded(leaves[index], at: index, in: tree, by: cut))
                }
            }
        }
    }

    @Test("every pair of trees up to 70 is proved consistent, and with another root is not")
    func consistency() throws {
        let readers = try readers()
        let wrong = TreeHash.leaf([9])
        for newer in readers {
            for older in readers.prefix(newer.checkpoint.size + 1) {
                let path = try newer.consistencyProof(from: older.checkpoint.size)
                let old = (size: older.checkpoint.size, root: older.checkpoint.root)
                let new = (size: newer.checkpoint.size, root: newer.checkpoint.root)
                #expect(Proof.isConsistent(old, new, by: path))
                #expect(!Proof.isConsistent((old.size, wrong), new, by: path))
                #expect(old.size == 0 || !Proof.isConsistent(old, (new.size, wrong), by: path))
                #expect(!Proof.isConsistent(old, new, by: path + [wrong]))
                try newer.checkConsistency(with: older.checkpoint)
            }
        }
    }

    @Test("a log that was begun anew is not an extension of the older checkpoint")
    func rewritten() throws {
        let disk = MemoryDisk()
        let older = try log(of: 300, on: disk).checkpoint
        let other = MemoryDisk()
        var forged = try Log.create(in: "log", key: try testKey(), files: other.files)
        try forged.integrate(entries(1..<500))
        let reader = try LogReader(
            directory: "log",
            key: try testKey().verifier,
            files: other.files
        )
        #expect(throws: Damage(.checkpoint, .notAnExtension)) {
            try reader.checkConsistency(with: older)
        }
        let shorter = try log(of: 299, on: MemoryDisk()).checkpoint
        #expect(throws: Damage.self) { try reader.checkConsistency(with: shorter) }
    }

    @Test("proofs reach across tiles")
    func acrossTiles() throws {
        let disk = MemoryDisk()
        let older = try log(of: 300, on: disk).checkpoint
        var newer = try Log.open(in: "log", key: try testKey(), files: disk.files)
        try newer.integrate(entries(300..<1100))
        let reader = try LogReader(
            directory: "log",
            key: try testKey().verifier,
            files: disk.files
        )
        try reader.checkConsistency(with: older)
        for index in [0, 255, 256, 299, 300, 1023, 1024, 1099] {
            let path = try reader.inclusionProof(of: index)
            let leaf = TreeHash.leaf(entries(index..<index + 1)[0])
            let tree = (size: 1100, root: newer.checkpoint.root)
            #expect(Proof.isIncluded(leaf, at: index, in: tree, by: path))
        }
    }
}
