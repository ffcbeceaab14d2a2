import Basics
import Foundation
import Glibc
import WireTLS
import Witness
import WitnessAPI

/// Where the witness's data lies below one directory.
struct WitnessLayout {
    let directory: String

    var data: String { directory + "/witness" }
    var keys: String { directory + "/witness-keys" }
    /// Where one that only stood in kept its keys, in older cities.
    var standIn: String { directory + "/witness-standin" }
    /// Who this witness is to other machines; made, with its key, where it is not there yet.
    func identity() throws -> TLSIdentity {
        try TLSIdentity.readOrMake(directory: keys, at: WallClock.system.now())
    }

    /// Lies there as long as this is a standby's folder.
    var standbyMark: String { data + "/standby" }
    var isStandby: Bool { FileManager.default.fileExists(atPath: standbyMark) }
    var hasBook: Bool { FileManager.default.fileExists(atPath: data + "/book") }

    var socket: String { data + "/operator" }

    var folder: WitnessFolder { WitnessFolder(data: data, keys: keys, standIn: standIn) }

    /// Throws unless a witness's data or keys lie here, or a vault's beside which one may begin.
    ///
    /// Nothing is ever made in a folder that somebody only mistyped.
    func require() throws(WitnessError) {
        guard isFolder(directory) else { throw .noFolder(directory) }
        guard [data, keys, directory + "/vault"].contains(where: isFolder) else {
            throw .noWitness(directory)
        }
    }

    func requireFolder() throws(WitnessError) {
        guard isFolder(directory) else { throw .noFolder(directory) }
    }

    /// Makes the folders of a witness that begins; afterwards it could not.
    func makeFolders() throws(WitnessError) {
        for folder in [data, keys] where !isFolder(folder) {
            guard mkdir(folder, 0o700) == 0 else { throw .unusable(folder, cause: errno) }
        }
    }

    /// Throws unless keys lie here: a standby's are brought before its first start.
    func requireKeys() throws(WitnessError) {
        guard isFolder(directory) else { throw .noFolder(directory) }
        guard isFolder(keys) else { throw .noWitness(directory) }
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }
}

/// Why the witness cannot do what it is asked, in words for its operator.
enum WitnessError: Error, CustomStringConvertible {
    case noFolder(String)
    case noWitness(String)
    case unusable(String, cause: CInt)
    case inUse(String)
    case away(String, cause: String)
    case standby(String)
    case refused(String)

    var description: String {
        switch self {
        case .noFolder(let folder): "there is no folder \(folder): is --data right?"
        case .noWitness(let folder): "\(folder) holds no witness: is --data right?"
        case .unusable(let path, let cause):
            "\(path) cannot be used: \(String(cString: strerror(cause)))"
        case .inUse(let folder): "another witness is running on \(folder)"
        case .away(let folder, let cause): "no witness is running on \(folder): \(cause)"
        case .standby(let folder):
            "\(folder) is a standby's: `ichi-witness promote` lets it lead"
        case .refused(let words): words
        }
    }
}

extension WitnessRefusal {
    /// In words for its operator, where the word alone would not do.
    var explained: String {
        switch self {
        case .noOfficers: "there are no officers yet: invite three, then `ichi-witness found`"
        case .founded: "the officers are founded: `ichi-witness officer propose-handover`"
        case .notASheet:
            "three officers with a key each are wanted, no two with one name: `ichi-witness officer list`"
        case .malformed: "a name, a number or a text that it does not take"
        default: rawValue
        }
    }
}
