/// Base64 in other bytes, of the standard or the URL alphabet (RFC 4648), in lines or in one.
enum Base64Runs {
    /// Eight bytes, the shortest that is searched for.
    private static let leastLength = 11
    /// Mail breaks lines at 76 (RFC 2045, section 6.8).
    private static let leastLine = 60

    static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, letter) in letters.utf8.enumerated() { values[Int(letter)] = UInt8(value) }
        values[Int(UInt8(ascii: "-"))] = 62
        values[Int(UInt8(ascii: "_"))] = 63
        return values
    }()

    /// Every run that is long enough.
    static func each(in bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
        values.withUnsafeBufferPointer { values in
            var floor = 0
            var probe = leastLength - 1
            while probe < bytes.count {
                // A run of so many letters has one at every place that is so many on.
                guard values[Int(bytes[probe])] < 64 else {
                    probe += leastLength
                    continue
                }
                var start = probe
                while start > floor, values[Int(bytes[start - 1])] < 64 { start -= 1 }
                let end = end(of: start, bytes, values)
                if end - start >= leastLength { body(start..<end) }
                floor = end
                probe = end + leastLength
            }
        }
    }

    private static func end(
        of start: Int,
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ values: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var (place, line) = (start, start)
        while place < bytes.count {
            if values[Int(bytes[place])] < 64 {
                place += 1
            } else if let next = nextLine(after: place, in: bytes), place - line >= leastLine,
                next < bytes.count, values[Int(bytes[next])] < 64
            {
                (place, line) = (next, next)
            } else {
                break
            }
        }
        return place
    }

    private static func nextLine(after place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        switch bytes[place] {
        case 0x0A: place + 1
        case 0x0D where place + 1 < bytes.count && bytes[place + 1] == 0x0A: place + 2
        default: nil
        }
    }

    /// The bytes of a run, line ends left out.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ run: Range<Int>) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(run.count * 3 / 4)
        var word: UInt32 = 0
        var letters = 0
        values.withUnsafeBufferPointer { values in
            for place in run {
                let value = values[Int(bytes[place])]
                guard value < 64 else { continue }
                word = word << 6 | UInt32(value)
                letters += 1
                guard letters == 4 else { continue }
                decoded.append(UInt8(truncatingIfNeeded: word >> 16))
                decoded.append(UInt8(truncatingIfNeeded: word >> 8))
                decoded.append(UInt8(truncatingIfNeeded: word))
                letters = 0
            }
        }
        if letters >= 2 { decoded.append(UInt8(truncatingIfNeeded: word >> (6 * letters - 8))) }
        if letters == 3 { decoded.append(UInt8(truncatingIfNeeded: word >> 2)) }
        return decoded
    }
}
