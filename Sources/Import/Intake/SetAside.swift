import Foundation
import Glibc

/// The rows of one file that could not be taken, in a CSV of their own that can be mended and fed
/// again: the same columns, and why.
final class SetAside {
    static let reasonHeading = "理由"

    private let source: String
    private let headings: [String]
    private var file: FileHandle?
    private let writer = CSVWriter(guardsFormulas: true)
    private(set) var rows = 0

    init(beside source: String, headings: [String]) {
        self.source = source
        self.headings = headings.filter { $0 != SetAside.reasonHeading }
        reasonPlace = headings.firstIndex(of: SetAside.reasonHeading)
    }

    private let reasonPlace: Int?

    /// How the names of all files that are set aside of one begin.
    static func beginning(of source: String) -> String { source + ".set-aside" }

    /// The file under way; it gets its name at the end.
    private var part: String { SetAside.beginning(of: source) + ".csv.part" }

    /// Throws what the system says where the row cannot be written.
    func add(_ row: CSVRow, _ form: TextForm, _ fault: RowFault) throws {
        let file = try open()
        var fields = (0..<row.count).map { form.decodeKindly(row[$0]) }
        fields = fields.map { $0.replacing("\0", with: "\u{FFFD}") }
        if let reasonPlace, reasonPlace < fields.count { fields.remove(at: reasonPlace) }
        // The reason stands in its own column though the row be short or long.
        while fields.count < headings.count { fields.append("") }
        try file.write(contentsOf: writer.row(fields + [fault.japanese]))
        rows += 1
    }

    /// Gives the file its name; nil where nothing was set aside.
    ///
    /// An earlier file of other content is left alone, since somebody may be mending it.
    func finish() throws -> String? {
        guard let file else { return nil }
        try file.synchronize()
        try file.close()
        self.file = nil
        for number in 1..<1000 {
            let name = SetAside.beginning(of: source) + (number == 1 ? ".csv" : "-\(number).csv")
            if FileManager.default.contentsEqual(atPath: name, andPath: part) {
                try FileManager.default.removeItem(atPath: part)
                return name
            }
            guard access(name, F_OK) != 0 else { continue }
            try FileManager.default.moveItem(atPath: part, toPath: name)
            return name
        }
        return part
    }

    private func open() throws -> FileHandle {
        if let file { return file }
        let descriptor = Glibc.open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: part])
        }
        let opened = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try opened.write(
            contentsOf: TextForm.mark + writer.row(headings + [SetAside.reasonHeading])
        )
        file = opened
        return opened
    }
}
