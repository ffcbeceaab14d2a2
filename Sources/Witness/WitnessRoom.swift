import Basics
public import Crypto
import Ledger
public import WitnessAPI

/// The witness (立会人): keeper of the other half of every key, who believes nothing that the vault
/// says.
///
/// What it gives is in its book first, on disk. It counts by its own clock, and keeps the vault's
/// ledger itself.
public final class WitnessRoom: Sendable {
    let keys: WitnessKeys
    let desk: BookDesk
    let ledger: LedgerDesk
    let clock: WallClock
    let loud: Loudspeaker
    let officers: OfficersDesk

    init(
        keys: WitnessKeys,
        desk: BookDesk,
        ledger: LedgerDesk,
        clock: WallClock,
        loud: Loudspeaker,
        officers: OfficersDesk
    ) {
        self.keys = keys
        self.desk = desk
        self.ledger = ledger
        self.clock = clock
        self.loud = loud
        self.officers = officers
    }

    /// Opens halves for the ledger's line `leaf`, in order, once the names are in the book.
    ///
    /// - Throws: ``WitnessRefusal``.
    public func open(_ leaf: Int, _ halves: [Witness.SealedHalf], _ basis: Witness.Basis)
        async throws -> [SymmetricKey]
    {
        guard !halves.isEmpty else { return [] }
        let names = try WitnessRoom.names(halves.map(\.name))
        let ground = try await prove(basis, leaf: leaf)
        let opened: [SymmetricKey]
        do {
            opened = try halves.map { try HalfSeal.open($0, with: keys.key(of: $0.epoch)) }
        } catch WitnessRefusal.foreign {
            try await desk.enter(.alarm(.foreign, "leaf \(leaf), name \(names[0])"))
            throw WitnessRefusal.foreign
        }
        try await desk.enter(.open(leaf: leaf, ground, names: names))
        return opened
    }

    /// An HMAC-SHA256 of the witness's own over each of what the vault has keyed already: 32 bytes
    /// each, in order; all or none.
    ///
    /// - Throws: ``WitnessRefusal``.
    public func mark(_ inputs: [Witness.KeyedInput]) async throws -> [[UInt8]] {
        guard !desk.look(\.isFenced) else { throw WitnessRefusal.fenced }
        guard inputs.count <= MarkInputs.most else { throw WitnessRefusal.malformed }
        try await desk.count(inputs.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 })
        return inputs.map { input in
            let prefix = Array("ichi mark v1 \(input.kind.rawValue) \(input.name ?? "")\n".utf8)
            let bytes = prefix + input.bytes
            return Array(HMAC<SHA256>.authenticationCode(for: bytes, using: keys.marking))
        }
    }

    /// Refuses names for ever; durable when this returns, and once more does no harm.
    ///
    /// - Throws: ``WitnessRefusal``.
    public func erase(_ names: [String], leaf: Int) async throws {
        guard !names.isEmpty else { return }
        try await desk.enter(.erase(leaf: leaf, names: try WitnessRoom.names(names)))
    }

    /// Where the witness stands.
    public func standing() throws -> WitnessStanding {
        guard let newest = keys.newest else { throw WitnessRefusal.noSuchEpoch }
        let now = clock.now()
        let (kept, goal) = (ledger.standing, ledger.goal)
        return desk.look { state in
            WitnessStanding(
                epoch: newest.epoch,
                publicKey: Array(newest.key.publicKey.x963Representation),
                epochs: keys.numbers,
                cosigner: keys.cosigning.verifier.description,
                ledgerKey: kept.key,
                ledgerSize: kept.size,
                checkpointSize: kept.checkpoint,
                budget: state.budget ?? NameBudget(aDay: 0, inThirtyDays: 0),
                used: state.standing(at: now),
                isShut: state.isShut,
                replayed: state.replayed,
                goal: state.isShut ? goal?.size : nil,
                term: state.term,
                isFollowed: state.isFollowed,
                isFenced: state.isFenced,
                erasedToday: state.erasures(on: Day(now).number)
            )
        }
    }

    /// Ends the book; nothing may be asked afterwards.
    public func close() async { await desk.close() }

    private static let longestName = 64
    private static let mostNames = 1024

    /// Names that make no other line of the book than their own.
    static func names(_ names: [String]) throws(WitnessRefusal) -> [String] {
        guard names.count <= mostNames else { throw .malformed }
        for name in names {
            guard (1...longestName).contains(name.utf8.count),
                name.utf8.allSatisfy({ (0x21..<0x7F).contains($0) })
            else { throw .malformed }
        }
        return names
    }
}
