/// From where each role may work: `operator=192.0.2.0/24,2001:db8::/32 security=198.51.100.7`.
///
/// A role that is not named works from anywhere, as the shops do: they have no network of their own.
/// The office looks before it asks anybody in, the vault again at every message.
public struct OfficeNetworks: Sendable, Hashable {
    private var allowed: [StaffRole: [Network]] = [:]

    /// Anybody from anywhere.
    public init() {}

    /// - Throws: ``NetworksFault``.
    public init(_ text: String) throws(NetworksFault) {
        for entry in text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == ";" }) {
            let parts = entry.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2, let role = StaffRole(rawValue: String(parts[0])) else {
                throw .role(String(parts[0]))
            }
            guard allowed[role] == nil else { throw .twice(role) }
            var networks: [Network] = []
            for range in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
                guard let network = Network(String(range)) else { throw .network(String(range)) }
                networks.append(network)
            }
            allowed[role] = networks
        }
    }

    /// Roles that work from anywhere.
    public var unbound: [StaffRole] { StaffRole.allCases.filter { allowed[$0] == nil } }

    public func allow(_ role: StaffRole, from address: String) -> Bool {
        allowed[role].map { $0.contains { $0.contains(address) } } ?? true
    }

    /// Whether anybody at all may come from there.
    public func allowSomebody(from address: String) -> Bool {
        StaffRole.allCases.contains { allow($0, from: address) }
    }
}

/// What is wrong with the setting of networks.
public enum NetworksFault: Error, Sendable, Equatable, CustomStringConvertible {
    case role(String)
    case twice(StaffRole)
    case network(String)

    public var description: String {
        switch self {
        case .role(let text):
            "ICHI_OFFICE_NETWORKS: \(text) is no role; they are "
                + StaffRole.allCases.map(\.rawValue).joined(separator: ", ")
        case .twice(let role): "ICHI_OFFICE_NETWORKS: \(role.rawValue) stands there twice"
        case .network(let text):
            "ICHI_OFFICE_NETWORKS: \(text) is no network; one is written 192.0.2.0/24 or 2001:db8::/32"
        }
    }
}
