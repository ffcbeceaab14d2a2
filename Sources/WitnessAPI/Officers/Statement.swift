public import Basics
import Crypto
public import Wire

/// What two officers are asked to agree to.
///
/// It is packed in one way only; what is signed is a hash over that. What people read of it the witness
/// writes itself, from the packed form: see ``words``.
public struct Statement: Packable, Hashable {
    /// How long it waits.
    public static let days = 7
    private static let version = "ichi statement v1"
    private static let longestWords = 200

    /// 16 random bytes: no two proposals are one.
    public var number: [UInt8]
    /// By the clock of who proposes it.
    public var proposed: Moment
    /// Who proposes it, as typed.
    public var by: String
    public var content: Content

    /// What is to be done.
    public enum Content: Hashable, Sendable {
        case liftFreeze(FrozenCaller)
        case raiseBudget(NameBudget)
        case handover(Handover)
        case recoverStaff(StaffRecovery)
        case job(JobTerms)
        case registerReceiver(ReceiverTerms)
        case staffKey(StaffKeyTerms)
    }

    public init(
        number: [UInt8] = randomBytes(16),
        proposed: Moment,
        by: String,
        content: Content
    ) {
        self.number = number
        self.proposed = proposed
        self.by = by
        self.content = content
    }

    /// From when on nobody can agree to it any more.
    public var ends: Moment { proposed.adding(days: Statement.days) }

    public var packed: [UInt8] { Packer.pack(self) }

    /// SHA-256 of the packed form: by this it is named, and signed.
    public var hash: [UInt8] { Array(SHA256.hash(data: packed)) }

    /// Whether a text may stand in a statement.
    public static func areWords(_ text: String) -> Bool {
        (1...longestWords).contains(text.count) && text.utf8.count <= 4 * longestWords
            && text.singleLine == text
    }

    /// Whether it could be read back as it is.
    public var isSound: Bool { (try? Unpacker.unpack(Statement.self, packed)) == self }
}

extension Statement {
    public func pack(into packer: inout Packer) {
        packer.add(Statement.version)
        packer.add(number)
        packer.add(proposed)
        packer.add(by)
        switch content {
        case .liftFreeze(let caller): packer.add(1, caller)
        case .raiseBudget(let budget): packer.add(2, budget)
        case .handover(let handover): packer.add(3, handover)
        case .recoverStaff(let recovery): packer.add(4, recovery)
        case .job(let terms): packer.add(5, terms)
        case .registerReceiver(let terms): packer.add(6, terms)
        case .staffKey(let terms): packer.add(7, terms)
        }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        guard try unpacker.text() == Statement.version else { throw PackingFault() }
        number = try unpacker.part()
        guard number.count == 16 else { throw PackingFault() }
        proposed = try unpacker.next()
        // Within a thousand years, so that no sum of days overflows.
        guard (0...32_000_000_000_000).contains(proposed.milliseconds) else { throw PackingFault() }
        by = try unpacker.words()
        content =
            switch try unpacker.byte() {
            case 1: .liftFreeze(try unpacker.next())
            case 2: .raiseBudget(try unpacker.next())
            case 3: .handover(try unpacker.next())
            case 4: .recoverStaff(try unpacker.next())
            case 5: .job(try unpacker.next())
            case 6: .registerReceiver(try unpacker.next())
            case 7: .staffKey(try unpacker.next())
            default: throw PackingFault()
            }
    }
}

extension Packer {
    fileprivate mutating func add(_ kind: UInt8, _ content: some Packable) {
        add(byte: kind)
        add(content)
    }
}
