public import Confinement
import Foundation
import Storage
public import Wire

extension Confinement {
    /// The market's: its own baskets and leases to write, the catalogue and the pictures to read.
    ///
    /// Throws ``BadSetting`` where the databases' address is none.
    public static func market(_ settings: ShopSettings) throws -> Confinement {
        var kept = Confinement("market")
        kept.keep(try settings.database("market"), writes: true)
        kept.keep(try settings.database("shop"), writes: false)
        kept.reads += [settings.folder("pictures"), settings.folder("site.json")]
        kept.listens = [settings.basePort]
        return kept
    }

    /// The counter's: the shop's database to write, the market's to read, and the way to the vault.
    ///
    /// Throws ``BadSetting`` where the databases' address is none.
    public static func counter(
        _ settings: ShopSettings,
        vault: WireAddress
    ) throws -> Confinement {
        var kept = Confinement("counter")
        kept.keep(try settings.database("shop"), writes: true)
        kept.keep(try settings.database("market"), writes: false)
        kept.keep(vault)
        kept.reads += [settings.postcodes.path, settings.folder("site.json")]
        kept.listens = [settings.basePort + 1]
        return kept
    }

    /// The office's: its own inquiries to write, the shop's database to read, and the way to the vault.
    ///
    /// Throws ``BadSetting`` where the databases' address is none.
    public static func office(
        _ settings: ShopSettings,
        vault: WireAddress
    ) throws -> Confinement {
        var kept = Confinement("office")
        kept.keep(try settings.database("office"), writes: true)
        kept.keep(try settings.database("shop"), writes: false)
        kept.keep(vault)
        kept.reads.append(settings.folder("site.json"))
        kept.listens = [settings.basePort + 2]
        return kept
    }
}

extension Confinement {
    private mutating func keep(_ database: DatabaseAddress, writes: Bool) {
        let place = database.whereabouts
        if let folder = place.folder {
            keep(folder: folder, writes: writes)
        } else {
            keep(servers: place.servers.map { ($0.host, $0.port) }, files: place.files)
        }
    }

    private mutating func keep(_ vault: WireAddress) {
        if case .unix = vault { ways.insert(.sockets) }
        if case .tls(let host, let port) = vault { goes(to: host, port: port) }
    }
}

extension ShopSettings {
    fileprivate func folder(_ name: String) -> String {
        dataDirectory.appending(path: name).path
    }
}
