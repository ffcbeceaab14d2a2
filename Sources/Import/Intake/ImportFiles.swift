/// The files of an old shop, by what they hold.
public struct ImportFiles: Sendable {
    public var members: [String]
    public var orders: [String]
    public var goods: [String]

    public init(members: [String] = [], orders: [String] = [], goods: [String] = []) {
        self.members = members
        self.orders = orders
        self.goods = goods
    }

    /// Those that hold anything of anybody's.
    public var personal: [String] { members + orders }
}

/// Files that can be imported: each was read to its end once.
public struct CheckedFiles: Sendable {
    let members: [OldFile<MemberColumn>]
    let orders: [OldFile<OrderColumn>]
    let goods: [OldFile<GoodsColumn>]

    /// Throws ``ImportError`` at the first that cannot be read to its end, or is another kind of file.
    public init(_ files: ImportFiles) throws(ImportError) {
        goods = try checked(files.goods, .goods, required: [[.number], [.name], [.price]])
        members = try checked(files.members, .members, required: [[.number], [.familyName]])
        orders = try checked(
            files.orders,
            .orders,
            required: [[.key], [.familyName], [.placed], [.total, .payable]]
        )
    }

    /// In rows without the headings.
    var rows: Int {
        let counts = goods.map(\.rows) + members.map(\.rows) + orders.map(\.rows)
        return counts.reduce(0, +)
    }
}

private func checked<Column: OldColumn>(
    _ paths: [String],
    _ kind: OldFileKind,
    required: [[Column]]
) throws(ImportError) -> [OldFile<Column>] {
    try paths.map { path throws(ImportError) in
        do throws(FileFault) {
            return try OldFile(path: path, kind: kind, required: required)
        } catch { throw .file(path: path, error) }
    }
}
