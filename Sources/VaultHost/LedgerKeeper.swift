public import Basics
public import Ledger
public import Logging
import Synchronization
public import VaultAPI
public import WitnessAPI

/// Moves the vault's lines into the ledger, in order, and signs a checkpoint within a second.
public actor LedgerKeeper {
    /// Lines from a number on, in order, at most so many: the vault's rows.
    public typealias Lines =
        @Sendable (_ from: Int, _ limit: Int) async throws -> [(seq: Int, entry: [UInt8])]

    /// Lines in the last checkpoint; others may look at any time.
    public final class TreeSize: Sendable {
        private let size = Mutex(0)
        public init() {}
        public var value: Int { size.withLock { $0 } }
        fileprivate func set(_ value: Int) { size.withLock { $0 = value } }
    }

    /// Lines that are asked of the database at a time.
    static let step = 256
    /// Lines, and their bytes, that the ledger takes in one checkpoint: it holds them all in memory, and
    /// one line of an import names hundreds of persons.
    static let (most, longest) = (4096, 1 << 20)
    private static let pause: Duration = .milliseconds(200)
    private static let pauseOfShowing: Duration = .milliseconds(100)
    private static let pauseAfterFailure: Duration = .seconds(1)

    private var log: Log
    private let lines: Lines
    private let key: LogKey
    private let files: LogFiles
    private let treeSize: TreeSize
    private let heard: @Sendable (Moment) async -> Void
    private let abreast: @Sendable () -> Void
    private let alarm: @Sendable (AlarmKind) -> Void
    private let logger: Logger
    private var showing: LedgerShowing?
    /// Whether the last round took every line that was there.
    private var isIntegrating = true

    /// Open the ledger, or make one where neither it nor any line exists.
    ///
    /// `heard` gets the time of each cosignature, `abreast` is called whenever all lines have one, `alarm` gets what only somebody's doing explains. Throws
    /// ``HostError`` where ledger and database do not fit, `Damage` where the ledger's edge is
    /// damaged.
    public init(
        directory: String,
        key: LogKey,
        lines: @escaping Lines,
        treeSize: TreeSize,
        heard: @escaping @Sendable (Moment) async -> Void = { _ in },
        abreast: @escaping @Sendable () -> Void = {},
        alarm: @escaping @Sendable (AlarmKind) -> Void = { _ in },
        logger: Logger,
        files: LogFiles = .system
    ) async throws {
        if try files.read(directory + "/checkpoint") == nil {
            guard try await lines(0, 1).isEmpty else { throw HostError.ledgerMissing(directory) }
            log = try Log.create(in: directory, key: key, files: files)
        } else {
            log = try Log.open(in: directory, key: key, files: files)
            try await LedgerKeeper.compare(log, key, lines, files)
        }
        self.lines = lines
        self.key = key
        self.files = files
        self.treeSize = treeSize
        (self.heard, self.abreast, self.alarm) = (heard, abreast, alarm)
        self.logger = logger
        treeSize.set(log.checkpoint.size)
    }

    /// Integrates what comes until the task is cancelled.
    public func run() async {
        var lastFailure: String?
        while !Task.isCancelled {
            do {
                try await integrate()
                (isIntegrating, lastFailure) = (true, nil)
                try? await Task.sleep(for: LedgerKeeper.pause)
            } catch {
                isIntegrating = false
                if "\(error)" != lastFailure {
                    logger.critical("Ledger stands still", metadata: ["cause": "\(error)"])
                }
                lastFailure = "\(error)"
                try? await Task.sleep(for: LedgerKeeper.pauseAfterFailure)
            }
        }
    }

    /// Integrates every line that is there now.
    ///
    /// Lines that come meanwhile wait for the next round: taken one by one, each would cost the
    /// flushes of a checkpoint of its own.
    public func integrate() async throws {
        while true {
            let next = log.checkpoint.size
            let (page, isAll) = try await page(from: next)
            // While this waited, another call may have taken the same lines: at the end of the
            // process the last round meets the one that runs anyway.
            guard log.checkpoint.size == next else { continue }
            guard !page.isEmpty else { return }
            for (offset, line) in page.enumerated() where line.seq != next + offset {
                throw HostError.lineMissing(next + offset)
            }
            killPoint("ledger.read")
            try log.integrate(page.map(\.entry))
            killPoint("ledger.signed")
            treeSize.set(log.checkpoint.size)
            if isAll { return }
        }
    }

    /// What the ledger takes next, and whether those are all lines that are there.
    private func page(from next: Int) async throws -> ([(seq: Int, entry: [UInt8])], isAll: Bool) {
        var page: [(seq: Int, entry: [UInt8])] = []
        var bytes = 0
        while page.count < LedgerKeeper.most, bytes < LedgerKeeper.longest {
            let more = try await lines(next + page.count, LedgerKeeper.step)
            page += more
            bytes += more.reduce(0) { $0 + $1.entry.count }
            if more.count < LedgerKeeper.step { return (page, true) }
        }
        return (page, false)
    }

    /// Integrates until no line waits: the last work of a process.
    public func finish() async throws {
        repeat { try await integrate() } while try await !lines(log.checkpoint.size, 1).isEmpty
    }

    /// Shows the witness every new stretch, and puts its word on the checkpoint, until the task is
    /// cancelled.
    ///
    /// While the witness is away the ledger goes on with the vault's signature alone; what it missed
    /// is shown when it is back.
    public func follow(_ witness: Witness) async {
        var lastFailure: String?
        while !Task.isCancelled {
            do {
                try await show(witness)
                lastFailure = nil
                if isIntegrating { abreast() }
                try? await Task.sleep(for: LedgerKeeper.pauseOfShowing)
            } catch {
                showing = nil
                if "\(error)" != lastFailure {
                    logger.critical("The ledger is not cosigned", metadata: ["cause": "\(error)"])
                    if LedgerKeeper.isSetBack(error) { alarm(.notAnExtension) }
                }
                lastFailure = "\(error)"
                try? await Task.sleep(for: LedgerKeeper.pauseAfterFailure)
            }
        }
    }

    /// Shows what the witness has not seen, up to a checkpoint that it has cosigned.
    public func show(_ witness: Witness) async throws {
        var showing: LedgerShowing
        if let known = self.showing {
            showing = known
        } else {
            showing = try await LedgerShowing(witness, beside: log.directory)
        }
        while showing.next < log.checkpoint.size || !showing.stands(on: log.note) {
            let reader = try LogReader(directory: log.directory, key: key.verifier, files: files)
            let stretch = try showing.stretch(of: reader, key: key.verifier)
            killPoint("ledger.shown")
            let taken = try await witness.extend(stretch)
            // The witness that takes nothing of what it asked for would be asked for ever.
            guard taken.size > showing.next || taken.cosignature != nil else {
                throw HostError.witnessAhead(witness: taken.size, ledger: showing.next)
            }
            showing.next = taken.size
            if let time = try add(taken, showing.cosigner, to: reader.checkpoint) {
                await heard(time)
            }
            killPoint("ledger.cosigned")
        }
        self.showing = showing
    }

    /// Puts a cosignature on the newest checkpoint, and tells its time; where the tree has grown, the
    /// next will have one.
    private func add(_ taken: StretchTaken, _ cosigner: CosignerKey, to shown: Checkpoint)
        throws -> Moment?
    {
        guard let line = taken.cosignature, log.checkpoint == shown else { return nil }
        let bytes = Array(line.utf8)
        guard let signature = SignedNote.Signature(line: bytes[...].prefix { $0 != newline }) else {
            throw Damage(.checkpoint, .badCosignature)
        }
        try log.add(signature, by: cosigner)
        return try cosigner.cosignature(on: log.note)?.time
    }

    /// Whether the witness knows another ledger, or more of this one: no failure makes that.
    private static func isSetBack(_ error: any Error) -> Bool {
        switch error {
        case WitnessRefusal.notAnExtension, WitnessRefusal.otherKey: true
        // One that has less was brought back, or is another that leads now.
        case HostError.witnessAhead(let witness, let ledger): witness > ledger
        default: false
        }
    }

    // Lines given to numbers that the tree has already would be in no tree: so the database must
    // hold the ledger's last line, and the same one.
    private static func compare(
        _ log: Log,
        _ key: LogKey,
        _ lines: Lines,
        _ files: LogFiles
    ) async throws {
        let size = log.checkpoint.size
        guard size > 0 else { return }
        guard let row = try await lines(size - 1, 1).first, row.seq == size - 1 else {
            throw HostError.databaseBehind(ledger: size)
        }
        let reader = try LogReader(directory: log.directory, key: key.verifier, files: files)
        try reader.forEachEntry(in: size - 1..<size) { number, entry in
            guard entry == row.entry else { throw HostError.lineAltered(number) }
        }
    }
}

private let newline = UInt8(ascii: "\n")
