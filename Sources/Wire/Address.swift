import Glibc

/// Where a process that answers is reached.
public enum WireAddress: Sendable, Equatable, LosslessStringConvertible {
    /// Through the launcher, by the calling line that is inherited as this descriptor.
    case switchboard(line: CInt)
    /// A child of this process, on whose serving line it is announced under a name.
    case child(line: CInt, caller: String)
    /// A Unix socket, one for each caller: `unix:/run/ichi-vault/counter`.
    case unix(path: String)

    /// Nil unless the text is `switchboard` or `unix:` and an absolute path.
    public init?(_ text: String) {
        if text == "switchboard" {
            self = .switchboard(line: Switchboard.callingLine)
        } else if text.hasPrefix("unix:/") {
            self = .unix(path: String(text.dropFirst("unix:".count)))
        } else {
            return nil
        }
    }

    /// The address that a variable names (`ICHI_VAULT`); nil where it names none.
    ///
    /// The launcher sets it for the processes that may ask.
    public init?(environment: [String: String], variable: String) {
        guard let text = environment[variable] else { return nil }
        self.init(text)
    }

    /// Why nobody takes a call there at this moment, in the system's words; nil where somebody does,
    /// and for the switchboard, whose launcher alone knows.
    public func obstacle() -> String? {
        guard case .unix(let path) = self else { return nil }
        return UnixSocket.obstacle(at: path).map { String(cString: strerror($0)) }
    }

    public var description: String {
        switch self {
        case .switchboard: "switchboard"
        case .child: "child"
        case .unix(let path): "unix:\(path)"
        }
    }
}
