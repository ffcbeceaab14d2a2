public import Wire

/// Where the witness stands.
public struct AskStanding: WitnessMessage {
    public static let name = "standing"
    public typealias Answer = WitnessStanding
    public init() {}
    public func pack(into packer: inout Packer) {}
    public init(from unpacker: inout Unpacker) throws(PackingFault) { self.init() }
}

/// Make a new epoch, in which halves are sealed from now on; the operator's to ask.
public struct MakeEpoch: WitnessMessage {
    public static let name = "makeEpoch"
    /// The new epoch's number.
    public typealias Answer = Int
    public init() {}
    public func pack(into packer: inout Packer) {}
    public init(from unpacker: inout Unpacker) throws(PackingFault) { self.init() }
}

/// Destroy the key of an older epoch; the operator's to ask.
public struct DestroyEpoch: WitnessMessage {
    public static let name = "destroyEpoch"
    public typealias Answer = Done
    public var number: Int
    public init(_ number: Int) { self.number = number }
    public func pack(into packer: inout Packer) { packer.add(number) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.next())
    }
}

/// Tell a witness that was set back the newest checkpoint, so that it opens again; the operator's to
/// ask.
public struct Reopen: WitnessMessage {
    public static let name = "reopen"
    public typealias Answer = Done
    /// The checkpoint's signed note.
    public var checkpoint: [UInt8]
    public init(checkpoint: [UInt8]) { self.checkpoint = checkpoint }
}

/// A stretch of the ledger is a message by itself.
extension LedgerStretch: WitnessMessage {
    public static let name = "extend"
    public typealias Answer = StretchTaken
}

extension Reopen {
    public func pack(into packer: inout Packer) { packer.add(checkpoint) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(checkpoint: try unpacker.part())
    }
}

extension LedgerStretch {
    public func pack(into packer: inout Packer) {
        packer.add(key)
        packer.add(from)
        packer.add(entries.count)
        for entry in entries { packer.add(entry) }
        packer.add(checkpoint != nil)
        if let checkpoint { packer.add(checkpoint) }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        let (key, from) = (try unpacker.text(), try unpacker.number())
        var entries: [[UInt8]] = []
        for _ in 0..<(try unpacker.count()) { entries.append(try unpacker.part()) }
        let hasCheckpoint: Bool = try unpacker.next()
        self.init(
            key: key,
            from: from,
            entries: entries,
            checkpoint: hasCheckpoint ? try unpacker.part() : nil
        )
    }
}

extension StretchTaken: Packable {
    public func pack(into packer: inout Packer) {
        packer.add(size)
        packer.add(cosignature)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(size: try unpacker.next(), cosignature: try unpacker.next())
    }
}

extension WitnessTerm: Packable {
    public func pack(into packer: inout Packer) {
        packer.add(number)
        packer.add(word)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(number: try unpacker.next(), word: try unpacker.next())
    }
}

extension NameBudget: Packable {
    public func pack(into packer: inout Packer) {
        packer.add(aDay)
        packer.add(inThirtyDays)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(aDay: try unpacker.next(), inThirtyDays: try unpacker.next())
    }
}

extension WitnessStanding: Packable {
    public func pack(into packer: inout Packer) {
        packer.add(epoch)
        packer.add(publicKey)
        packer.add(epochs)
        packer.add(cosigner)
        packer.add(ledgerKey)
        packer.add(ledgerSize)
        packer.add(checkpointSize)
        packer.add(budget)
        packer.add(used)
        packer.add(isShut)
        packer.add(replayed)
        packer.add(goal)
        packer.add(term)
        packer.add(isFollowed)
        packer.add(isFenced)
        packer.add(erasedToday)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            epoch: try unpacker.next(),
            publicKey: try unpacker.part(),
            epochs: try unpacker.next(),
            cosigner: try unpacker.next(),
            ledgerKey: try unpacker.next(),
            ledgerSize: try unpacker.next(),
            checkpointSize: try unpacker.next(),
            budget: try unpacker.next(),
            used: try unpacker.next(),
            isShut: try unpacker.next(),
            replayed: try unpacker.next(),
            goal: try unpacker.next(),
            term: try unpacker.next(),
            isFollowed: try unpacker.next(),
            isFenced: try unpacker.next(),
            erasedToday: try unpacker.next()
        )
    }
}
