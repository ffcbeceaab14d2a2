public import Confinement
import Courier
import Foundation
import KeyToken
import Storage
import VaultAPI
import Wire

extension Confinement {
    /// The vault's: its database, keys and ledger, and the way to its witness.
    ///
    /// Makes the folders that it writes into. Where no witness is named it may start one for itself, and keeps
    /// that one's folders too. Throws ``HostError``.
    public static func vault(
        _ layout: DataLayout,
        _ environment: [String: String]
    ) throws -> Confinement {
        try layout.requireVault()
        try layout.makeFolders()
        var kept = Confinement("vault")
        kept.holdsKeys = true
        // For whose pages passkeys are made.
        kept.reads.append(layout.site)
        kept.writes = [layout.vault, layout.keys, layout.ledger]
        if let folder = environment["ICHI_METRICS"] { kept.writes.append(folder) }
        let database = try layout.address(environment).whereabouts
        if let folder = database.folder {
            kept.keep(folder: folder, writes: true)
        } else {
            kept.keep(servers: database.servers.map { ($0.host, $0.port) }, files: database.files)
        }
        if let token = try layout.token(environment) { try kept.keep(token, environment) }
        guard let text = environment["ICHI_WITNESS"] else {
            kept.writes += [layout.directory]
            kept.ways.insert(.sockets)
            kept.bindsSockets = true
            kept.starts = [Confinement.programFolder].compactMap(\.self)
            kept.starts += Confinement.libraryFolders
            return kept
        }
        guard let witness = WireAddress(text) else { throw HostError.badSetting("ICHI_WITNESS") }
        kept.keep(witness)
        return kept
    }

    /// The courier's: fonts, certificates, and the ways to the vault and the mail relay.
    ///
    /// It writes nothing. Throws ``HostError``.
    public static func courier(
        _ layout: DataLayout,
        _ environment: [String: String]
    ) throws -> Confinement {
        var kept = Confinement("courier")
        kept.reads += [layout.site] + fonts
        guard let vault = VaultAddress(environment: environment, variable: "ICHI_VAULT") else {
            throw HostError.notLaunched
        }
        kept.keep(vault)
        let relay = try CourierProcess.relay(environment).place
        kept.goes(to: relay.host, port: relay.port)
        if let hook = try CourierProcess.webhook(environment) {
            kept.goes(to: hook.place.host, port: hook.place.port)
            kept.reads.append(hook.secretFile)
        }
        return kept
    }

    /// A token's module is loaded now, since no code is later; what it works on only its owner can tell.
    ///
    /// Throws `TokenFault`.
    private mutating func keep(_ token: TokenAddress, _ environment: [String: String]) throws {
        try token.load()
        reads += token.files
        writes += (environment["ICHI_VAULT_TOKEN_FOLDERS"] ?? "").split(separator: ":")
            .map(String.init)
        ways.insert(.sockets)
    }

    private mutating func keep(_ address: WireAddress) {
        if case .unix = address { ways.insert(.sockets) }
        if case .tls(let host, let port) = address { goes(to: host, port: port) }
    }

    private static let fonts = ["/etc/fonts", "/usr/local/share/fonts", "/var/cache/fontconfig"]
}
