import Crypto
import KeyFiles
import Synchronization

/// The secrets that the vault's halves are wrapped under: one for each epoch, as they come and go.
///
/// A command may begin and destroy epochs beside the vault that runs; that one learns of it.
public final class EpochSecrets: Sendable {
    private struct State {
        var secrets: [Int: SymmetricKey]
        /// Everything was wrapped anew in this epoch: from then on nobody needs an older one.
        var rotated = 0
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
        state = Mutex(State(secrets: secrets))
    }

    /// Epochs whose secret is here, the newest last.
    public var numbers: [Int] { state.withLock { $0.secrets.keys.sorted() } }

    /// The epoch that new halves are wrapped in.
    public var newest: Int { numbers.last ?? 0 }

    /// The secret of an epoch.
    ///
    /// Once the rotation to a newer one is finished no half of it is left: one that is shown all the
    /// same was put back into the database, and that is told.
    func secret(of epoch: Int) throws -> SymmetricKey {
        let (secret, isNews) = state.withLock { state -> (SymmetricKey?, Bool) in
            let secret = state.secrets[epoch]
            let isOld = secret == nil || epoch < state.rotated
            return (secret, isOld && state.told.insert(epoch).inserted)
        }
        if isNews { alarm() }
        guard let secret else { throw SheetFault.missing }
        return secret
    }

    /// Learns what others have begun and destroyed, and how far the rotation is.
    func learn(rotated: Int) throws {
        let there = try EpochSecrets.numbers(in: store)
        guard !there.isEmpty else { return }
        var fresh: [Int: SymmetricKey] = [:]
        // A token is asked for what is new alone: every few seconds would be too often.
        for number in there.subtracting(numbers) {
            fresh[number] = try store.read(EpochSecrets.name(number), 32)
        }
        state.withLock { [fresh] state in
            state.secrets = state.secrets.filter { there.contains($0.key) }
                .merging(fresh) { known, _ in known }
            state.rotated = rotated
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
