/// Why the vault's host cannot do what it is asked, in words for its operator.
public enum HostError: Error, Sendable, Equatable, CustomStringConvertible {
    case badDatabaseAddress
    case badSetting(String)
    case inUse(String)
    case notLaunched
    case ledgerMissing(String)
    case databaseBehind(ledger: Int)
    case lineAltered(Int)
    case lineMissing(Int)

    public var description: String {
        switch self {
        case .badDatabaseAddress:
            "VAULT_DATABASE_URL is neither sqlite:PATH nor postgres://…?schema=NAME"
        case .badSetting(let name): "\(name) is not set to anything that can be used"
        case .inUse(let directory): "another vault is running on \(directory)"
        case .notLaunched:
            "nobody can reach this process: start it with `ichi up`, or give it sockets (LISTEN_FDS)"
        case .ledgerMissing(let path):
            "\(path) has no checkpoint, but lines were written before: restore the ledger first"
        case .databaseBehind(let size):
            "the database is older than the ledger's \(size) lines: was it restored from a backup?"
        case .lineAltered(let number):
            "line \(number) in the database is not the one in the ledger"
        case .lineMissing(let number): "line \(number) is missing from the database"
        }
    }
}
