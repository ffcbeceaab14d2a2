/// One step forward of a database's schema.
///
/// Steps are applied in the order they are given, once, and never changed afterwards: a wrong one
/// is mended by the next. Names of one database are unique: `ordering-2-gift-cards`.
public struct Migration: Sendable {
    public let name: String
    private let sqlite: String
    private let postgres: String

    /// A step whose text both engines understand.
    public init(_ name: String, _ sql: String) {
        self.init(name, sqlite: sql, postgres: sql)
    }

    /// A step that each engine needs told in its own words.
    public init(_ name: String, sqlite: String, postgres: String) {
        self.name = name
        self.sqlite = sqlite
        self.postgres = postgres
    }

    func text(for engine: Engine) -> String { engine == .sqlite ? sqlite : postgres }

    /// FNV-1a of the text: it finds a careless change, and nobody attacks it.
    func checksum(for engine: Engine) -> String {
        let hash = text(for: engine).utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
