import Backups
public import Basics
import Foundation
import Storage

/// `ichi backup`: what the shop must not lose, beside the processes that run.
public enum ShopBackup {
    private static let stores = ["market", "shop"]
    private static let pictures = "pictures"
    private static let files = ["site.json", "postcodes.tsv"]

    /// Writes a backup into a folder that is not there yet; how many bytes it holds.
    ///
    /// Each database is of one moment, the shop's of the later one: a basket that became an order
    /// meanwhile is there twice rather than not at all. Throws `BackupFault`, `CopyFault`,
    /// ``CityFault``.
    public static func make(_ settings: ShopSettings, in folder: String, at now: Moment) throws
        -> Int
    {
        try settings.requireShop()
        let draft = try BackupDraft(in: folder, of: .shop, at: now)
        var engine = ""
        for store in stores {
            let address = try settings.database(store)
            engine = "\(address.engine)"
            // A city that was never opened has no market yet.
            if store == "market", try DatabaseCopy.isEmpty(address) { continue }
            let name = DatabaseCopy.name(of: store, address.engine)
            try DatabaseCopy.save(address, to: try draft.place(name))
        }
        let data = settings.dataDirectory.path
        try draft.take(folder: data + "/" + pictures, as: pictures)
        for file in files { try draft.take(data + "/" + file, as: file) }
        return try draft.finish(["engine": engine])
    }

    /// Brings a backup back where no city is; killed, the same again goes on.
    ///
    /// The shop's database comes last: without it there is no city. Throws `BackupFault`, `CopyFault`,
    /// ``CityFault``.
    public static func restore(_ settings: ShopSettings, from folder: String) throws {
        let data = settings.dataDirectory.path
        guard isFolder(data) else { throw CityFault.noFolder(data) }
        let backup = try Backup(in: folder, of: .shop)
        let shop = try settings.database("shop")
        guard backup.holds(DatabaseCopy.name(of: "shop", shop.engine)) else {
            throw CityFault.otherEngine(backup.facts["engine"] ?? "another")
        }
        guard try DatabaseCopy.isEmpty(shop) else { throw CityFault.cityThere(data) }
        try backup.bring(folder: pictures, to: data + "/" + pictures)
        for file in files where backup.holds(file) { try backup.bring(file, to: data + "/" + file) }
        for store in stores {
            let address = try settings.database(store)
            let name = DatabaseCopy.name(of: store, address.engine)
            guard backup.holds(name), try DatabaseCopy.isEmpty(address) else { continue }
            if case .sqlite(let path) = address {
                try FileManager.default.createDirectory(
                    at: URL(filePath: path).deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
            }
            try DatabaseCopy.bring(backup.place(name), to: address)
        }
    }
}
