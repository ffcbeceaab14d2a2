public import Basics

/// Where a database lies.
public enum DatabaseAddress: Sendable, Hashable, CustomStringConvertible {
    /// A file; its directory exists.
    case sqlite(path: String)
    /// A server by its URL (which may hold a password), and the schema that is one store's own.
    case postgres(url: Secret<String>, schema: String)

    /// An address from a configuration: `sqlite:data/shop/shop.sqlite`, or
    /// `postgres://user@host/name?schema=shop`; nil where it is neither.
    public init?(_ text: String) {
        if text.hasPrefix("sqlite:") {
            let path = String(text.dropFirst("sqlite:".count))
            guard !path.isEmpty else { return nil }
            self = .sqlite(path: path)
        } else {
            guard let (url, schema) = DatabaseAddress.splitSchema(text) else { return nil }
            self.init(postgres: url, schema: schema)
        }
    }

    /// A schema of a server; nil unless the URL is PostgreSQL's and the schema a plain name.
    public init?(postgres url: String, schema: String) {
        let schemes = ["postgres://", "postgresql://"]
        guard schemes.contains(where: url.hasPrefix), DatabaseAddress.isName(schema) else {
            return nil
        }
        self = .postgres(url: Secret(url), schema: schema)
    }

    public var engine: Engine {
        switch self {
        case .sqlite: .sqlite
        case .postgres: .postgres
        }
    }

    /// The file, or the schema's name; never the URL.
    public var description: String {
        switch self {
        case .sqlite(let path): "sqlite:\(path)"
        case .postgres(_, let schema): "postgres, schema \(schema)"
        }
    }

    /// A schema's name stands in statements unquoted and unbound.
    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 63 else { return false }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return letters.contains(first)
            && text.utf8.allSatisfy {
                letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "_")
            }
    }

    /// libpq refuses a parameter it does not know, so ours is taken out of the URL.
    private static func splitSchema(_ text: String) -> (url: String, schema: String)? {
        guard let mark = text.firstIndex(of: "?") else { return nil }
        let parameters = text[text.index(after: mark)...].split(separator: "&")
        let named = parameters.filter { $0.hasPrefix("schema=") }
        guard named.count == 1 else { return nil }
        let rest = parameters.filter { !$0.hasPrefix("schema=") }.joined(separator: "&")
        let url = text[..<mark] + (rest.isEmpty ? "" : "?" + rest)
        return (String(url), String(named[0].dropFirst("schema=".count)))
    }
}
