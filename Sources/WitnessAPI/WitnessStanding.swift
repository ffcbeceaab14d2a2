/// How many people's data may be opened: distinct names, by the witness's own clock and book.
public struct NameBudget: Sendable, Hashable {
    /// On one day of the calendar in Japan.
    public var aDay: Int
    /// On the last thirty such days, today among them.
    public var inThirtyDays: Int
    public init(aDay: Int, inThirtyDays: Int) {
        self.aDay = aDay
        self.inThirtyDays = inThirtyDays
    }
}

/// Where the witness stands, for whoever seals, watches or plans.
public struct WitnessStanding: Sendable, Equatable {
    /// The newest epoch, which new halves are sealed in.
    public var epoch: Int
    /// The newest epoch's public key: P-256, uncompressed point (65 bytes).
    public var publicKey: [UInt8]
    /// All epochs whose key is here, the newest last.
    public var epochs: [Int]
    /// The key that its cosignatures verify with, in note form.
    public var cosigner: String
    /// The key of the ledger it knows, in note form; nil before the first contact.
    public var ledgerKey: String?
    /// Entries it has taken of that ledger: the next one's number.
    public var ledgerSize: Int
    /// Entries in the newest checkpoint it has kept.
    public var checkpointSize: Int
    public var budget: NameBudget
    /// What is used of the budget.
    public var used: NameBudget
    /// Whether it opens nothing because it was set back.
    public var isShut: Bool
    /// While it is shut: the ledger's length up to which it was told anew whom to refuse.
    public var replayed: Int
    /// While it is shut: the length that it has to be told up to; nil before its operator has said it.
    public var goal: Int?
    public var term: WitnessTerm
    /// Whether a standby follows, whose word is waited for before anything is given.
    public var isFollowed: Bool
    /// Whether it has heard of a later term, and does nothing more.
    public var isFenced: Bool

    public init(
        epoch: Int,
        publicKey: [UInt8],
        epochs: [Int],
        cosigner: String,
        ledgerKey: String?,
        ledgerSize: Int,
        checkpointSize: Int,
        budget: NameBudget,
        used: NameBudget,
        isShut: Bool,
        replayed: Int = 0,
        goal: Int? = nil,
        term: WitnessTerm = WitnessTerm(),
        isFollowed: Bool = false,
        isFenced: Bool = false
    ) {
        self.epoch = epoch
        self.publicKey = publicKey
        self.epochs = epochs
        self.cosigner = cosigner
        self.ledgerKey = ledgerKey
        self.ledgerSize = ledgerSize
        self.checkpointSize = checkpointSize
        self.budget = budget
        self.used = used
        self.isShut = isShut
        self.replayed = replayed
        self.goal = goal
        self.term = term
        self.isFollowed = isFollowed
        self.isFenced = isFenced
    }
}

/// Which of several witnesses with the same keys leads.
///
/// Each that takes the lead takes the next number. Of two that took the same one, the vault knows the one
/// that it met first, by the word.
public struct WitnessTerm: Sendable, Hashable {
    /// 0 for a book that has had one leader only.
    public var number: Int
    /// Of random letters, so that no two are alike; empty with 0.
    public var word: String

    public init(number: Int = 0, word: String = "") {
        (self.number, self.word) = (number, word)
    }
}

/// A stretch of the ledger, shown to the witness.
public struct LedgerStretch: Sendable, Equatable {
    /// The key that the ledger is signed with, in note form; the first one shown is kept for ever.
    public var key: String
    /// The number of the first entry.
    public var from: Int
    public var entries: [[UInt8]]
    /// The signed note of the checkpoint after the last entry, with all its signatures; nil where
    /// more entries follow first.
    public var checkpoint: [UInt8]?

    public init(key: String, from: Int, entries: [[UInt8]], checkpoint: [UInt8]?) {
        self.key = key
        self.from = from
        self.entries = entries
        self.checkpoint = checkpoint
    }
}

/// What the witness says to a stretch.
public struct StretchTaken: Sendable, Equatable {
    /// The number of the entry it wants next; unchanged where the stretch began elsewhere.
    public var size: Int
    /// The cosignature's line for the checkpoint; nil where none was shown, or nothing was taken.
    public var cosignature: String?

    public init(size: Int, cosignature: String?) {
        self.size = size
        self.cosignature = cosignature
    }
}
