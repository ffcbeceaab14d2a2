import Basics
import Foundation
import Glibc
public import Storage
public import WireTLS

/// Where the vault's data lies below one directory.
public struct DataLayout: Sendable, Equatable {
    public let directory: String

    public init(_ directory: String) { self.directory = directory }

    public var vault: String { directory + "/vault" }
    public var keys: String { directory + "/vault-keys" }
    /// The witness's, where it is on this machine; the vault writes nothing there.
    public var witness: String { directory + "/witness" }
    /// Whether a witness's data lies here, or that of one that stood in for it in older cities.
    var hasWitness: Bool { isFolder(witness) || isFolder(directory + "/witness-standin") }
    var witnessPin: String { vault + "/witness.pin" }
    public var ledger: String { directory + "/ledger" }
    /// The site's name and addresses, for mails and letters.
    var site: String { directory + "/site.json" }
    /// The key that the witness's cosignatures verify with, beside the ledger's own.
    public var witnessKey: String { ledger + "/witness.pub" }
    /// In the vault's own folder: whoever is given the ledger's files to check them needs no index.
    var index: String { vault + "/index" }

    /// Who this vault is to other machines; made, with its key, where it is not there yet.
    ///
    /// Throws `KeyFileFault`.
    public func identity() throws -> TLSIdentity {
        try TLSIdentity.readOrMake(directory: keys, at: WallClock.system.now())
    }

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

    /// Makes the folders of a vault that begins; afterwards it could not.
    func makeFolders() throws(HostError) {
        for folder in [keys, ledger] where !isFolder(folder) {
            guard mkdir(folder, 0o700) == 0 else {
                throw .shut(folder, cause: String(cString: strerror(errno)))
            }
        }
    }

    func address(_ environment: [String: String]) throws(HostError) -> DatabaseAddress {
        guard let address = database(environment: environment) else {
            throw .badDatabaseAddress
        }
        return address
    }

    /// Throws where what was sealed could not be opened: reading makes no keys.
    func requireKeys() throws(HostError) {
        guard isFolder(keys) else { throw .keysMissing(keys) }
    }

    /// Throws unless a vault's data lies here, or the folder for it was prepared.
    ///
    /// Nothing is ever made in a folder that somebody only mistyped.
    public func requireVault() throws(HostError) {
        try requireFolder()
        guard isFolder(vault) else { throw .noVault(directory) }
    }

    func requireFolder() throws(HostError) {
        guard isFolder(directory) else { throw .noFolder(directory) }
    }

    /// Throws unless the shop's or the vault's data lies here: the courier has none of its own.
    func requireCity() throws(HostError) {
        guard isFolder(directory + "/shop") || isFolder(vault) else { throw .noCity(directory) }
    }

    /// Throws unless a ledger lies here, or a vault that should have one.
    public func requireLedger() throws(HostError) {
        guard !isFolder(ledger) else { return }
        try requireVault()
    }

    /// Throws unless the vault's database is there, where it is a file.
    func requireDatabase(_ address: DatabaseAddress) throws(HostError) {
        guard case .sqlite(let path) = address else { return }
        if path.hasPrefix(directory + "/") { try requireVault() }
        guard FileManager.default.fileExists(atPath: path) else { throw .noVault(directory) }
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }
}
