import Foundation
import Storage

/// Why a data folder cannot be worked on, in a sentence for who typed it.
public enum CityFault: Error, Sendable, Equatable, CustomStringConvertible {
    case noFolder(String)
    case noCity(String)
    case notStarted(String)
    case shut(String, cause: String)
    case newer(String, migration: String)
    case cityThere(String)
    case otherEngine(String)

    public var description: String {
        switch self {
        case .noFolder(let folder):
            "there is no folder \(folder): is --data right? `ichi demo make` makes a city"
        case .noCity(let folder):
            "\(folder) holds no city: is --data right? `ichi demo make` makes one"
        case .notStarted(let place):
            "\(place) is not as this program needs it: start the city once, with `ichi up` or systemd"
        case .cityThere(let folder):
            "\(folder) holds a city already, or DATABASE_URL leads to one: nothing is brought back over it"
        case .otherEngine(let engine):
            "the backup is of a city on \(engine): set DATABASE_URL as it was there"
        case .shut(let place, let cause): "\(place) cannot be opened: \(cause)"
        case .newer(let place, let migration):
            "\(place) is of a newer Ichi than this program (\(migration)): install that one"
        }
    }
}

extension ShopSettings {
    /// Throws unless the data folder is one that a city was made in, or prepared for.
    ///
    /// Nothing is ever made in a folder that somebody only mistyped.
    public func requireCity() throws(CityFault) {
        let folder = dataDirectory.path
        guard isFolder(folder) else { throw .noFolder(folder) }
        guard isFolder(folder + "/shop") else { throw .noCity(folder) }
    }

    /// Throws unless the shop's database is there, where it is a file.
    func requireShop() throws {
        try requireCity()
        guard case .sqlite(let path) = try database("shop") else { return }
        guard FileManager.default.fileExists(atPath: path) else {
            throw CityFault.noCity(dataDirectory.path)
        }
    }
}

func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && isFolder.boolValue
}

extension StorageError {
    /// The same in words about the city's place, where it is one that an operator can mend.
    func told(of place: String) -> any Error {
        switch self {
        case .newerDatabase(let migration): CityFault.newer(place, migration: migration)
        case .notReady: CityFault.notStarted(place)
        case .unavailable(let cause): CityFault.shut(place, cause: cause)
        default: self
        }
    }
}
