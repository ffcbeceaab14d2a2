/// Why a city cannot be started, in words for who started it.
public enum LaunchError: Error, Sendable, Equatable, CustomStringConvertible {
    case portTaken(Int)
    case portForbidden(Int)
    case dataInUse(directory: String)
    case importRunning
    case vault(address: String, cause: String)
    case directory(path: String, cause: String)
    case program(path: String)
    case spawn(name: String, cause: String)
    case keepsEnding(name: String, lastWords: String, log: String)

    public var description: String {
        switch self {
        case .portTaken(let port):
            "port \(port) is taken by another program; choose others, for instance --ports \(port + 100)"
        case .portForbidden(let port):
            "port \(port) may not be opened by this user; choose one above 1024 with --ports"
        case .dataInUse(let directory):
            "the city or an import is running on \(directory); end it first, or choose another --data"
        case .importRunning: "another import is running; wait for its end"
        case .vault(let address, let cause):
            "no vault is reached at ICHI_VAULT=\(address): \(cause)"
        case .directory(let path, let cause): "\(path) cannot be used: \(cause)"
        case .program(let path): "\(path) is missing; build first: swift build"
        case .spawn(let name, let cause): "\(name) cannot be started: \(cause)"
        case .keepsEnding(let name, let lastWords, let log):
            "\(name) keeps ending. It says: \(lastWords) (\(log))"
        }
    }
}
