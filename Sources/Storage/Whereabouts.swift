import Basics
import CPQ

/// Where a database is, for who must say beforehand which ways a process goes.
public struct Whereabouts: Sendable, Equatable {
    /// Its file's folder; nil for a server's.
    public var folder: String?
    /// Each host and port that it may be reached at by TCP; none where a server has a Unix socket.
    public var servers: [Server] = []
    /// Certificates and passwords that its URL names.
    public var files: [String] = []

    public struct Server: Sendable, Equatable {
        public var host: String
        public var port: Int
    }
}

extension DatabaseAddress {
    /// Where it is, as libpq itself reads the URL.
    public var whereabouts: Whereabouts {
        switch self {
        case .sqlite(let path):
            let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            return Whereabouts(folder: folder.joined(separator: "/"))
        case .postgres(let url, _):
            let words = ConnectionWords(url.revealed)
            return Whereabouts(servers: words.servers, files: words.files)
        }
    }
}

private struct ConnectionWords {
    private static let port = 5432
    private static let fileWords: Set = ["sslrootcert", "sslcert", "sslkey", "sslcrl", "passfile"]
    private var words: [String: String] = [:]

    init(_ url: String) {
        guard let first = PQconninfoParse(url, nil) else { return }
        defer { PQconninfoFree(first) }
        var next = first
        while let word = next.pointee.keyword {
            if let value = next.pointee.val {
                words[String(cString: word)] = String(cString: value)
            }
            next += 1
        }
    }

    var servers: [Whereabouts.Server] {
        let hosts = list("hostaddr") ?? list("host") ?? []
        let ports = (list("port") ?? []).map { Int($0) ?? ConnectionWords.port }
        return hosts.enumerated().compactMap { place, host in
            guard let first = host.first, first != "/", first != "@" else { return nil }
            let port = ports.count > 1 ? ports[min(place, ports.count - 1)] : ports.first
            return .init(host: host, port: port ?? ConnectionWords.port)
        }
    }

    var files: [String] {
        words.filter { ConnectionWords.fileWords.contains($0.key) && $0.value.hasPrefix("/") }
            .map(\.value)
    }

    private func list(_ word: String) -> [String]? {
        words[word]?.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}
