/// Why the drill cannot be carried out, in words for who ordered it; never a value.
public enum BreachFault: Error, Sendable, Equatable, CustomStringConvertible {
    case notStarted(String)
    case command(String, words: String)
    case noMailbox(String)
    case testBuildOnly
    case noPosition(String)
    case quiet(String)
    case notQuiet

    public var description: String {
        switch self {
        case .notStarted(let words): "the drill's city does not start: \(words)"
        case .command(let name, let words): "\(name) fails: \(words)"
        case .noMailbox(let path): "\(path) does not start: is .setup/python there? bin/setup test"
        case .testBuildOnly: "attackers are in debug builds alone: swift build"
        case .noPosition(let name):
            "there is no position \(name): "
                + Position.allCases.map(\.rawValue).joined(separator: ", ")
        case .notQuiet: "mails still wait a minute after the last order: look at the courier's log"
        case .quiet(let name): "the attacker at \(name) says nothing: look into its log"
        }
    }
}
