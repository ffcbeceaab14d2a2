import Basics
import Crypto
import KeyFiles
import Ledger

extension LogKey {
    /// The ledger's key, made (mode 0600) in the vault's directory of keys where there is none.
    static func open(_ store: KeyStore, origin: String) throws -> LogKey {
        let seed = try store.readOrMake("ledger", count: 32)
        guard let key = LogKey(name: origin, seed: Secret(seed.withUnsafeBytes(Array.init))) else {
            throw HostError.badSetting("ICHI_LEDGER_ORIGIN")
        }
        return key
    }
}
