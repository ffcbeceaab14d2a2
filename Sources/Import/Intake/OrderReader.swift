import Basics

/// Reads orders: rows that follow one another with one number are one order, and are taken or set
/// aside together.
struct OrderReader {
    /// Rows of one order, at most.
    static let mostRows = 5000

    private let file: OldFile<OrderColumn>
    private let aside: SetAside
    private var reader: CSVReader
    private var waiting: CSVRow?
    private var ordersRead = 0
    private var needsOriginal = false

    init(file: OldFile<OrderColumn>) throws {
        self.file = file
        aside = file.setAside()
        reader = try file.reader()
    }

    /// Some orders; nil at the end of the file.
    mutating func next(orders: Int, bytes: Int) throws -> [OldOrder]? {
        var batch: [OldOrder] = []
        var size = 0
        while batch.count < orders, size < bytes, let rows = try group() {
            ordersRead += 1
            guard let order = try order(rows) else { continue }
            batch.append(order)
            size += rows.reduce(0) { $0 + $1.bytes.count }
        }
        return batch.isEmpty ? nil : batch
    }

    func finish(_ told: inout ImportSummary.File) throws {
        told.records = file.map.isMended ? nil : ordersRead
        told.setAside = aside.rows
        told.needsOriginal = needsOriginal
        told.setAsidePath = try aside.finish()
    }

    private mutating func group() throws -> [CSVRow]? {
        guard let first = try waiting ?? reader.next() else { return nil }
        waiting = nil
        var rows = [first]
        let key = key(of: first)
        while let row = try reader.next() {
            if row.number % 100 == 0 { killPoint("import.orders", "\(row.number)") }
            guard self.key(of: row) == key, !key.isEmpty, rows.count < OrderReader.mostRows else {
                waiting = row
                break
            }
            rows.append(row)
        }
        return rows
    }

    /// The bytes of the order's number; none for a row that cannot be taken apart.
    private func key(of row: CSVRow) -> ArraySlice<UInt8> {
        file.map.place(of: .key).map { row[$0] } ?? []
    }

    /// Whether rows are missing of the file's last order: nothing else tells that it was cut there.
    private func isCutOff(_ order: OldOrder?) -> Bool {
        guard let order, !file.map.isMended, file.map.has(.price), file.map.has(.count) else {
            return false
        }
        return !order.addsUp
    }

    private mutating func order(_ rows: [CSVRow]) throws -> OldOrder? {
        var faults = [RowFault?](repeating: nil, count: rows.count)
        var order: OldOrder?
        for (index, row) in rows.enumerated() {
            do {
                let cells = try Cells(row, file)
                if order == nil { order = try cells.order() }
                guard let orderer = order?.orderer else { continue }
                if let line = try cells.line(ordinal: index + 1, orderer: orderer) {
                    order?.lines.append(line)
                }
                if !cells.isEmpty(.parcelMemo) { order?.memos += 1 }
            } catch {
                faults[index] = error
            }
        }
        let common: RowFault
        if rows.count >= OrderReader.mostRows {
            common = .tooManyRows
        } else if faults.contains(where: { $0 != nil }) {
            common = .otherRowOfOrder
        } else if waiting == nil, isCutOff(order) {
            common = .lastOrderDiffers
        } else {
            return order
        }
        for (row, fault) in zip(rows, faults) {
            let fault = fault ?? common
            needsOriginal = needsOriginal || fault.needsOriginal
            try aside.add(row, file.form, fault)
        }
        return nil
    }
}
