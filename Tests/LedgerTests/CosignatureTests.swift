import Basics
import Ledger
import Testing

func witnessKey(_ name: String = "witness.example/w", seed: UInt8 = 9) throws -> CosigningKey {
    try #require(CosigningKey(name: name, seed: Secret([UInt8](repeating: seed, count: 32))))
}

@Suite("cosignatures")
struct CosignatureTests {
    private static let time = Moment(milliseconds: 1_679_315_147_789)

    private func note() throws -> SignedNote { try log(of: 3, on: MemoryDisk()).note }

    @Test("a cosignature says when, and verifies on the checkpoint it was given for")
    func verifies() throws {
        let witness = try witnessKey()
        var note = try note()
        #expect(try witness.verifier.cosignature(on: note) == nil)
        note.signatures.append(try witness.cosign(note, at: Self.time))
        let read = try #require(SignedNote(note.bytes))
        let found = try #require(try witness.verifier.cosignature(on: read))
        #expect(found.time == Moment(milliseconds: 1_679_315_147_000))
        #expect(try testKey().verifier.verifies(read))
    }

    @Test("with another time, another text or another key it is false")
    func changed() throws {
        let witness = try witnessKey()
        let note = try note()
        let line = try witness.cosign(note, at: Self.time)
        var later = note
        var bytes = line.bytes
        bytes[7] &+= 1
        later.signatures = [.init(name: line.name, keyID: line.keyID, bytes: bytes)]
        #expect(throws: Damage(.checkpoint, .badCosignature)) {
            try witness.verifier.cosignature(on: later)
        }
        var other = try log(of: 4, on: MemoryDisk()).note
        other.signatures.append(line)
        #expect(throws: Damage(.checkpoint, .badCosignature)) {
            try witness.verifier.cosignature(on: other)
        }
        var cosigned = note
        cosigned.signatures.append(line)
        #expect(try witnessKey(seed: 8).verifier.cosignature(on: cosigned) == nil)
        for count in [0, 7, 8, 71, 73] {
            let short = (line.bytes + [0]).prefix(count)
            cosigned.signatures = [.init(name: line.name, keyID: line.keyID, bytes: Array(short))]
            #expect(throws: Damage(.checkpoint, .badCosignature)) {
                try witness.verifier.cosignature(on: cosigned)
            }
        }
    }

    @Test("a witness's key reads as it is written, and is no log's key")
    func keys() throws {
        let text = try witnessKey().verifier.description
        #expect(CosignerKey(text)?.description == text)
        #expect(VerifierKey(text) == nil)
        #expect(try CosignerKey(testKey().verifier.description) == nil)
    }

    @Test("the log puts a cosignature on its newest checkpoint, once, and on no other")
    func addedToLog() throws {
        let disk = MemoryDisk()
        let witness = try witnessKey()
        var newest = try log(of: 3, on: disk)
        for seconds in 0..<2 {
            let line = try witness.cosign(newest.note, at: Self.time.adding(seconds: seconds))
            try newest.add(line, by: witness.verifier)
        }
        let old = try witness.cosign(newest.note, at: Self.time)
        #expect(newest.note.signatures.count == 2)
        let reader = try LogReader(
            directory: "log",
            key: testKey().verifier,
            files: disk.files
        )
        let found = try #require(try witness.verifier.cosignature(on: reader.note))
        #expect(found.time == Moment(milliseconds: 1_679_315_148_000))
        try newest.integrate(entries(3..<5))
        #expect(throws: Damage(.checkpoint, .badCosignature)) {
            try newest.add(old, by: witness.verifier)
        }
        #expect(newest.note.signatures.count == 1)
    }
}
