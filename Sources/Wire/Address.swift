import Glibc

/// Where a process that answers is reached.
public enum WireAddress: Sendable, Equatable, LosslessStringConvertible {
    /// Through the launcher, by the calling line that is inherited as this descriptor.
    case switchboard(line: CInt)
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
        var there = sockaddr_un()
        there.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: there.sun_path) else {
            return String(cString: strerror(ENAMETOOLONG))
        }
        withUnsafeMutableBytes(of: &there.sun_path) { $0.copyBytes(from: path.utf8) }
        let line = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard line >= 0 else { return String(cString: strerror(errno)) }
        defer { close(line) }
        let isTaken = withUnsafePointer(to: there) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(line, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        return isTaken ? nil : String(cString: strerror(errno))
    }

    public var description: String {
        switch self {
        case .switchboard: "switchboard"
        case .unix(let path): "unix:\(path)"
        }
    }
}
