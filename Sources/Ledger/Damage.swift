/// Something in the log's files that is not as it was written, and where.
public struct Damage: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Place: Hashable, Sendable {
        case checkpoint
        case key
        case tile(Tile)
        /// One entry by its number, from 0.
        case entry(Int)
    }

    public enum Fault: String, Hashable, Sendable {
        case missing
        case unreadable = "cannot be read"
        case malformed = "malformed"
        case wrongLength = "of the wrong length"
        case badSignature = "not signed by the log's key"
        case badCosignature = "falsely cosigned"
        case otherLog = "of another log"
        case otherRoot = "its root is not the tree's"
        case otherHash = "not what the tree says"
        case notAnExtension = "not an extension of the older checkpoint"
    }

    public var place: Place
    public var fault: Fault

    public init(_ place: Place, _ fault: Fault) {
        self.place = place
        self.fault = fault
    }

    /// The file, or the entry and its file, below the log's directory.
    public var location: String {
        switch place {
        case .checkpoint: "checkpoint"
        case .key: "key.pub"
        case .tile(let tile): tile.path
        case .entry(let number):
            "entry \(number) in "
                + Tile(.entries, index: number / Tile.fullWidth).path
        }
    }

    public var description: String { "\(location): \(fault.rawValue)" }
}

/// Why the log could not be written or opened, other than ``Damage``.
public enum LedgerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// An entry is longer than 65,535 bytes.
    case entryTooLong(bytes: Int)
    /// The system refused a file operation: its number (errno) and the path.
    case file(path: String, errno: Int32)
    /// There is a log in the directory already.
    case exists
    /// The key given is not the one the log is signed with.
    case wrongKey
    /// Entries or a cosignature for another size than the log stands at.
    case otherSize(Int)

    public var description: String {
        switch self {
        case .entryTooLong(let bytes): "an entry of \(bytes) bytes; 65535 are the most"
        case .file(let path, let errno): "\(path): error \(errno)"
        case .exists: "there is a ledger in this directory already"
        case .wrongKey: "the key is not the one this ledger is signed with"
        case .otherSize(let size): "the ledger stands at \(size) entries"
        }
    }
}
