import Foundation
public import Storage

/// Where the vault's data lies below one directory.
public struct DataLayout: Sendable, Equatable {
    public let directory: String

    public init(_ directory: String) { self.directory = directory }

    public var vault: String { directory + "/vault" }
    public var keys: String { directory + "/vault-keys" }
    public var witness: String { directory + "/witness-standin" }
    public var ledger: String { directory + "/ledger" }

    /// The vault's database: what `VAULT_DATABASE_URL` names, or a file.
    ///
    /// Nil where the variable is set to what is no address.
    public func database(environment: [String: String]) -> DatabaseAddress? {
        guard let text = environment["VAULT_DATABASE_URL"] else {
            return .sqlite(path: vault + "/vault.sqlite")
        }
        return DatabaseAddress(text)
    }

    /// Whether the vault's database is named, or its file here: an auditor's copy has the ledger alone.
    func hasDatabase(environment: [String: String]) -> Bool {
        environment["VAULT_DATABASE_URL"] != nil
            || FileManager.default.fileExists(atPath: vault + "/vault.sqlite")
    }
}
