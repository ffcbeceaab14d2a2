import CPQ

/// A statement that the server has prepared: its name there, and what its rows look like.
struct PostgresStatement {
    let name: String
    let columns: Columns
    let types: [PostgresType?]
    /// Whether rows come as the server holds them; texts of every type can be read, numbers only
    /// where we know how they lie.
    let isBinary: Bool

    init(name: String, description: PostgresResult) {
        self.name = name
        columns = Columns(description.columnNames)
        types = description.columnTypes.map { PostgresType(rawValue: $0) }
        isBinary = types.allSatisfy { $0?.isReadInBinary ?? false }
    }
}

/// The types that our columns and the server's sums and ranks have, by their fixed numbers.
enum PostgresType: Oid {
    case unknown = 0
    case bool = 16
    case bytea = 17
    case name = 19
    case int8 = 20
    case int2 = 21
    case int4 = 23
    case text = 25
    case float4 = 700
    case float8 = 701
    case varchar = 1043
    case numeric = 1700

    fileprivate var isReadInBinary: Bool { self != .numeric && self != .unknown }
}
