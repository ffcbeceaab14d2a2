/// A bundle of entries: each behind its length, two bytes, big-endian (C2SP tlog-tiles).
enum EntryBundle {
    static let longestEntry = Int(UInt16.max)

    static func append(_ entry: [UInt8], to bundle: inout [UInt8]) {
        bundle.append(UInt8(entry.count >> 8))
        bundle.append(UInt8(entry.count & 0xff))
        bundle.append(contentsOf: entry)
    }

    /// The entries of a bundle; nil unless there are `width` of them and nothing else.
    static func entries(_ bundle: [UInt8], width: Int) -> [ArraySlice<UInt8>]? {
        var entries: [ArraySlice<UInt8>] = []
        entries.reserveCapacity(width)
        var at = 0
        while entries.count < width {
            guard at + 2 <= bundle.count else { return nil }
            let length = Int(bundle[at]) << 8 | Int(bundle[at + 1])
            at += 2
            guard at + length <= bundle.count else { return nil }
            entries.append(bundle[at..<at + length])
            at += length
        }
        return at == bundle.count ? entries : nil
    }
}
