import Foundation
public import Vault
import VaultAPI
import WebAuthn

/// What the vault reads of `site.json` to know the office by itself.
private struct OfficeFile: Decodable {
    var office: String?
}

extension DataLayout {
    /// Where staff signs in, and from which networks: `ICHI_OFFICE_ORIGIN`, or site.json's office, or
    /// the demonstration's at a port; and `ICHI_OFFICE_NETWORKS`.
    ///
    /// - Throws: ``HostError``.
    public func office(_ environment: [String: String], port: Int) throws(HostError)
        -> OfficeSettings
    {
        let origin = try officeOrigin(environment, port: port)
        guard let party = RelyingParty(origin: origin) else { throw .badOffice(origin) }
        do {
            return OfficeSettings(
                party: party,
                networks: try OfficeNetworks(environment["ICHI_OFFICE_NETWORKS"] ?? "")
            )
        } catch {
            throw .badNetworks("\(error)")
        }
    }

    /// Without a path or a slash at its end, as browsers write it.
    public func officeOrigin(_ environment: [String: String], port: Int) throws(HostError) -> String
    {
        if let told = environment["ICHI_OFFICE_ORIGIN"] { return told }
        let path = directory + "/site.json"
        guard let bytes = FileManager.default.contents(atPath: path) else {
            return "http://office.localhost:\(port)"
        }
        guard let file = try? JSONDecoder().decode(OfficeFile.self, from: bytes) else {
            throw .siteUnreadable(path)
        }
        return file.office ?? "http://office.localhost:\(port)"
    }
}

extension Strongroom {
    /// The vault's keys, for a command that seals something: none are made.
    ///
    /// - Throws: ``HostError``, and `KeyFileFault`.
    public static func keys(_ layout: DataLayout) throws -> VaultKeys {
        try layout.requireKeys()
        return try VaultKeys.open(directory: layout.keys)
    }
}
