public import Crypto
public import Wire

/// The witness as the vault sees it: the keeper of the other half of every key.
///
/// These closures are the whole of the arrow between the two; whatever fills them, a room in the same
/// process or a witness on a host of its own, the vault is the same.
public struct Witness: Sendable {
    /// What new halves are sealed to; known while the witness is away, too.
    public var sealing: @Sendable () -> SealingEpoch
    /// Opens halves for the ledger's line `leaf`, in order; refuses erased names and foreign seals.
    public var open:
        @Sendable (_ leaf: Int, _ halves: [SealedHalf], Basis) async throws ->
            [SymmetricKey]
    /// An HMAC-SHA256 of the witness's own over each of what the vault has keyed already: 32 bytes each.
    ///
    /// In order, all or none; for ``MarkInputs/most`` inputs at most.
    public var marks: @Sendable ([KeyedInput]) async throws -> [[UInt8]]
    /// Refuses names for ever; durable on return, and once more does no harm.
    public var erase: @Sendable (_ names: [String], _ leaf: Int) async throws -> Void
    /// Takes a stretch of the ledger, and cosigns the checkpoint after it.
    public var extend: @Sendable (LedgerStretch) async throws -> StretchTaken
    /// Seals halves anew, to the newest epoch, in order.
    public var rewrap: @Sendable ([SealedHalf]) async throws -> [SealedHalf]
    /// All names that the ledger's lines before `size` had erased were told, to one that was set back.
    public var erasuresTold: @Sendable (_ size: Int) async throws -> Void
    public var standing: @Sendable () async throws -> WitnessStanding
    /// Its copy of the ledger from an entry on; see ``AskTail``.
    public var tail: @Sendable (_ from: Int) async throws -> LedgerStretch
    /// Those of some names that were erased; see ``AskErased``.
    public var erased: @Sendable (_ names: [String]) async throws -> [String]
    /// Its officers, and what waits for them.
    public var officers: @Sendable () async throws -> OfficersStanding
    /// Has a statement wait for two officers; once more does no harm.
    public var propose: @Sendable (Statement) async throws -> Void
    /// What two officers agreed to, from the decision of a number on; see ``AskDecisions``.
    public var decisions: @Sendable (_ from: Int) async throws -> Decisions
    /// Learns of a member's passkey; see ``LearnOwnKey``.
    public var learnOwnKey: @Sendable (OwnKey, _ leaf: Int) async throws -> Void
    /// A member has touched its own key; see ``ProveOwnKey``.
    public var proveOwnKey: @Sendable (WitnessedTouch) async throws -> Void
    /// Keys that have ended, by their credentials; once more does no harm.
    public var endKeys: @Sendable (_ credentials: [[UInt8]]) async throws -> Void

    public init(
        sealing: @escaping @Sendable () -> SealingEpoch,
        open: @escaping @Sendable (Int, [SealedHalf], Basis) async throws -> [SymmetricKey],
        marks: @escaping @Sendable ([KeyedInput]) async throws -> [[UInt8]],
        erase: @escaping @Sendable ([String], Int) async throws -> Void,
        extend: @escaping @Sendable (LedgerStretch) async throws -> StretchTaken,
        rewrap: @escaping @Sendable ([SealedHalf]) async throws -> [SealedHalf],
        erasuresTold: @escaping @Sendable (Int) async throws -> Void,
        standing: @escaping @Sendable () async throws -> WitnessStanding,
        tail: @escaping @Sendable (Int) async throws -> LedgerStretch,
        erased: @escaping @Sendable ([String]) async throws -> [String],
        officers: @escaping @Sendable () async throws -> OfficersStanding = {
            throw WitnessRefusal.unavailable
        },
        propose: @escaping @Sendable (Statement) async throws -> Void = { _ in
            throw WitnessRefusal.unavailable
        },
        decisions: @escaping @Sendable (Int) async throws -> Decisions = { _ in
            throw WitnessRefusal.unavailable
        },
        learnOwnKey: @escaping @Sendable (OwnKey, Int) async throws -> Void = { _, _ in
            throw WitnessRefusal.unavailable
        },
        proveOwnKey: @escaping @Sendable (WitnessedTouch) async throws -> Void = { _ in
            throw WitnessRefusal.unavailable
        },
        endKeys: @escaping @Sendable ([[UInt8]]) async throws -> Void = { _ in
            throw WitnessRefusal.unavailable
        }
    ) {
        self.sealing = sealing
        self.open = open
        self.marks = marks
        self.erase = erase
        self.extend = extend
        self.rewrap = rewrap
        self.erasuresTold = erasuresTold
        self.standing = standing
        self.tail = tail
        self.erased = erased
        self.officers = officers
        self.propose = propose
        self.decisions = decisions
        self.learnOwnKey = learnOwnKey
        self.proveOwnKey = proveOwnKey
        self.endKeys = endKeys
    }

    /// Marks one input.
    ///
    /// - Throws: ``WitnessRefusal``; `unavailable` where not one mark came back.
    public func mark(_ input: KeyedInput) async throws -> [UInt8] {
        let made = try await marks([input])
        guard made.count == 1 else { throw WitnessRefusal.unavailable }
        return made[0]
    }

    /// What is marked: tags by which a person is found, and passwords.
    public enum Mark: String, PackableCase { case email, phone, number, oldKey, password }

    /// What the vault has keyed already, to be marked.
    public struct KeyedInput: Sendable, Equatable {
        public var kind: Mark
        /// Whose it is, by its name at the witness; nil for what a person is found by.
        public var name: String?
        public var bytes: [UInt8]
        public init(kind: Mark, name: String? = nil, bytes: [UInt8]) {
            self.kind = kind
            self.name = name
            self.bytes = bytes
        }
    }

    /// One key half as it lies in the vault's database.
    public struct SealedHalf: Sendable, Equatable {
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

/// An epoch of the witness, as whoever seals needs it.
public struct SealingEpoch: Sendable {
    /// Counted from 1.
    public var number: Int
    public var key: P256.KeyAgreement.PublicKey

    public init(number: Int, key: P256.KeyAgreement.PublicKey) {
        self.number = number
        self.key = key
    }

    /// From the uncompressed point, 65 bytes.
    ///
    /// - Throws: `CryptoKitError` where it is no point of the curve.
    public init(number: Int, point: [UInt8]) throws {
        self.init(number: number, key: try P256.KeyAgreement.PublicKey(x963Representation: point))
    }

    /// The newest epoch that a witness tells of.
    ///
    /// - Throws: `CryptoKitError` where its key is no point of the curve.
    public init(newestOf standing: WitnessStanding) throws {
        try self.init(number: standing.epoch, point: standing.publicKey)
    }
}
