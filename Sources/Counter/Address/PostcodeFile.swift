public import Basics
import Foundation

/// Japan Post's postcodes in one sorted file, found by binary search without reading it whole.
///
/// Each line is a postcode, a prefecture, a city and a neighbourhood, separated by tabs; the file is
/// written at set-up by `bin/support/postcodes.py`. Several lines may share a code.
public struct PostcodeFile: Sendable {
    private let bytes: Data

    /// What one postcode covers.
    public struct Area: Hashable, Sendable {
        public var prefecture: Prefecture
        /// 市区町村.
        public var city: String
        /// 町域; empty where the code covers the rest of a city.
        public var neighbourhood: String

        public init(prefecture: Prefecture, city: String, neighbourhood: String) {
            self.prefecture = prefecture
            self.city = city
            self.neighbourhood = neighbourhood
        }
    }

    /// Maps the file into memory; throws where it cannot be read.
    public init(path: String) throws {
        bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    }

    /// The areas of a code, in the file's order; none where Japan Post has no such code.
    public func areas(of code: PostalCode) -> [Area] {
        let key = Array(code.digits.utf8)
        var areas: [Area] = []
        var position = firstLine(notBefore: key)
        while position < bytes.count, !precedes(at: position, key), starts(at: position, with: key)
        {
            let end = bytes[position...].firstIndex(of: newline) ?? bytes.count
            if let area = area(ofLine: bytes[position..<end]) { areas.append(area) }
            position = end + 1
        }
        return areas
    }

    /// What all areas of a code have in common; parts that differ are nil.
    ///
    /// Nil where there is no such code.
    public func common(of code: PostalCode) -> Common? {
        let areas = areas(of: code)
        guard let first = areas.first else { return nil }
        let isOnePrefecture = areas.allSatisfy { $0.prefecture == first.prefecture }
        let isOneCity = areas.allSatisfy { $0.city == first.city }
        return Common(
            prefecture: isOnePrefecture ? first.prefecture : nil,
            city: isOneCity ? first.city : nil,
            neighbourhood: areas.count == 1 ? first.neighbourhood : nil
        )
    }

    /// What the areas of one code share.
    public struct Common: Hashable, Sendable {
        public var prefecture: Prefecture?
        public var city: String?
        public var neighbourhood: String?
    }

    private let newline = UInt8(ascii: "\n")

    private func firstLine(notBefore key: [UInt8]) -> Int {
        var low = 0
        var high = bytes.count
        while low < high {
            let line = startOfLine(around: (low + high) / 2)
            if precedes(at: line, key) {
                low = (bytes[line...].firstIndex(of: newline) ?? bytes.count - 1) + 1
            } else {
                high = line
            }
        }
        return low
    }

    private func startOfLine(around position: Int) -> Int {
        (bytes[..<position].lastIndex(of: newline) ?? -1) + 1
    }

    private func precedes(at line: Int, _ key: [UInt8]) -> Bool {
        bytes[line...].prefix(key.count).lexicographicallyPrecedes(key)
    }

    private func starts(at line: Int, with key: [UInt8]) -> Bool {
        bytes[line...].starts(with: key)
    }

    private func area(ofLine line: Data) -> Area? {
        let parts = String(decoding: line, as: UTF8.self)
            .split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let prefecture = Prefecture(name: parts[1]) else { return nil }
        return Area(prefecture: prefecture, city: parts[2], neighbourhood: parts[3])
    }
}
