import Ledger
import Logging
import Vault

/// Sums up the ledger for `scope` as it grows, a stretch at a time, from the ledger's own files.
actor IndexKeeper {
    /// What making the index found.
    struct Outcome: Equatable {
        /// Stretches that the ledger has.
        var stretches = 0
        /// Of those, made now.
        var made = 0
        /// Stretches that stay without: a month's key is gone, or their lines are not as the tree
        /// says.
        var without: [Int] = []
    }

    private static let pause: Duration = .milliseconds(500)
    private static let pauseAfterFailure: Duration = .seconds(10)

    private let index: LedgerIndex
    private let ledger: String
    private let key: VerifierKey
    private let lines: Lines
    private let logger: Logger
    // All before it have been looked at since the process began.
    private var next = 0

    init(index: LedgerIndex, ledger: String, key: VerifierKey, lines: Lines, logger: Logger) {
        self.index = index
        self.ledger = ledger
        self.key = key
        self.lines = lines
        self.logger = logger
    }

    /// Follows the ledger until the task is cancelled: without an index `scope` is slow, and right.
    func run() async {
        while !Task.isCancelled {
            do {
                try await catchUp()
                try? await Task.sleep(for: IndexKeeper.pause)
            } catch {
                logger.error("The ledger's index stands still", metadata: ["cause": "\(error)"])
                try? await Task.sleep(for: IndexKeeper.pauseAfterFailure)
            }
        }
    }

    /// Makes what is missing, or everything anew, up to the ledger's last checkpoint.
    @discardableResult
    func catchUp(anew: Bool = false) async throws -> Outcome {
        let reader = try LogReader(directory: ledger, key: key)
        var outcome = Outcome(stretches: reader.checkpoint.size / IndexSegment.width)
        if anew { next = 0 }
        while next < outcome.stretches {
            let number = next
            if try anew || !stands(number, reader) {
                if try await make(number, reader) {
                    outcome.made += 1
                } else {
                    outcome.without.append(number)
                }
                await Task.yield()
            }
            next = number + 1
        }
        return outcome
    }

    private func stands(_ number: Int, _ reader: LogReader) throws -> Bool {
        let root = try reader.hash(over: LedgerIndex.lines(of: number)).bytes
        return (try? index.segment(number))?.root == root
    }

    private func make(_ number: Int, _ reader: LogReader) async throws -> Bool {
        let range = LedgerIndex.lines(of: number)
        let root = try reader.hash(over: range)
        let entries = try reader.entries(in: range)
        guard TreeHash.root(over: entries) == root,
            let segment = try await lines.segment(number, root: root.bytes, of: entries)
        else { return false }
        try index.keep(segment)
        return true
    }
}
