/// Reads CSV (RFC 4180) a row at a time, in memory that does not grow with the file.
///
/// Rows end with CR LF, LF or CR; a quote in the middle of an unquoted field is a character like
/// another, as is what follows a closing quote; blank rows are passed over. Neither comma, quote nor
/// line end is ever the second byte of a Shift_JIS character, so bytes are read before decoding.
public struct CSVReader {
    /// Bytes of one field: no field of a shop's is near it.
    public static let longestField = 64 << 10
    public static let mostFields = 1000

    private let more: () throws(CSVFault) -> [UInt8]
    private var chunk: [UInt8] = []
    private var position = 0
    private var rows = 0
    private var typicalBytes = 256
    private var swallowsLineFeed = false

    /// A reader of what `more` gives, until it gives nothing.
    public init(_ more: @escaping () throws(CSVFault) -> [UInt8]) { self.more = more }

    /// A reader of bytes that are here.
    public init(bytes: [UInt8]) {
        var rest: [UInt8]? = bytes
        self.init { () throws(CSVFault) in
            defer { rest = nil }
            return rest ?? []
        }
    }

    /// The next row that is not blank; nil at the end.
    public mutating func next() throws(CSVFault) -> CSVRow? {
        while let row = try record() {
            if row.isBlank { continue }
            typicalBytes = max(typicalBytes, min(row.bytes.count, 4096))
            return row
        }
        return nil
    }

    private mutating func record() throws(CSVFault) -> CSVRow? {
        rows += 1
        var scan = Scan(row: CSVRow(number: rows, capacity: typicalBytes))
        while true {
            if position == chunk.count {
                chunk = try more()
                position = 0
                if chunk.isEmpty { return try scan.atEnd() }
            }
            if swallowsLineFeed {
                swallowsLineFeed = false
                if chunk[position] == Sign.lineFeed { position += 1 }
                continue
            }
            var here = position
            let isWhole = chunk.withUnsafeBufferPointer { scan.take($0, from: &here) }
            position = here
            if let fault = scan.fault { throw fault }
            guard isWhole else { continue }
            swallowsLineFeed = scan.endedWithReturn
            return scan.row
        }
    }
}

/// The bytes that mean something.
enum Sign {
    static let quote = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")
    static let carriageReturn = UInt8(ascii: "\r")
    static let lineFeed = UInt8(ascii: "\n")
}

/// One row on its way through the bytes.
private struct Scan {
    private enum State { case start, plain, quoted, quoteInQuoted }

    var row: CSVRow
    var fault: CSVFault?
    var endedWithReturn = false
    private var state = State.start
    private var fieldStart = 0
    private var hasBegun = false

    init(row: CSVRow) { self.row = row }

    /// Takes bytes until the row is whole (true) or they are at their end (false).
    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, from index: inout Int) -> Bool {
        while index < bytes.count, fault == nil {
            hasBegun = true
            switch state {
            case .start:
                guard bytes[index] == Sign.quote else {
                    state = .plain
                    continue
                }
                state = .quoted
                index += 1
            case .plain:
                if takeRun(bytes, from: &index, until: Scan.endsPlain) { return true }
            case .quoted:
                takeQuoted(bytes, from: &index)
            case .quoteInQuoted:
                if takeAfterQuote(bytes, from: &index) { return true }
            }
        }
        return false
    }

    /// A row without a line end at the end of the file; nil where nothing is left.
    mutating func atEnd() throws(CSVFault) -> CSVRow? {
        guard hasBegun else { return nil }
        guard state != .quoted else { throw .unclosedQuote(row: row.number) }
        endField()
        row.isEnded = false
        return row
    }

    private static func endsPlain(_ byte: UInt8) -> Bool {
        byte == Sign.comma || byte == Sign.lineFeed || byte == Sign.carriageReturn
    }

    private mutating func takeRun(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from index: inout Int,
        until ends: (UInt8) -> Bool
    ) -> Bool {
        let start = index
        while index < bytes.count, !ends(bytes[index]) { index += 1 }
        append(bytes[start..<index])
        guard index < bytes.count else { return false }
        return end(with: bytes[index], &index)
    }

    private mutating func takeQuoted(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from index: inout Int
    ) {
        let start = index
        while index < bytes.count, bytes[index] != Sign.quote { index += 1 }
        append(bytes[start..<index])
        guard index < bytes.count else { return }
        state = .quoteInQuoted
        index += 1
    }

    private mutating func takeAfterQuote(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from index: inout Int
    ) -> Bool {
        let byte = bytes[index]
        if byte == Sign.quote {
            row.bytes.append(byte)
            state = .quoted
            index += 1
            return false
        }
        guard Scan.endsPlain(byte) else {
            state = .plain
            return false
        }
        return end(with: byte, &index)
    }

    /// Ends a field; true where the row ends with it.
    private mutating func end(with byte: UInt8, _ index: inout Int) -> Bool {
        index += 1
        endField()
        endedWithReturn = byte == Sign.carriageReturn
        return byte != Sign.comma
    }

    private mutating func append(_ run: Slice<UnsafeBufferPointer<UInt8>>) {
        row.bytes.append(contentsOf: run)
        guard row.bytes.count - fieldStart > CSVReader.longestField else { return }
        fault = .fieldTooLong(row: row.number)
    }

    private mutating func endField() {
        row.ends.append(row.bytes.count)
        fieldStart = row.bytes.count
        state = .start
        if row.ends.count > CSVReader.mostFields { fault = .tooManyFields(row: row.number) }
    }
}
