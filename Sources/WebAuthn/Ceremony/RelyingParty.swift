import Foundation

/// For whom passkeys are made: a site, by the host that is written into each of them.
public struct RelyingParty: Sendable, Hashable {
    /// The RP ID: a host name, without scheme and port.
    public var id: String
    /// The pages that may ask for a ceremony: scheme, host and port, as the browser writes them.
    public var origins: Set<String>

    public init(id: String, origins: Set<String>) {
        self.id = id
        self.origins = origins
    }

    /// The site of one origin: its exact host, so that no neighbour's page can ask for its keys.
    ///
    /// Nil where it is none: a scheme, a host and perhaps a port, and nothing behind them.
    public init?(origin: String) {
        guard let parts = URLComponents(string: origin), let host = parts.host, !host.isEmpty,
            ["http", "https"].contains(parts.scheme), parts.path.isEmpty, parts.query == nil,
            parts.fragment == nil, parts.user == nil
        else { return nil }
        self.init(id: host.lowercased(), origins: [origin])
    }
}

/// Whether the authenticator must know its person: by finger, face or PIN.
public enum UserVerification: Sendable {
    case required
    case notRequired
}
