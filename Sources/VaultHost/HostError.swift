/// Why the vault's host cannot do what it is asked, in words for its operator.
public enum HostError: Error, Sendable, Equatable, CustomStringConvertible {
    case badDatabaseAddress
    case noFolder(String)
    case noCity(String)
    case noVault(String)
    case notStarted(String)
    case shut(String, cause: String)
    case newer(String, migration: String)
    case keysMissing(String)
    case siteUnreadable(String)
    case badSetting(String)
    case badOffice(String)
    case badNetworks(String)
    case inUse(String)
    case notLaunched
    case ledgerMissing(String)
    case databaseBehind(ledger: Int)
    case lineAltered(Int)
    case lineMissing(Int)
    case programMissing(String)
    case witnessAway
    case otherWitness(String)
    case pinUnreadable(String)
    case vaultBehind(epoch: Int)
    case witnessAhead(witness: Int, ledger: Int)
    case restoreUnfinished
    case setBack(witness: Int)
    case noTokenNamed
    case vaultThere(String)
    case otherEngine(String)
    case noRoomForHoney

    public var description: String {
        switch self {
        case .badDatabaseAddress:
            "VAULT_DATABASE_URL is neither sqlite:PATH nor postgres://…?schema=NAME"
        case .noFolder(let folder): "there is no folder \(folder): is --data right?"
        case .noCity(let folder): "\(folder) holds no city and no site.json: is --data right?"
        case .noVault(let folder): "\(folder) holds no vault: is --data right?"
        case .notStarted(let place):
            "\(place) is not as this program needs it: start the vault once, with `ichi up` or systemd"
        case .shut(let place, let cause): "\(place) cannot be opened: \(cause)"
        case .newer(let place, let migration):
            "\(place) is of a newer Ichi than this program (\(migration)): install that one"
        case .keysMissing(let folder):
            "\(folder) is missing: without its keys nothing in this vault can be read"
        case .siteUnreadable(let path):
            "\(path) cannot be read: it must be JSON with name, telephone, hours, counter, postcode, address"
        case .badSetting(let name): "\(name) is not set to anything that can be used"
        case .badOffice(let origin):
            "\(origin) is no place for an office: it is written https://office.HOST"
        case .badNetworks(let why): why
        case .inUse(let directory): "another vault is running on \(directory)"
        case .notLaunched:
            "nobody can reach this process: start it with `ichi up`, or give it sockets (LISTEN_FDS)"
        case .ledgerMissing(let path):
            "\(path) has no checkpoint, but lines were written before: restore the ledger first"
        case .databaseBehind(let size):
            "the database is older than the ledger's \(size) lines: was it restored from a backup?"
        case .lineAltered(let number):
            "line \(number) in the database is not the one in the ledger"
        case .programMissing(let path): "\(path) is missing; build first: swift build"
        case .witnessAway:
            "the witness is not reached: start it first, or say with ICHI_WITNESS where it is"
        case .otherWitness(let why):
            "this is not the witness that this vault has known: \(why)"
        case .vaultBehind(let epoch):
            "the vault that runs does not know epoch \(epoch) yet: does it reach the witness? Run again"
        case .witnessAhead(let witness, let ledger):
            "the witness has \(witness) entries where the ledger has \(ledger): was it restored from a backup?"
        case .setBack(let entries):
            "this vault is older than the \(entries) entries that its witness has: `ichi-vault restore` brings a backup back"
        case .noTokenNamed:
            "name the token first: ICHI_VAULT_TOKEN=pkcs11:token=…;object=…?module-path=…&pin-source=file:/…"
        case .restoreUnfinished:
            "this vault is being brought back from a backup: finish that, with the same `ichi-vault restore`"
        case .vaultThere(let folder):
            "\(folder) holds a vault already, or VAULT_DATABASE_URL leads to one: nothing is brought back over it"
        case .otherEngine(let engine):
            "the backup is of a vault on \(engine): set VAULT_DATABASE_URL as it was there"
        case .noRoomForHoney: "nobody more can be invented: telephones and mailboxes are taken"
        case .pinUnreadable(let path):
            "\(path) cannot be read: it says which witness this vault knows"
        case .lineMissing(let number): "line \(number) is missing from the database"
        }
    }
}
