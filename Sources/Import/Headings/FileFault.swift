import Foundation

/// Why a whole file is refused, before anything of it is imported; never with a value of a person's.
public enum FileFault: Error, Sendable, Equatable, CustomStringConvertible {
    case csv(CSVFault)
    case empty
    case otherFormat(FileFormat)
    /// Neither encoding gives headings that an old shop writes.
    case unknownHeadings
    /// The headings of another kind of export than was asked for.
    case otherKind(OldFileKind, wanted: OldFileKind)
    case missing([String], unknown: [String])
    case doubled([String])
    /// So many rows are not of the encoding that the headings are of.
    case wrongEncoding(rows: Int)

    public var description: String {
        switch self {
        case .csv(let fault): fault.description
        case .empty: "it is empty"
        case .otherFormat(let format): format.words
        case .unknownHeadings:
            "its first row is not the headings of an EC-CUBE export in UTF-8 or Shift_JIS (SJIS-win)"
        case .otherKind(let held, let wanted):
            "it holds \(held.rawValue), not \(wanted.rawValue): give it to --\(held.rawValue)"
        case .missing(let names, let unknown):
            "it has no column \(quoted(names))"
                + (unknown.isEmpty ? "" : "; was one of these renamed: \(quoted(unknown))?")
        case .doubled(let names): "it has the column \(quoted(names)) twice: take one out"
        case .wrongEncoding(let rows):
            "\(rows) of its rows are not in the encoding of its headings: export it again, in one encoding"
        }
    }

    private func quoted(_ names: [String]) -> String {
        names.map { "「\($0)」" }.joined(separator: ", ")
    }
}

/// What people give in place of a CSV export, told by its first bytes.
public enum FileFormat: Sendable, CaseIterable {
    case workbook, webPage, wideText, zip, jis, euc

    /// Nil for what may be CSV.
    init?(_ bytes: [UInt8]) {
        let text = bytes.drop { $0 <= 0x20 || TextForm.mark.contains($0) }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            self = .workbook
        } else if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) {
            // Excel's own names stand near the beginning; the others are archives of something.
            let names = String(decoding: bytes, as: UTF8.self)
            self = names.contains("[Content_Types]") || names.contains("xl/") ? .workbook : .zip
        } else if text.first == UInt8(ascii: "<") {
            self = .webPage
        } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            self = .wideText
        } else if bytes.contains(0x1B), FileFormat.names(bytes, FileFormat.jisHeadings) {
            self = .jis
        } else if FileFormat.names(bytes, FileFormat.eucHeadings) {
            self = .euc
        } else {
            return nil
        }
    }

    /// 会員, 注文, 商品 and お名前 in EUC-JP: one of them stands in every export's headings.
    private static let eucHeadings: [[UInt8]] = [
        [0xB2, 0xF1, 0xB0, 0xF7], [0xC3, 0xED, 0xCA, 0xB8], [0xBE, 0xA6, 0xC9, 0xCA],
        [0xA4, 0xAA, 0xCC, 0xBE, 0xC1, 0xB0],
    ]
    /// The same in ISO-2022-JP, which has the same bytes without their highest bits.
    private static let jisHeadings = eucHeadings.map { $0.map { $0 & 0x7F } }

    private static func names(_ bytes: [UInt8], _ headings: [[UInt8]]) -> Bool {
        let line = Data(bytes.prefix { $0 != Sign.lineFeed && $0 != Sign.carriageReturn })
        return headings.contains { line.range(of: Data($0)) != nil }
    }

    var words: String {
        switch self {
        case .workbook: "it is an Excel workbook: give the CSV file as EC-CUBE wrote it"
        case .webPage:
            "it is a web page: export again, and see that the administration does not ask to sign in"
        case .wideText: FileFormat.inOther("UTF-16")
        case .jis: FileFormat.inOther("ISO-2022-JP (JIS)")
        case .euc: FileFormat.inOther("EUC-JP")
        case .zip: "it is an archive: unpack it first"
        }
    }

    private static func inOther(_ encoding: String) -> String {
        "it is text in \(encoding): give the CSV file as EC-CUBE wrote it, or save it as UTF-8"
    }
}

/// What a file of an old shop holds.
public enum OldFileKind: String, Sendable, Codable, CaseIterable {
    case members, orders, goods
}
