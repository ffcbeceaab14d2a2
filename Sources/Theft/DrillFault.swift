/// Why the drill cannot be carried out, in words for who ordered it; never a value.
public enum DrillFault: Error, Sendable, Equatable, CustomStringConvertible {
    case noFolder(String)
    case noCity(String)
    case nothingKnown(String)
    case badKnown(String)
    case unreadable(String)
    case hideout(String, cause: String)
    case knownInside(String)
    case database(String)

    public var description: String {
        switch self {
        case .noFolder(let folder): "there is no folder \(folder): is --data right?"
        case .noCity(let folder): "\(folder) holds no city: is --data right?"
        case .nothingKnown(let folder):
            "nothing is known of the city's people: \(folder) holds no *.jsonl and no *.csv"
        case .badKnown(let place):
            "\(place) is neither {\"kind\":…,\"value\":…} nor a row of an old shop's export"
        case .unreadable(let path): "\(path) cannot be read"
        case .hideout(let folder, let cause): "nothing can be copied to \(folder): \(cause)"
        case .knownInside(let folder):
            "\(folder) lies in the data folder: what is known must lie outside of it"
        case .database(let name): "the database that \(name) names gives nothing out"
        }
    }
}
