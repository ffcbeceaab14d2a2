import Basics
public import Foundation

/// The folder beside a city's data that holds what its people are and typed.
///
/// `*.jsonl`: an object a line, `{"kind":"email","value":"…"}`. `*.csv`: an old shop's export, by
/// its headings.
public struct KnownFolder: Sendable {
    private let folder: URL

    public init(_ folder: URL) { self.folder = folder }

    /// The folder that belongs to a data folder: `DIR.known`.
    public static func beside(_ data: URL) -> URL {
        data.deletingLastPathComponent().appending(path: data.lastPathComponent + ".known")
    }

    /// Every value once.
    ///
    /// - Throws: ``DrillFault`` where a file is not as it should be.
    public func values() throws -> [KnownValue] {
        var list = KnownList()
        for file in files() {
            let name = file.lastPathComponent
            let text = try KnownText.read(file)
            if file.pathExtension == "csv" {
                try KnownTable(text, named: name).each { list.add($0, $1, "\(name):\($2)") }
            } else {
                try readLines(text, name, into: &list)
            }
        }
        return list.values
    }

    func files() -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".jsonl") || $0.hasSuffix(".csv") }.sorted()
            .map { folder.appending(path: $0) }
    }

    private struct Line: Decodable {
        var kind: String
        var value: String
    }

    private func readLines(_ text: String, _ name: String, into list: inout KnownList) throws {
        let decoder = JSONDecoder()
        for (number, line) in text.utf8.split(separator: 0x0A).enumerated() {
            guard let typed = try? decoder.decode(Line.self, from: Data(line)) else {
                throw DrillFault.badKnown("\(name):\(number + 1)")
            }
            list.add(ValueKind(field: typed.kind), typed.value, "\(name):\(number + 1)")
        }
    }
}

/// Values as they are met: the second time, one is passed over.
private struct KnownList {
    private(set) var values: [KnownValue] = []
    private var met: Set<Int> = []

    mutating func add(_ kind: ValueKind, _ text: String, _ source: String) {
        guard !text.isEmpty else { return }
        var hasher = Hasher()
        hasher.combine(kind)
        hasher.combine(text)
        guard met.insert(hasher.finalize()).inserted else { return }
        values.append(KnownValue(kind, text, source: source))
    }
}

/// Text as old shops and new tools write it: UTF-8, or Shift_JIS where it is none.
enum KnownText {
    static func read(_ file: URL) throws -> String {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: file)
        } catch { throw DrillFault.unreadable(file.path) }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return shiftJIS(bytes)
    }

    private static func shiftJIS(_ bytes: Data) -> String {
        let code = DoubleByteCode.shiftJIS
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count)
        var first: UInt8?
        for byte in bytes {
            if let lead = first {
                units.append(code.units[Int(lead) << 8 | Int(byte)])
                first = nil
            } else if code.isLead[Int(byte)] {
                first = byte
            } else {
                units.append(code.units[Int(byte)])
            }
        }
        return String(decoding: units, as: UTF16.self)
    }
}
