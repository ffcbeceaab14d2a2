/// Hexadecimal digits of either case.
enum HexRuns {
    private static let leastLength = 16

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, letter) in "0123456789abcdef".utf8.enumerated() {
            values[Int(letter)] = UInt8(value)
        }
        for (value, letter) in "ABCDEF".utf8.enumerated() {
            values[Int(letter)] = UInt8(10 + value)
        }
        return values
    }()

    /// Every run that is long enough; they all lie in runs of base64's letters.
    static func each(
        in bytes: UnsafeBufferPointer<UInt8>,
        _ letters: Range<Int>,
        _ body: (Range<Int>) -> Void
    ) {
        var start = letters.lowerBound
        for place in letters where values[Int(bytes[place])] > 15 {
            if place - start >= leastLength { body(start..<place) }
            start = place + 1
        }
        if letters.upperBound - start >= leastLength { body(start..<letters.upperBound) }
    }

    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ run: Range<Int>) -> [UInt8] {
        stride(from: run.lowerBound, to: run.upperBound - 1, by: 2).map {
            values[Int(bytes[$0])] << 4 | values[Int(bytes[$0 + 1])]
        }
    }

    /// What digits say, two to a byte; nil where they are not all digits.
    static func bytes(of digits: [UInt8]) -> [UInt8]? {
        guard digits.count.isMultiple(of: 2), digits.allSatisfy({ values[Int($0)] < 16 }) else {
            return nil
        }
        return digits.withUnsafeBufferPointer { decode($0, digits.indices) }
    }

    /// The number that so many digits make; nil where they are none.
    static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt32? {
        guard range.upperBound <= bytes.count else { return nil }
        var number: UInt32 = 0
        for place in range {
            let value = values[Int(bytes[place])]
            guard value < 16 else { return nil }
            number = number << 4 | UInt32(value)
        }
        return number
    }
}
