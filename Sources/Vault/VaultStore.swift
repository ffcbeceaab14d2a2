import Storage

/// All of the vault's SQL, split by noun into extensions; lives as long as one transaction.
struct VaultStore {
    let tx: Transaction

    init(_ tx: Transaction) { self.tx = tx }
}
