import Basics
import Crypto
import Logging
import Synchronization
import VaultAPI
import Wire
import WireTLS
import WitnessAPI

/// The vault's way to its witness: it knows it again, and knows what to seal to while it is away.
final class WitnessLink: Sendable {
    /// A witness that is started anew takes calls within a second.
    private static let (answerSeconds, dialSeconds) = (4, 2)
    private static let foundingPatience: Duration = .seconds(20)
    private static let followPause: Duration = .seconds(15)

    private let client: WitnessClient
    private let lent: LentWitness?
    private let state: Mutex<State>
    private let pinPath: String?
    private let alarm: @Sendable (AlarmKind) -> Void
    private let logger: Logger

    private struct State {
        var pin: WitnessPin?
        var sealing: SealingEpoch?
        /// The link whose other end was known again.
        var recognised: Int?
        /// The link whose other end was somebody else.
        var foreign: Int?
    }

    /// Finds the witness: where `ICHI_WITNESS` says, else where its operator's socket is answered,
    /// else as a child of this process.
    ///
    /// What is learned is kept where `isKept`; `alarm` hears of a witness that is another than before.
    /// Throws ``HostError``.
    init(
        _ layout: DataLayout,
        environment: [String: String],
        isKept: Bool,
        alarm: @escaping @Sendable (AlarmKind) -> Void = { _ in },
        logger: Logger
    ) async throws {
        let pin = try WitnessPin.read(layout.witnessPin)
        let address: WireAddress
        if let text = environment["ICHI_WITNESS"] {
            guard let named = WireAddress(text) else { throw HostError.badSetting("ICHI_WITNESS") }
            (address, lent) = (named, nil)
        } else if let operators = await WitnessLink.operators(layout) {
            (address, lent) = (operators, nil)
        } else {
            // One is founded with the vault, and never for who only reads.
            guard layout.hasWitness || isKept && pin == nil else {
                throw HostError.keysMissing(layout.witness)
            }
            let child = try LentWitness(layout, environment: environment)
            (address, lent) = (child.address, child)
        }
        client = WitnessClient(
            address,
            through: try WitnessLink.tunnel(to: address, layout, environment),
            timeoutSeconds: WitnessLink.answerSeconds,
            dialSeconds: WitnessLink.dialSeconds
        )
        state = Mutex(State(pin: pin, sealing: try pin?.sealing()))
        pinPath = isKept ? layout.witnessPin : nil
        self.alarm = alarm
        self.logger = logger
    }

    /// Meets the witness: at founding it must be there, later the vault starts without.
    ///
    /// - Throws: ``HostError`` where it is another than before, or was never met and is away.
    func meet() async throws {
        let deadline = ContinuousClock.now + WitnessLink.foundingPatience
        while true {
            do {
                return try await recognise()
            } catch WitnessRefusal.unavailable {
                if state.withLock({ $0.pin != nil }) {
                    logger.warning(
                        "The witness is away: what is sealed cannot be opened until it is back"
                    )
                    return
                }
                guard ContinuousClock.now < deadline else { throw HostError.witnessAway }
            }
        }
    }

