import Crypto
import KeyFiles
import Synchronization

/// The secrets that the vault's halves are wrapped under: one for each epoch, as they come and go.
///
/// A command may begin and destroy epochs beside the vault that runs; that one learns of it by looking
/// again and again. What a look finds counts from the next look on, so that requests that were at work
/// with what was true before it have ended.
public final class EpochSecrets: Sendable {
    private struct State {
        var secrets: [Int: SymmetricKey]
        /// The newest epoch of the last look, and of the one before it.
        var looked: Int
        var settled: Int
        /// Everything was wrapped anew in this epoch: from then on nobody needs an older one.
        var rotated = 0
        /// The same, as the last look found it.
        var heard = 0
        /// Epochs whose secrets the last look did not find any more.
        var leaving: Set<Int> = []
        var told: Set<Int> = []
    }

    private static let prefix = "epoch-"
    private let store: KeyStore
    private let alarm: @Sendable () -> Void
    private let state: Mutex<State>

    /// Reads the secrets, making the first where there is none.
    init(_ store: KeyStore, alarm: @escaping @Sendable () -> Void) throws {
        self.store = store
        self.alarm = alarm
        var secrets = try EpochSecrets.read(store)
        if secrets.isEmpty {
            // Other keys are there: a new epoch would open nothing of before, and hide that.
            guard try !store.names().contains("register") else { throw EpochRefusal.lost }
            secrets[1] = try store.readOrMake(EpochSecrets.name(1), count: 32)
        }
        let newest = secrets.keys.max() ?? 0
        state = Mutex(State(secrets: secrets, looked: newest, settled: newest))
    }

    /// Epochs whose secret is here, the newest last.
    public var numbers: [Int] { state.withLock { $0.secrets.keys.sorted() } }

    /// The epoch that new halves are wrapped in.
    public var newest: Int { state.withLock { $0.secrets.keys.max() ?? 0 } }

    /// The epoch that everything under way is wrapped in: what is committed from now on is of no older one.
    var settled: Int { state.withLock { $0.settled } }

    /// The secret of an epoch.
    ///
    /// Once the rotation to a newer one is finished no half of it is left: one that is shown all the
    /// same was put back into the database, and that is told.
    func secret(of epoch: Int) throws -> SymmetricKey {
        if epoch > newest { try lookForNewer() }
        let (secret, isNews) = state.withLock { state -> (SymmetricKey?, Bool) in
            let secret = state.secrets[epoch]
            let isOld = secret == nil || epoch < state.rotated
            return (secret, isOld && state.told.insert(epoch).inserted)
        }
        if isNews { alarm() }
        guard let secret else { throw SheetFault.missing }
        return secret
    }

    /// Looks at what others have begun and destroyed, and hears how far the rotation is.
    func learn(rotated: Int) throws {
        try lookForNewer()
        let there = try EpochSecrets.numbers(in: store)
        guard !there.isEmpty else { return }
        state.withLock { state in
            let gone = Set(state.secrets.keys).subtracting(there)
            for number in gone.intersection(state.leaving) { state.secrets[number] = nil }
            state.leaving = gone
            (state.rotated, state.heard) = (state.heard, rotated)
            (state.settled, state.looked) = (state.looked, state.secrets.keys.max() ?? 0)
        }
    }

    /// A command may have sealed in an epoch that it has just begun.
    private func lookForNewer() throws {
        // A token is asked for what is new alone: every few seconds would be too often.
        for number in try EpochSecrets.numbers(in: store) where number > newest {
            let secret = try store.read(EpochSecrets.name(number), 32)
            state.withLock { $0.secrets[number] = secret }
        }
    }

    /// Makes a new epoch's secret, durable on return; its number.
    ///
    /// - Throws: `KeyFileFault`, and what a token throws.
    public func begin() throws -> Int {
        let number = newest + 1
        let secret = try store.readOrMake(EpochSecrets.name(number), count: 32)
        state.withLock { $0.secrets[number] = secret }
        return number
    }

    /// Destroys an older epoch's secret: what is still wrapped in it stays shut for ever.
    ///
    /// - Throws: `KeyFileFault`, and what a token throws; `SheetFault` for the newest.
    func destroy(_ number: Int) throws {
        guard number != newest else { throw SheetFault.missing }
        try store.destroy(EpochSecrets.name(number))
        state.withLock { $0.secrets[number] = nil }
    }

    private static func name(_ epoch: Int) -> String { "\(prefix)\(epoch)" }

    private static func numbers(in store: KeyStore) throws -> Set<Int> {
        let names = try store.names().filter { $0.hasPrefix(prefix) }
        return Set(names.compactMap { Int($0.dropFirst(prefix.count)) })
    }

    private static func read(_ store: KeyStore) throws -> [Int: SymmetricKey] {
        var secrets: [Int: SymmetricKey] = [:]
        for number in try numbers(in: store) { secrets[number] = try store.read(name(number), 32) }
        return secrets
    }
}
