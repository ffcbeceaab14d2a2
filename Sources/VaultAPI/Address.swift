/// Where the vault is reached.
public enum VaultAddress: Sendable, Equatable, LosslessStringConvertible {
    /// Through the launcher, on a line inherited as this descriptor.
    case switchboard(line: CInt)
    /// A Unix socket, one for each caller: `unix:/run/ichi-vault/counter`.
    case unix(path: String)

    /// The descriptor as which a launched process inherits its line.
    public static let inheritedLine: CInt = 3

    /// Nil unless the text is `switchboard` or `unix:` and an absolute path.
    public init?(_ text: String) {
        if text == "switchboard" {
            self = .switchboard(line: VaultAddress.inheritedLine)
        } else if text.hasPrefix("unix:/") {
            self = .unix(path: String(text.dropFirst("unix:".count)))
        } else {
            return nil
        }
    }

    /// The address that `ICHI_VAULT` names; nil where it names none.
    ///
    /// The launcher sets it for the processes that may reach the vault.
    public init?(environment: [String: String]) {
        guard let text = environment["ICHI_VAULT"] else { return nil }
        self.init(text)
    }

    public var description: String {
        switch self {
        case .switchboard: "switchboard"
        case .unix(let path): "unix:\(path)"
        }
    }
}
