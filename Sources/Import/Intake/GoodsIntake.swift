import Basics

/// Takes one file of goods in: nothing in it is personal, so the vault is not asked.
struct GoodsIntake: Sendable {
    private static let batchRows = 256

    let file: OldFile<GoodsColumn>
    let ports: ImportPorts

    func run(into summary: inout ImportSummary, _ counter: RowCounter) async throws {
        let aside = file.setAside()
        var reader = try file.reader()
        var told = file.summary(.goods, usual: [.variant, .code, .stock, .taxRate, .category])
        var counts = ImportSummary.Goods()
        while let rows = try GoodsIntake.next(&reader) {
            var batch: [ImportedGoods] = []
            for row in rows {
                do {
                    switch try Cells(row, file).goods() {
                    case .goods(let goods): batch.append(goods)
                    case .gone: told.leftOut += 1
                    }
                } catch {
                    told.needsOriginal = told.needsOriginal || error.needsOriginal
                    try aside.add(row, file.form, error)
                }
            }
            var fresh = try await ports.keepGoods(batch)
            killPoint("import.kept")
            // What stands twice in the file is taken once.
            let taken = batch.filter { fresh.remove($0.key) != nil }
            told.taken += taken.count
            told.known += batch.count - taken.count
            counts.add(taken)
            counter.add(rows.count)
        }
        counts.leftOut = told.leftOut
        told.setAside = aside.rows
        told.setAsidePath = try aside.finish()
        summary.goods.add(counts)
        summary.files.append(told)
    }

    private static func next(_ reader: inout CSVReader) throws -> [CSVRow]? {
        var rows: [CSVRow] = []
        while rows.count < batchRows, let row = try reader.next() {
            if row.number % 100 == 0 { killPoint("import.goods", "\(row.number)") }
            rows.append(row)
        }
        return rows.isEmpty ? nil : rows
    }
}

extension ImportSummary.Goods {
    fileprivate mutating func add(_ fresh: [ImportedGoods]) {
        taken += fresh.count
        withoutTaxRate += fresh.count { $0.taxPercent == nil }
        withoutLimit += fresh.count { $0.stock == nil }
        withPictures += fresh.count { !$0.pictures.isEmpty }
        memosLeft += fresh.count(where: \.hasMemo)
    }

    fileprivate mutating func add(_ other: ImportSummary.Goods) {
        taken += other.taken
        leftOut += other.leftOut
        withoutTaxRate += other.withoutTaxRate
        withoutLimit += other.withoutLimit
        withPictures += other.withPictures
        memosLeft += other.memosLeft
    }
}
