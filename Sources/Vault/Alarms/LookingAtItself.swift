import Basics
import Logging
import VaultAPI

extension Vault {
    /// Holds a digest of the program or the settings against what was accepted; raises an alarm where it
    /// is another.
    ///
    /// It is kept under a key: a guess at the settings cannot be tried with the database alone.
    public func look(at part: OwnPartStore.Part, is digest: [UInt8]) async {
        let name = Keyed.hash(digest + Array(part.rawValue.utf8), with: keys.code)
        do {
            let now = clock.now()
            guard try await !OwnPartStore(database).see(part, digest: name, at: now) else { return }
            await raise(part.alarm)
        } catch {
            logger.error("not looked at", metadata: ["part": "\(part.rawValue)"])
        }
    }
}

extension OwnPartStore.Part {
    fileprivate var alarm: AlarmKind {
        switch self {
        case .program: .changedProgram
        case .settings: .changedSettings
        }
    }
}
