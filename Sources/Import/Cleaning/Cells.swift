import Basics

/// One row's cells by column.
struct Cells<Column: OldColumn> {
    let row: CSVRow
    let map: HeaderMap<Column>
    let form: TextForm

    /// Throws ``RowFault`` for a row of another width than the headings, with a NUL, or perhaps cut off.
    init(_ row: CSVRow, _ file: OldFile<Column>) throws(RowFault) {
        guard row.count == file.map.headings.count else {
            throw .fields(have: row.count, want: file.map.headings.count)
        }
        if row.hasZero { throw .zero }
        guard row.isEnded || file.map.isMended else { throw .unended }
        self.row = row
        map = file.map
        form = file.form
    }

    /// A cell's text, trimmed; empty where the file has no such column.
    func text(_ column: Column) throws(RowFault) -> String {
        try unguarded(Cell.trimmed(try written(column)), column)
    }

    /// A cell's text with its line ends, of at most so many characters.
    func lines(_ column: Column, upTo most: Int) throws(RowFault) -> String {
        try short(try unguarded(try written(column), column), column, upTo: most)
    }

    private func written(_ column: Column) throws(RowFault) -> String {
        guard let place = map.place(of: column) else { return "" }
        let bytes = row[place]
        if bytes.isEmpty { return "" }
        guard let text = form.decode(bytes) else { throw .encoding }
        return text
    }

    private func unguarded(_ text: String, _ column: Column) throws(RowFault) -> String {
        guard let plain = Cell.unguarded(text) else { throw .formula(column.japanese) }
        return plain
    }

    /// Text of at most so many characters.
    func text(_ column: Column, upTo most: Int) throws(RowFault) -> String {
        try short(try text(column), column, upTo: most)
    }

    private func short(_ text: String, _ column: Column, upTo most: Int) throws(RowFault) -> String
    {
        guard text.utf8.count <= most || text.unicodeScalars.count <= most else {
            throw .tooLong(column.japanese, most: most)
        }
        return text
    }

    func isEmpty(_ column: Column) -> Bool {
        guard let place = map.place(of: column) else { return true }
        return row[place].isEmpty
    }

    /// A moment in Japan's time; nil for an empty cell.
    func moment(_ column: Column) throws(RowFault) -> Moment? {
        let text = try text(column)
        if text.isEmpty { return nil }
        guard let moment = OldDate.moment(text) else { throw .date(column.japanese) }
        return moment
    }

    /// An amount in yen; zero for an empty cell.
    func money(_ column: Column) throws(RowFault) -> Money {
        let text = try text(column)
        if text.isEmpty { return .zero }
        guard let yen = OldAmount.yen(text) else { throw .number(column.japanese) }
        return Money(yen: yen)
    }
}
