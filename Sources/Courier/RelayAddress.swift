/// Where mail is handed over, and how safely.
///
/// - `smtp://127.0.0.1:2525`: in clear, to this machine only.
/// - `smtp+starttls://relay.example.jp:587`: encrypted before anything is said (RFC 3207).
/// - `smtps://relay.example.jp:465`: encrypted from the first byte (RFC 8314).
public struct RelayAddress: Sendable {
    /// As libcurl takes it: scheme, host and port.
    let url: String
    let security: Security
    let credentials: Credentials?
    /// Certificates to trust in place of the system's; PEM.
    let authorityFile: String?
    let timeoutSeconds: Int

    enum Security: Sendable { case none, startTLS, tls }

    /// The user, and the file that holds the password on its first line.
    public struct Credentials: Sendable {
        public var user: String
        public var passwordFile: String
        public init(user: String, passwordFile: String) {
            self.user = user
            self.passwordFile = passwordFile
        }
    }

    /// Why a relay's address is not taken.
    public enum Mistake: Error, Equatable {
        /// Not one of the three forms.
        case unknownForm
        /// Mail would travel readable through a network.
        case clearToAnotherMachine
    }

    public init(
        _ text: String,
        credentials: Credentials? = nil,
        authorityFile: String? = nil,
        timeoutSeconds: Int = 30
    ) throws(Mistake) {
        let schemes: [(String, String, Security)] = [
            ("smtp://", "smtp://", .none), ("smtp+starttls://", "smtp://", .startTLS),
            ("smtps://", "smtps://", .tls),
        ]
        guard let (written, scheme, security) = schemes.first(where: { text.hasPrefix($0.0) }),
            let (host, port) = RelayAddress.hostAndPort(String(text.dropFirst(written.count)))
        else { throw .unknownForm }
        let isHere = ["127.0.0.1", "[::1]", "localhost"].contains(host)
        guard security != .none || isHere else { throw .clearToAnotherMachine }
        url = "\(scheme)\(host)" + (port.map { ":\($0)" } ?? "")
        self.security = security
        self.credentials = credentials
        self.authorityFile = authorityFile
        self.timeoutSeconds = timeoutSeconds
    }

    /// Where it is, by SMTP's own port where none is named.
    public var place: (host: String, port: Int) {
        let rest = String(url.drop { $0 != "/" }.dropFirst(2))
        let named = RelayAddress.hostAndPort(rest)
        return (named?.host ?? rest, named?.port ?? (security == .tls ? 465 : 25))
    }

    private static func hostAndPort(_ text: String) -> (host: String, port: Int?)? {
        guard
            let parts = text.wholeMatch(of: /([A-Za-z0-9.\-]+|\[[0-9a-fA-F:]+\])(:[0-9]{1,5})?\/?/)
        else { return nil }
        let port = parts.2.flatMap { Int($0.dropFirst()) }
        guard port.map({ (1...65_535).contains($0) }) ?? true else { return nil }
        return (String(parts.1), port)
    }
}
