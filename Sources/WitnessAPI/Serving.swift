public import Wire

/// What is asked besides of a witness: by its operator, its standby, and a vault that knows a later one.
public struct WitnessOperations: Sendable {
    /// Makes a new epoch; its number.
    public var makeEpoch: @Sendable () async throws -> Int
    /// Destroys the key of an older epoch.
    public var destroyEpoch: @Sendable (Int) async throws -> Void
    /// Opens a witness that was set back, by the newest checkpoint's signed note.
    public var reopen: @Sendable ([UInt8]) async throws -> Void
    /// Goes on without a standby that is lost.
    public var dismiss: @Sendable () async throws -> Void
    /// Tells a standby what it has not; it waits a second where there is nothing.
    public var follow: @Sendable (Follow) async throws -> Followed
    /// Hears of a later term than its own.
    public var fence: @Sendable (Int) async throws -> Void
    /// In which term it leads.
    public var term: @Sendable () -> WitnessTerm
    /// Answers what is said about officers and by them: a message's name, what it packs, and who says
    /// it; nil where it is no such message of that caller's.
    public var officers:
        @Sendable (_ name: String, _ payload: [UInt8], WitnessCaller) async throws -> [UInt8]?

    public init(
        makeEpoch: @escaping @Sendable () async throws -> Int,
        destroyEpoch: @escaping @Sendable (Int) async throws -> Void,
        reopen: @escaping @Sendable ([UInt8]) async throws -> Void,
        dismiss: @escaping @Sendable () async throws -> Void,
        follow: @escaping @Sendable (Follow) async throws -> Followed,
        fence: @escaping @Sendable (Int) async throws -> Void,
        term: @escaping @Sendable () -> WitnessTerm,
        officers:
            @escaping @Sendable (String, [UInt8], WitnessCaller) async throws -> [UInt8]? = {
                _,
                _,
                _ in nil
            }
    ) {
        self.makeEpoch = makeEpoch
        self.destroyEpoch = destroyEpoch
        self.reopen = reopen
        self.dismiss = dismiss
        self.follow = follow
        self.fence = fence
        self.term = term
        self.officers = officers
    }
}

extension Witness {
    /// This witness behind a server: takes messages apart, and lets each caller say what is its to say.
    ///
    /// `forged` hears of what correct software cannot have sent, and of errors that are no refusals.
    public func door(
        _ operations: WitnessOperations,
        forged: @escaping @Sendable (WitnessCaller) -> Void,
        failed: @escaping @Sendable (_ message: String, any Error) -> Void
    ) -> WireDoor<WitnessLanguage> {
        let routes = Routes(witness: self, operations: operations)
        return WireDoor(
            answer: { caller, name, payload in
                do {
                    return .success(try await routes.answer(name, payload, caller))
                } catch let refusal as WitnessRefusal {
                    return .failure(refusal)
                } catch is PackingFault {
                    forged(caller)
                    return .failure(.malformed)
                } catch {
                    failed(name, error)
                    return .failure(.unavailable)
                }
            },
            forged: { forged($0) }
        )
    }
}

private struct Routes: Sendable {
    let witness: Witness
    let operations: WitnessOperations

    /// - Throws: ``PackingFault`` where the bytes are no message that this caller may send.
    func answer(_ name: String, _ payload: [UInt8], _ caller: WitnessCaller) async throws -> [UInt8]
    {
        // A standby has the book, and no more to say.
        guard (caller == .standby) == (name == Follow.name) else { throw PackingFault() }
        if let answer = try await operations.officers(name, payload, caller) { return answer }
        guard caller != .page else { throw PackingFault() }
        switch name {
        case Follow.name:
            return Packer.pack(try await operations.follow(Unpacker.unpack(Follow.self, payload)))
        case Fence.name:
            try await operations.fence(Unpacker.unpack(Fence.self, payload).term)
            return Packer.pack(Done())
        case OpenHalves.name:
            let message = try Unpacker.unpack(OpenHalves.self, payload)
            let halves = try await witness.open(message.leaf, message.halves, message.basis)
            // Somebody may have dismissed its standby meanwhile: then the vault learns of that first.
            guard operations.term() == message.term else { throw WitnessRefusal.otherTerm }
            return Packer.pack(halves.map(OpenedHalf.init))
        case MarkInputs.name:
            let message = try Unpacker.unpack(MarkInputs.self, payload)
            return Packer.pack(try await witness.marks(message.inputs).map(MarkOfInput.init))
        case EraseNames.name:
            let message = try Unpacker.unpack(EraseNames.self, payload)
            try await witness.erase(message.names, message.leaf)
            return Packer.pack(Done())
        case ErasuresTold.name:
            try await witness.erasuresTold(Unpacker.unpack(ErasuresTold.self, payload).size)
            return Packer.pack(Done())
        case LedgerStretch.name:
            return Packer.pack(
                try await witness.extend(Unpacker.unpack(LedgerStretch.self, payload))
            )
        case Rewrap.name:
            let message = try Unpacker.unpack(Rewrap.self, payload)
            return Packer.pack(try await witness.rewrap(message.halves))
        case LearnOwnKey.name:
            let message = try Unpacker.unpack(LearnOwnKey.self, payload)
            try await witness.learnOwnKey(message.key, message.leaf)
            return Packer.pack(Done())
        case ProveOwnKey.name:
            try await witness.proveOwnKey(Unpacker.unpack(ProveOwnKey.self, payload).touch)
            return Packer.pack(Done())
        case EndKeys.name:
            try await witness.endKeys(Unpacker.unpack(EndKeys.self, payload).credentials)
            return Packer.pack(Done())
        case AskTail.name:
            let message = try Unpacker.unpack(AskTail.self, payload)
            return Packer.pack(try await witness.tail(message.from))
        case AskErased.name:
            let message = try Unpacker.unpack(AskErased.self, payload)
            return Packer.pack(try await witness.erased(message.names))
        case AskStanding.name:
            _ = try Unpacker.unpack(AskStanding.self, payload)
            return Packer.pack(try await witness.standing())
        default:
            guard caller == .operator else { throw PackingFault() }
            return try await operate(name, payload)
        }
    }

    private func operate(_ name: String, _ payload: [UInt8]) async throws -> [UInt8] {
        switch name {
        case MakeEpoch.name:
            _ = try Unpacker.unpack(MakeEpoch.self, payload)
            return Packer.pack(try await operations.makeEpoch())
        case DestroyEpoch.name:
            let message = try Unpacker.unpack(DestroyEpoch.self, payload)
            try await operations.destroyEpoch(message.number)
            return Packer.pack(Done())
        case Dismiss.name:
            _ = try Unpacker.unpack(Dismiss.self, payload)
            try await operations.dismiss()
            return Packer.pack(Done())
        case Reopen.name:
            try await operations.reopen(Unpacker.unpack(Reopen.self, payload).checkpoint)
            return Packer.pack(Done())
        default: throw PackingFault()
        }
    }
}
