import Glibc

/// Where a process that answers is reached.
public enum WireAddress: Sendable, Equatable, LosslessStringConvertible {
    /// Through the launcher, by the calling line that is inherited as this descriptor.
    case switchboard(line: CInt)
    /// A child of this process, on whose serving line it is announced under a name.
    case child(line: CInt, caller: String)
    /// On another machine, through a ``WireTunnel``: `tls://witness.example:7443`.
    case tls(host: String, port: Int)
    /// A Unix socket, one for each caller: `unix:/run/ichi-vault/counter`.
    case unix(path: String)

    /// Nil unless the text is `switchboard`, `unix:` and an absolute path, or `tls://HOST:PORT`.
    public init?(_ text: String) {
        if text == "switchboard" {
            self = .switchboard(line: Switchboard.callingLine)
        } else if text.hasPrefix("unix:/") {
            self = .unix(path: String(text.dropFirst("unix:".count)))
        } else if text.hasPrefix("tls://"),
            let (host, port) = HostAndPort.parse(text.dropFirst("tls://".count))
        {
            self = .tls(host: host, port: port)
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
        case .tls(let host, let port): "tls://\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}

/// `HOST:PORT`, or `[ADDRESS]:PORT` where the address has colons itself.
public enum HostAndPort {
    public static func parse(_ text: some StringProtocol) -> (host: String, port: Int)? {
        let form = /(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.\-]+)):([0-9]{1,5})/
        guard let match = String(text).wholeMatch(of: form),
            let host = match.1 ?? match.2, let port = Int(match.3), port < 65_536
        else { return nil }
        return (String(host), port)
    }
}
