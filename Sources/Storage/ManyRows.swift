extension Transaction {
    /// Inserts many rows with few statements.
    ///
    /// `statement` is given the rows' values, to stand behind VALUES. Rows go in bundles of a few fixed
    /// sizes, so that the engines prepare few statements however many rows there are.
    ///
    ///     try tx.insert(points.map { "(\($0.member), \($0.yen))" }) {
    ///         "INSERT INTO old_points (member, points) VALUES \(fragment: $0)"
    ///     }
    public func insert(_ rows: [SQL], _ statement: (SQL) -> SQL) throws {
        var rest = rows[...]
        for size in [64, 8, 4, 2, 1] {
            while rest.count >= size {
                try run(statement(SQL.list(rest.prefix(size))))
                rest = rest.dropFirst(size)
            }
        }
    }
}

extension SQL {
    fileprivate static func list(_ parts: ArraySlice<SQL>) -> SQL {
        var list = Interpolation(literalCapacity: 0, interpolationCount: 0)
        for (index, part) in parts.enumerated() {
            if index > 0 { list.appendLiteral(", ") }
            list.appendInterpolation(fragment: part)
        }
        return SQL(stringInterpolation: list)
    }
}