    /// Learns of new epochs until the task is cancelled.
    func follow() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: WitnessLink.followPause)
            try? await learn()
        }
    }

    func end() async {
        await client.close()
        await lent?.end()
    }

    /// The way to a witness on another machine, which is known by its fingerprint.
    private static func tunnel(
        to address: WireAddress,
        _ layout: DataLayout,
        _ environment: [String: String]
    ) throws -> WireTunnel? {
        guard case .tls = address else { return nil }
        guard let text = environment["ICHI_WITNESS_FINGERPRINT"],
            let fingerprint = TLSFingerprint(text)
        else { throw HostError.badSetting("ICHI_WITNESS_FINGERPRINT") }
        return try layout.identity().tunnel(to: fingerprint, clock: .system)
    }

    /// The operator's socket, if somebody answers there: one that was killed may be going still.
    private static func operators(_ layout: DataLayout) async -> WireAddress? {
        let address = WireAddress.unix(path: layout.witness + "/operator")
        guard address.obstacle() == nil else { return nil }
        let client = WitnessClient(address, timeoutSeconds: answerSeconds, dialSeconds: 0)
        let standing = try? await client.ask(AskStanding())
        await client.close()
        return standing.map { _ in address }
    }

    /// The witness as the vault sees it.
    ///
    /// - Throws: ``HostError/witnessAway`` before it was ever met.
    var witness: Witness {
        get throws {
            guard let first = state.withLock({ $0.sealing }) else { throw HostError.witnessAway }
            return Witness(
                sealing: { self.state.withLock { $0.sealing } ?? first },
                open: { try await self.open($0, $1, $2) },
                marks: { inputs in
                    let marks = try await self.ask(MarkInputs(inputs))
                    // A mark of another input would find another person.
                    guard marks.count == inputs.count else { throw WitnessRefusal.unavailable }
                    return marks.map(\.bytes)
                },
                erase: { _ = try await self.ask(EraseNames(names: $0, leaf: $1)) },
                extend: { try await self.ask($0) },
                rewrap: { try await self.ask(Rewrap($0)) },
                erasuresTold: { _ = try await self.ask(ErasuresTold(size: $0)) },
                standing: { try await self.ask(AskStanding()) },
                tail: { try await self.ask(AskTail(from: $0)) },
                erased: { try await self.ask(AskErased(names: $0)) },
                officers: { try await self.ask(AskOfficers()) },
                propose: { _ = try await self.ask(Propose($0)) },
                decisions: { try await self.ask(AskDecisions(from: $0)) },
                learnOwnKey: { _ = try await self.ask(LearnOwnKey(leaf: $1, key: $0)) },
                proveOwnKey: { _ = try await self.ask(ProveOwnKey($0)) },
                endKeys: { _ = try await self.ask(EndKeys($0)) }
            )
        }
    }

    /// What is opened counts in the book of the term that the vault has kept, or is not taken.
    private func open(_ leaf: Int, _ halves: [Witness.SealedHalf], _ basis: Witness.Basis)
        async throws -> [SymmetricKey]
    {
        try await recognise()
        func ask() async throws -> [SymmetricKey] {
            let term = state.withLock { $0.pin?.term } ?? WitnessTerm()
            let message = OpenHalves(leaf: leaf, halves: halves, basis: basis, term: term)
            return try await client.ask(message).map(\.key)
        }
        do {
            return try await ask()
        } catch WitnessRefusal.otherTerm {
            try await learn()
            return try await ask()
        }
    }

    private func ask<M: WitnessMessage>(_ message: M) async throws -> M.Answer {
        try await recognise()
        return try await client.ask(message)
    }

    /// Behind another link another witness may be.
    private func recognise() async throws {
        if let link = client.link {
            let (known, foreign) = state.withLock { ($0.recognised == link, $0.foreign == link) }
            if known { return }
            // Told once, loudly; it is asked again when it is another process.
            if foreign { throw WitnessRefusal.unavailable }
        }
        try await learn()
    }

    private func learn() async throws {
        let standing = try await client.ask(AskStanding())
        let sealing = try SealingEpoch(newestOf: standing)
        let link = client.link
        let objection = state.withLock { $0.pin?.objection(to: standing) }
        if let objection {
            state.withLock { $0.foreign = link }
            logger.critical("This is not the witness of before", metadata: ["why": "\(objection)"])
            alarm(.otherWitness)
            await fence(standing)
            throw HostError.otherWitness(objection)
        }
        let pin = WitnessPin(standing)
        if let known = state.withLock({ $0.pin }), known.term != pin.term {
            logger.warning("Another witness leads now", metadata: ["term": "\(pin.term.number)"])
        }
        if let pinPath, state.withLock({ $0.pin != pin }) { try pin.keep(pinPath) }
        state.withLock { state in
            state.pin = pin
            state.sealing = sealing
            state.recognised = link
        }
    }

    /// One that has led before is told that it does so no more.
    private func fence(_ standing: WitnessStanding) async {
        guard let pin = state.withLock({ $0.pin }), pin.cosigner == standing.cosigner,
            standing.term.number < pin.term.number
        else { return }
        _ = try? await client.ask(Fence(term: pin.term.number))
    }
}
