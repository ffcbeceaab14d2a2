import Basics
import Ledger
import Testing

@Suite("signed notes and checkpoints")
struct NoteTests {
    // The example of Go's package sumdb/note.
    static let peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let note = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """

    @Test("another implementation's note verifies, and a changed one does not")
    func reference() throws {
        let key = try #require(VerifierKey(Self.peter))
        #expect(key.description == Self.peter)
        let note = try #require(SignedNote(Array(Self.note.utf8)))
        #expect(key.verifies(note))
        #expect(note.bytes == Array(Self.note.utf8))
        let changed = Self.note.replacing("cryptography", with: "chronography")
        #expect(try !key.verifies(#require(SignedNote(Array(changed.utf8)))))
        #expect(try !testKey().verifier.verifies(note))
    }

    @Test(
        "what has not the form of a note is none",
        arguments: [
            "", "\n", "text\n", "text\n\n", "text\n\n— a\n", "text\n\n— a AAAA\n",
            "text\n\n- a AAAAAAA=\n", "text\n\n— a AAAAAAA=", "te\u{7}xt\n\n— a AAAAAAA=\n",
            "text\r\n\r\n— a AAAAAAA=\r\n", "text\n\n— a+b AAAAAAA=\n", "text\n\n— a AAAAAAB=\n",
        ]
    )
    func malformed(text: String) { #expect(SignedNote(Array(text.utf8)) == nil) }

    @Test("a note of several signatures keeps those of others")
    func otherSignatures() throws {
        let other = "— witness.example/w jWbPPwAAAABkGFDLEZMHwSRa\n"
        let note = try #require(SignedNote(Array((Self.note + other).utf8)))
        #expect(note.signatures.map(\.name) == ["PeterNeumann", "witness.example/w"])
        #expect(try #require(VerifierKey(Self.peter)).verifies(note))
    }

    @Test(
        "verifier keys with another kind, hash or form are refused",
        arguments: [
            "", "a+b", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "Peter+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a3+AhpcYQ==", "PeterNeumann+C74F20A3+ARpc2QcUPDhM",
        ]
    )
    func wrongKeys(text: String) { #expect(VerifierKey(text) == nil) }

    @Test("a key wants 32 bytes and a name without white space")
    func logKeys() {
        #expect(LogKey(name: "a b", seed: LogKey.mintSeed()) == nil)
        #expect(LogKey(name: "", seed: LogKey.mintSeed()) == nil)
        #expect(LogKey(name: "a", seed: Secret([1, 2, 3])) == nil)
        #expect(LogKey(name: "a", seed: LogKey.mintSeed()) != nil)
    }

    @Test(
        "checkpoints in another form are refused",
        arguments: [
            "", "a\n1\n", "a\n01\nAAAA\n", "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
            "a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
            "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "a\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        ]
    )
    func wrongCheckpoints(text: String) { #expect(Checkpoint(text: text) == nil) }

    @Test("a checkpoint of another log under the same key's name is refused")
    func otherOrigin() throws {
        let disk = MemoryDisk()
        _ = try log(of: 3, on: disk)
        #expect(throws: Damage(.checkpoint, .badSignature)) {
            try LogReader(directory: "log", key: testKey(seed: 8).verifier, files: disk.files)
        }
        #expect(try LogReader.key(in: "log", files: disk.files) == testKey().verifier)
    }
}
