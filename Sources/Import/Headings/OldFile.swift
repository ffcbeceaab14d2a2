/// One of the old shop's files, looked at before it is imported.
struct OldFile<Column: OldColumn>: Sendable {
    let path: String
    let form: TextForm
    let map: HeaderMap<Column>
    /// Rows without the headings.
    let rows: Int
    /// Whether the last row ends in a line end, as every old shop writes it.
    let isEnded: Bool

    /// Reads the whole file once: its headings, and whether it can be taken apart to its end.
    ///
    /// Throws ``FileFault``.
    init(path: String, kind: OldFileKind, required: [[Column]]) throws(FileFault) {
        do {
            if let format = FileFormat(try CSVFile(path: path).more()) {
                throw FileFault.otherFormat(format)
            }
            var reader = try CSVFile.reader(path: path)
            guard let first = try reader.next() else { throw FileFault.empty }
            let (form, headings) = try OldFile.headings(first, kind)
            self.path = path
            self.form = form
            map = try HeaderMap(headings, required: required)
            (rows, isEnded) = try OldFile.count(&reader, form)
        } catch let fault as CSVFault {
            throw .csv(fault)
        } catch let fault as FileFault {
            throw fault
        } catch {
            throw .unknownHeadings
        }
    }

    /// The rows from the beginning, the headings passed over.
    func reader() throws(CSVFault) -> CSVReader {
        var reader = try CSVFile.reader(path: path)
        _ = try reader.next()
        return reader
    }

    private static func headings(_ row: CSVRow, _ kind: OldFileKind) throws(FileFault) -> (
        TextForm, [String]
    ) {
        let found = TextForm.allCases.compactMap { form -> (TextForm, [String], Int)? in
            let names = (0..<row.count).map { form.decode(row[$0]).map(Cell.trimmed) ?? "" }
            let known = names.count { KnownHeadings.all.contains(Cell.foldedHeading($0)) }
            return known == 0 ? nil : (form, names, known)
        }
        guard let best = found.max(by: { $0.2 < $1.2 }) else { throw .unknownHeadings }
        let folded = best.1.map(Cell.foldedHeading)
        let likeness = KnownHeadings.only.mapValues { own in folded.count { own.contains($0) } }
        if let held = likeness.max(by: { $0.value < $1.value }),
            held.value > likeness[kind, default: 0]
        {
            throw .otherKind(held.key, wanted: kind)
        }
        return (best.0, best.1)
    }

    private static func count(_ reader: inout CSVReader, _ form: TextForm) throws -> (
        rows: Int, isEnded: Bool
    ) {
        var rows = 0
        var unreadable = 0
        var isEnded = true
        while let row = try reader.next() {
            rows += 1
            isEnded = row.isEnded
            if row.hasZero || !form.canRead(row.bytes) { unreadable += 1 }
        }
        // A few are broken rows, which are set aside; many are another encoding.
        guard unreadable <= max(20, rows / 50) else {
            throw FileFault.wrongEncoding(rows: unreadable)
        }
        return (rows, isEnded)
    }
}
