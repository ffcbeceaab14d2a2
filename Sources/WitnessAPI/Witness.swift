public import Crypto

/// The witness as the vault sees it: the keeper of the other half of every key.
///
/// These closures are the whole of the arrow between the two; whatever fills them, the stand-in of
/// this target or a witness on a host of its own, the vault is the same.
public struct Witness: Sendable {
    /// The epoch that new halves are sealed in, counted from 1.
    public var epoch: Int
    /// The epoch's public key: P-256, uncompressed point (65 bytes).
    public var publicKey: [UInt8]
    /// Opens halves for the ledger's line `leaf`, in order; refuses erased names and foreign seals.
    public var open:
        @Sendable (_ leaf: Int, _ halves: [SealedHalf], Basis) async throws ->
            [SymmetricKey]
    /// An HMAC-SHA256 of the witness's own over what the vault has keyed already: 32 bytes.
    public var mark: @Sendable (Mark, _ name: String?, _ input: [UInt8]) async throws -> [UInt8]
    /// Refuses names for ever; durable on return, and once more does no harm.
    public var erase: @Sendable (_ names: [String], _ leaf: Int) async throws -> Void

    public init(
        epoch: Int,
        publicKey: [UInt8],
        open: @escaping @Sendable (Int, [SealedHalf], Basis) async throws -> [SymmetricKey],
        mark: @escaping @Sendable (Mark, String?, [UInt8]) async throws -> [UInt8],
        erase: @escaping @Sendable ([String], Int) async throws -> Void
    ) {
        self.epoch = epoch
        self.publicKey = publicKey
        self.open = open
        self.mark = mark
        self.erase = erase
    }

    /// On what ground halves are asked for.
    ///
    /// What the witness can prove itself goes on an account of its own; everything else shares one.
    public enum Basis: String, Sendable { case tap, passkey, job, unproven }

    /// What is marked: tags by which a person is found, and passwords.
    public enum Mark: String, Sendable { case email, phone, number, oldKey, password }

    /// One key half as it lies in the vault's database.
    public struct SealedHalf: Sendable {
        /// The subject's random name at the witness, which is not its handle.
        public var name: String
        /// Which of the name's sheets.
        public var sheet: Int
        public var epoch: Int
        /// The encapsulated key (65 bytes), then the sealed half.
        public var bytes: [UInt8]
        public init(name: String, sheet: Int, epoch: Int, bytes: [UInt8]) {
            self.name = name
            self.sheet = sheet
            self.epoch = epoch
            self.bytes = bytes
        }
    }
}
