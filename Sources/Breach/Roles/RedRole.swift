public import Confinement
import Foundation
public import ShopHost
import VaultHost
import Wire

/// The attackers that stand in the place of a process of the city.
public enum RedRole: String, Sendable, CaseIterable {
    case market
    case counterLoud = "counter-loud"
    case counterWatching = "counter-watching"
    case office
    case courier
    case vault
    case witness

    /// Whose place it takes, as the launcher names it.
    public var process: String {
        switch self {
        case .market: "market"
        case .counterLoud, .counterWatching: "counter"
        case .office: "office"
        case .courier: "courier"
        case .vault: "vault"
        case .witness: "witness"
        }
    }

    /// What that process keeps of its rights.
    ///
    /// Root of a host is not held to a process's plan, and starts its own: on the shop's host it has all
    /// that stands there, and what stands on the vault's it has without any plan, as the witness's operator.
    /// Throws as the processes' own plans do.
    public func confinement(
        _ settings: ShopSettings,
        _ environment: [String: String]
    ) throws -> Confinement? {
        let vault = WireAddress.switchboard(line: Switchboard.callingLine)
        guard environment[RedSetting.host] == nil else { return shopHost(settings) }
        switch self {
        case .market: return try .market(settings)
        case .counterLoud, .counterWatching: return try .counter(settings, vault: vault)
        case .office: return try .office(settings, vault: vault)
        case .courier:
            return try .courier(DataLayout(settings.dataDirectory.path), environment)
        case .vault, .witness: return nil
        }
    }

    /// Everything that stands on the shop's host, and nothing of the others'.
    private func shopHost(_ settings: ShopSettings) -> Confinement {
        var kept = Confinement("root of the shop's host")
        let folder = { (name: String) in settings.dataDirectory.appending(path: name).path }
        kept.writes = ["market", "shop", "office"].map(folder)
        kept.reads += ["pictures", "site.json"].map(folder) + [settings.postcodes.path]
        kept.listens = Set(settings.basePort..<settings.basePort + 3)
        return kept
    }
}

/// What the drill tells its attackers by the environment.
enum RedSetting {
    /// Root of the shop's host rather than one process.
    static let host = "ICHI_RED_HOST"
    static let seconds = "ICHI_RED_SECONDS"
    /// The code of a clerk's invitation.
    static let invitation = "ICHI_RED_INVITATION"
}
