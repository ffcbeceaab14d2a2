/// Writes rows as CSV (RFC 4180): CR LF, quotes where they are needed.
public struct CSVWriter: Sendable {
    /// Whether a cell that a spreadsheet would take for a formula gets a `'` before it; who reads it
    /// back through ``Cell`` gets what was written.
    public let guardsFormulas: Bool
    private let form: TextForm

    public init(_ form: TextForm = .utf8, guardsFormulas: Bool = false) {
        self.form = form
        self.guardsFormulas = guardsFormulas
    }

    /// One row with its line end.
    public func row(_ fields: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(Sign.comma) }
            append(guardsFormulas ? Cell.guarded(field) : field, to: &bytes)
        }
        // A row of one empty field would read as a blank line.
        if bytes.isEmpty { bytes = [Sign.quote, Sign.quote] }
        return bytes + [Sign.carriageReturn, Sign.lineFeed]
    }

    private func append(_ field: String, to bytes: inout [UInt8]) {
        let encoded = form.encode(field)
        guard encoded.contains(where: CSVWriter.needsQuotes) else { return bytes += encoded }
        bytes.append(Sign.quote)
        for byte in encoded {
            if byte == Sign.quote { bytes.append(Sign.quote) }
            bytes.append(byte)
        }
        bytes.append(Sign.quote)
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == Sign.comma || byte == Sign.quote || byte == Sign.lineFeed
            || byte == Sign.carriageReturn
    }
}
